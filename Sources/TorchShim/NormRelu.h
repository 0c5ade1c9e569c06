// Batch norm, ReLU and max pooling of a training step in as few passes over memory as they allow.
//
// A NaN is not hidden, so that a training that diverges shows it: what is computed from one is NaN.
#pragma once

#include <ATen/ATen.h>

namespace ct {

/// max(0, batch norm of `x` [N, C, H, W] by the batch's own statistics), then where `pool` is 2 the
/// largest of each 2 × 2 window; `pool` 1 keeps every pixel. Updates the running statistics.
at::Tensor norm_relu(const at::Tensor &x, const at::Tensor &weight, const at::Tensor &bias,
                     const at::Tensor &running_mean, const at::Tensor &running_variance,
                     int64_t pool, double momentum, double epsilon);

/// max(0, `x`), then where `pool` is not 1 the largest of each `pool` × `pool` window; overwrites
/// `x` where nothing else comes of it.
at::Tensor relu_pool(const at::Tensor &x, int64_t pool);

}  // namespace ct

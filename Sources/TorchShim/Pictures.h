// What happens to pictures on their way into a network (stretch, change of view, noise), and how
// far those that come out of it lie from them.
#pragma once

#include <ATen/ATen.h>

#include <utility>

namespace ct {

/// Pictures [N, C, H, W], channels innermost in memory, from bytes [N, H, W, C] through a table
/// [C, 256] of what each level means in each channel.
at::Tensor look_up(const at::Tensor &bytes, const at::Tensor &table);

/// Pictures resampled bilinearly under the transforms [N, 2, 3]; what lies outside is mirrored in.
at::Tensor affine_sample(const at::Tensor &pictures, const at::Tensor &transforms);

/// `x` plus Gaussian noise of standard deviation `sigma`, the same for the same generator state
/// whatever the number of threads.
at::Tensor add_noise(const at::Tensor &x, double sigma, at::Generator generator);

/// Of each picture [N, C, H, W]: the summed squared error, and the same with each pixel weighted by
/// the squared light of its 5 × 5 surroundings, divided by the picture's own squared light so
/// weighted.
std::pair<at::Tensor, at::Tensor> reconstruction_errors(const at::Tensor &redrawn,
                                                        const at::Tensor &pictures);

}  // namespace ct

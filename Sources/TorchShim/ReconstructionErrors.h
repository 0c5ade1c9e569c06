// How far reconstructions lie from pictures.
#pragma once

#include <ATen/ATen.h>

#include <utility>

namespace ct {

/// Of each picture [N, C, H, W]: the summed squared error, and the same with each pixel weighted by
/// the squared light of its 5 × 5 surroundings, divided by the picture's own squared light so weighted.
std::pair<at::Tensor, at::Tensor> reconstruction_errors(const at::Tensor &redrawn,
                                                        const at::Tensor &pictures);

}  // namespace ct

// Loops over pictures [H, W, C], channels innermost in memory. They count in ints: a picture has
// less than 2³¹ numbers.
#pragma once

#include <vector>

#include "RowKernels.h"

namespace ct::rows {

/// Resamples a picture bilinearly under the transform `t` [2, 3] of [-1, 1]² coordinates; what lies
/// outside is mirrored in.
void resample(const float *from, float *to, int height, int width, int channels, const float *t);

/// Light that is added where it divides, so that a black picture has errors too.
constexpr double noLight = 1e-6;

/// Pixels to each side of one that count as its surroundings.
constexpr int reach = 2;

struct Errors {
  float plain, weighted;
};

/// The errors of `redrawn` against `picture`, as `reconstruction_errors` has them; `room` is lent.
Errors errors(const float *redrawn, const float *picture, int height, int width, int channels,
              std::vector<float> &room);

}  // namespace ct::rows

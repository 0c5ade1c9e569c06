#include "PictureKernels.h"

#include <algorithm>
#include <cmath>

namespace ct::rows {
namespace {

/// Where a coordinate outside 0 … size − 1 is mirrored to, the edge of the outer pixels being the
/// mirror, as `grid_sampler` does it.
///
/// Within 0 … size − 1 whatever `x` is, so that it leads to a pixel: NaN becomes 0.
inline float mirrored(float x, float size) {
  x = std::fabs(x + 0.5f);
  const float turns = std::floor(x / size);
  const float rest = x - turns * size;
  // Beyond 2²⁴ every float is an even number.
  const bool back = turns < 0x1p24f && static_cast<int>(turns) % 2 != 0;
  const float place = (back ? size - rest : rest) - 0.5f;
  return place > 0 ? std::min(place, size - 1) : 0;
}

}  // namespace

CT_VECTORISED void resample(const float *__restrict from, float *__restrict to, int height,
                            int width, int channels, const float *t) {
  const float w = static_cast<float>(width), h = static_cast<float>(height);
  for (int row = 0; row < height; ++row) {
    const float v = (2 * static_cast<float>(row) + 1) / h - 1;
    for (int column = 0; column < width; ++column, to += channels) {
      const float u = (2 * static_cast<float>(column) + 1) / w - 1;
      const float x = mirrored(((t[0] * u + t[1] * v + t[2] + 1) * w - 1) / 2, w);
      const float y = mirrored(((t[3] * u + t[4] * v + t[5] + 1) * h - 1) / 2, h);
      const int x0 = static_cast<int>(x), y0 = static_cast<int>(y);
      const int right = x0 + 1 < width ? channels : 0;
      const int down = y0 + 1 < height ? channels * width : 0;
      const float fx = x - static_cast<float>(x0), fy = y - static_cast<float>(y0);
      const float *corner = from + (y0 * width + x0) * channels;
      for (int c = 0; c < channels; ++c) {
        const float *p = corner + c;
        const float upper = p[0] + fx * (p[right] - p[0]);
        const float lower = p[down] + fx * (p[down + right] - p[down]);
        to[c] = upper + fy * (lower - upper);
      }
    }
  }
}

namespace {

/// Sums of `2 * reach + 1` neighbours at each of `count` places `step` apart, `line` at a time.
CT_VECTORISED void windowSums(const float *__restrict from, float *__restrict to, int count,
                              int step, int line) {
  for (int i = 0; i < count; ++i) {
    const int first = std::max(0, i - reach), last = std::min(count - 1, i + reach);
    float *out = to + i * step;
    for (int k = 0; k < line; ++k) out[k] = from[first * step + k];
    for (int j = first + 1; j <= last; ++j)
      for (int k = 0; k < line; ++k) out[k] += from[j * step + k];
  }
}

/// Of each pixel [C]: mean light, summed squared light and summed squared error.
CT_VECTORISED void pixelSums(const float *__restrict redrawn, const float *__restrict picture,
                             int pixels, int channels, float *__restrict mean,
                             float *__restrict light, float *__restrict error) {
  const float share = 1.f / static_cast<float>(channels);
  for (int p = 0; p < pixels; ++p) {
    float sum = 0, squares = 0, differences = 0;
    for (int c = 0; c < channels; ++c) {
      const float x = picture[p * channels + c], d = redrawn[p * channels + c] - x;
      sum += x;
      squares += x * x;
      differences += d * d;
    }
    mean[p] = sum * share;
    light[p] = squares;
    error[p] = differences;
  }
}

/// Pixels that a window of one line holds.
float held(int place, int count) {
  return static_cast<float>(std::min(count - 1, place + reach) - std::max(0, place - reach) + 1);
}

/// A square's transpose, so that the sums along its rows run along memory.
CT_VECTORISED void transposed(const float *__restrict from, float *__restrict to, int rows,
                              int columns) {
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c) to[c * rows + r] = from[r * columns + c];
}

}  // namespace

Errors errors(const float *redrawn, const float *picture, int height, int width, int channels,
              std::vector<float> &room) {
  const int pixels = height * width;
  room.resize(5 * static_cast<size_t>(pixels));
  float *mean = room.data(), *light = mean + pixels, *error = light + pixels, *one = error + pixels,
        *other = one + pixels;
  pixelSums(redrawn, picture, pixels, channels, mean, light, error);
  windowSums(mean, one, height, width, width);
  transposed(one, other, height, width);
  windowSums(other, one, width, height, height);
  double plain = 0, weighted = 0, all = 0;
  for (int column = 0; column < width; ++column)
    for (int row = 0; row < height; ++row) {
      const float smooth = one[column * height + row] / (held(row, height) * held(column, width));
      const float footprint = smooth * smooth;
      const int p = row * width + column;
      plain += error[p];
      weighted += error[p] * footprint;
      all += light[p] * footprint;
    }
  return {static_cast<float>(plain), static_cast<float>(weighted / (all + noLight))};
}

}  // namespace ct::rows

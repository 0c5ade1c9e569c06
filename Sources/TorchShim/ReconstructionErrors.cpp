#include "ReconstructionErrors.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <vector>

#include "RowKernels.h"

namespace ct {
namespace {

constexpr int reach = 2;
constexpr double nothing = 1e-6;

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

struct Errors {
  float plain, weighted;
};

/// The errors of one picture [H, W, C].
Errors errors(const float *redrawn, const float *picture, int height, int width, int channels,
              std::vector<float> &room) {
  const int pixels = height * width;
  room.resize(static_cast<size_t>(5 * pixels));
  float *mean = room.data(), *light = mean + pixels, *error = light + pixels,
        *one = error + pixels, *other = one + pixels;
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
  return {static_cast<float>(plain), static_cast<float>(weighted / (all + nothing))};
}

}  // namespace

std::pair<at::Tensor, at::Tensor> reconstruction_errors(const at::Tensor &redrawn,
                                                        const at::Tensor &pictures) {
  TORCH_CHECK(redrawn.dim() == 4 && redrawn.sizes() == pictures.sizes(), "pictures of shape ",
              redrawn.sizes(), " are no reconstructions of ", pictures.sizes());
  const bool needsGraph =
      at::GradMode::is_enabled() && (redrawn.requires_grad() || pictures.requires_grad());
  if (!pictures.is_cpu() || pictures.scalar_type() != at::kFloat || needsGraph) {
    auto squares = (redrawn - pictures).square().sum(1, true);
    auto footprint = at::avg_pool2d(pictures.mean(1, true), 2 * reach + 1, 1, reach, false,
                                    /*count_include_pad=*/false)
                         .square();
    auto light = (pictures.square().sum(1, true) * footprint).sum({1, 2, 3});
    return {squares.sum({1, 2, 3}), (squares * footprint).sum({1, 2, 3}) / (light + nothing)};
  }
  auto from = redrawn.to(at::kFloat).contiguous(at::MemoryFormat::ChannelsLast);
  auto truth = pictures.contiguous(at::MemoryFormat::ChannelsLast);
  auto plain = at::empty({truth.size(0)}, truth.options()), weighted = at::empty_like(plain);
  const int channels = static_cast<int>(truth.size(1)), height = static_cast<int>(truth.size(2)),
            width = static_cast<int>(truth.size(3));
  const int64_t stride = int64_t(channels) * height * width;
  const float *drawn = from.const_data_ptr<float>(), *seen = truth.const_data_ptr<float>();
  float *first = plain.mutable_data_ptr<float>(), *second = weighted.mutable_data_ptr<float>();
  at::parallel_for(0, truth.size(0), 1, [&](int64_t begin, int64_t end) {
    std::vector<float> room;
    for (int64_t i = begin; i < end; ++i) {
      const Errors found =
          errors(drawn + i * stride, seen + i * stride, height, width, channels, room);
      first[i] = found.plain;
      second[i] = found.weighted;
    }
  });
  return {plain, weighted};
}

}  // namespace ct

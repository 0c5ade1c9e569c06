#include "Pictures.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <mutex>
#include <vector>

#include "PictureKernels.h"

namespace ct {
namespace {

constexpr int quantileBits = 12;
constexpr int quantileCount = 1 << quantileBits;

/// The standard normal distribution as equally likely values, scaled to variance 1: the mean of
/// each of 4,096 slices of equal probability, which is all that noise on a picture needs.
const std::array<float, quantileCount> &normalQuantiles() {
  static const auto table = [] {
    // Mean of a slice between probabilities: the difference of the density at its ends, times N.
    auto edge = at::special_ndtri(at::arange(1, quantileCount, at::kDouble) / quantileCount);
    auto density = at::exp(edge.square() * -0.5) / std::sqrt(2 * M_PI);
    std::array<double, quantileCount> means;
    double before = 0, variance = 0;
    for (int i = 0; i < quantileCount; ++i) {
      const double after = i + 1 < quantileCount ? density[i].item<double>() : 0;
      means[i] = (before - after) * quantileCount;
      variance += means[i] * means[i] / quantileCount;
      before = after;
    }
    std::array<float, quantileCount> scaled;
    for (int i = 0; i < quantileCount; ++i)
      scaled[i] = static_cast<float>(means[i] / std::sqrt(variance));
    return scaled;
  }();
  return table;
}

/// SplitMix64 (Steele, Lea & Flood 2014): a stream of random words from any seed.
struct SplitMix64 {
  uint64_t state;

  uint64_t next() {
    uint64_t z = (state += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
};

}  // namespace

/// Channels, height and width of pictures [N, C, H, W], as the loops count.
static std::array<int, 3> pictureSides(const at::Tensor &pictures) {
  const int64_t channels = pictures.size(1), height = pictures.size(2), width = pictures.size(3);
  const double numbers = double(std::max<int64_t>(channels, 1)) * double(height) * double(width);
  // A place along a side is a float, which counts to 2²⁴.
  TORCH_CHECK(numbers <= std::numeric_limits<int>::max() && std::max(height, width) < (1 << 24),
              "pictures of shape ", pictures.sizes(), " are too large");
  return {static_cast<int>(channels), static_cast<int>(height), static_cast<int>(width)};
}

at::Tensor look_up(const at::Tensor &bytes, const at::Tensor &table) {
  TORCH_CHECK(bytes.dim() == 4 && bytes.scalar_type() == at::kByte && bytes.size(3) > 0 &&
                  table.dim() == 2 && table.scalar_type() == at::kFloat &&
                  table.size(0) == bytes.size(3) && table.size(1) == 256,
              bytes.scalar_type(), " of shape ", bytes.sizes(), " do not go through a table of ",
              table.scalar_type(), " ", table.sizes(),
              ": bytes [N, H, W, C] and float32 [C, 256] are needed");
  TORCH_CHECK(bytes.device() == table.device(), "bytes on ", bytes.device(), ", their table on ",
              table.device());
  const int64_t channels = bytes.size(3);
  if (!bytes.is_cpu()) {
    auto start = at::arange(channels, bytes.options().dtype(at::kLong)) * 256;
    return table.flatten().index({bytes.to(at::kLong) + start}).permute({0, 3, 1, 2});
  }
  auto from = bytes.contiguous();
  auto values = table.contiguous();
  auto out = at::empty(from.sizes(), values.options());
  const uint8_t *levels = from.const_data_ptr<uint8_t>();
  const float *meanings = values.const_data_ptr<float>();
  float *to = out.mutable_data_ptr<float>();
  at::parallel_for(0, from.numel() / channels, 16384, [&](int64_t begin, int64_t end) {
    for (int64_t pixel = begin; pixel < end; ++pixel)
      for (int64_t c = 0; c < channels; ++c)
        to[pixel * channels + c] = meanings[c * 256 + levels[pixel * channels + c]];
  });
  return out.permute({0, 3, 1, 2});
}

at::Tensor affine_sample(const at::Tensor &pictures, const at::Tensor &transforms) {
  TORCH_CHECK(pictures.dim() == 4 && transforms.dim() == 3 &&
                  transforms.size(0) == pictures.size(0) && transforms.size(1) == 2 &&
                  transforms.size(2) == 3,
              "transforms of shape ", transforms.sizes(), " do not fit pictures of ",
              pictures.sizes(), ": [N, 2, 3] and [N, C, H, W] are needed");
  TORCH_CHECK(pictures.device() == transforms.device(), "pictures on ", pictures.device(),
              ", their transforms on ", transforms.device());
  const bool needsGraph =
      at::GradMode::is_enabled() && (pictures.requires_grad() || transforms.requires_grad());
  if (!pictures.is_cpu() || pictures.scalar_type() != at::kFloat || needsGraph) {
    auto grid = at::affine_grid_generator(transforms, pictures.sizes(), /*align_corners=*/false);
    // 0: bilinear. 2: what lies outside is mirrored in, so a turned cutout has no black corners.
    return at::grid_sampler(pictures, grid, 0, 2, /*align_corners=*/false);
  }
  auto from = pictures.contiguous(at::MemoryFormat::ChannelsLast);
  auto moves = transforms.to(at::kFloat).contiguous();
  auto out = at::empty_like(from);
  const auto [channels, height, width] = pictureSides(from);
  const int64_t stride = int64_t(channels) * height * width;
  const float *source = from.const_data_ptr<float>(), *move = moves.const_data_ptr<float>();
  float *to = out.mutable_data_ptr<float>();
  at::parallel_for(0, from.size(0), 1, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i)
      rows::resample(source + i * stride, to + i * stride, height, width, channels, move + i * 6);
  });
  return out;
}

at::Tensor add_noise(const at::Tensor &x, double sigma, at::Generator generator) {
  const bool needsGraph = at::GradMode::is_enabled() && x.requires_grad();
  if (!x.is_cpu() || x.scalar_type() != at::kFloat || !x.is_non_overlapping_and_dense() ||
      needsGraph)
    return x + at::randn(x.sizes(), generator, x.options()) * sigma;
  uint64_t seed;
  {
    std::lock_guard<std::mutex> lock(generator.mutex());
    seed = at::check_generator<at::CPUGeneratorImpl>(generator)->random64();
  }
  auto out = at::empty_like(x);
  const auto &quantiles = normalQuantiles();
  const float *from = x.const_data_ptr<float>();
  float *to = out.mutable_data_ptr<float>();
  const float scale = static_cast<float>(sigma);
  constexpr int64_t piece = 16384, each = 64 / quantileBits;
  const int64_t count = x.numel();
  at::parallel_for(0, (count + piece - 1) / piece, 1, [&](int64_t begin, int64_t end) {
    for (int64_t p = begin; p < end; ++p) {
      SplitMix64 random{SplitMix64{seed + static_cast<uint64_t>(p)}.next()};
      const int64_t last = std::min(count, (p + 1) * piece);
      for (int64_t i = p * piece; i < last; i += each) {
        uint64_t word = random.next();
        const int64_t stop = std::min(i + each, last);
        for (int64_t k = i; k < stop; ++k, word >>= quantileBits)
          to[k] = from[k] + scale * quantiles[word & (quantileCount - 1)];
      }
    }
  });
  return out;
}

std::pair<at::Tensor, at::Tensor> reconstruction_errors(const at::Tensor &redrawn,
                                                        const at::Tensor &pictures) {
  TORCH_CHECK(redrawn.dim() == 4 && redrawn.sizes() == pictures.sizes(), "pictures of shape ",
              redrawn.sizes(), " are no reconstructions of ", pictures.sizes(),
              ": [N, C, H, W] is needed");
  TORCH_CHECK(redrawn.device() == pictures.device(), "reconstructions on ", redrawn.device(),
              ", their pictures on ", pictures.device());
  const bool needsGraph =
      at::GradMode::is_enabled() && (redrawn.requires_grad() || pictures.requires_grad());
  if (!pictures.is_cpu() || pictures.scalar_type() != at::kFloat || needsGraph) {
    auto squares = (redrawn - pictures).square().sum(1, true);
    auto footprint =
        at::avg_pool2d(pictures.mean(1, true), 2 * rows::reach + 1, 1, rows::reach, false,
                       /*count_include_pad=*/false)
            .square();
    auto light = (pictures.square().sum(1, true) * footprint).sum({1, 2, 3});
    return {squares.sum({1, 2, 3}), (squares * footprint).sum({1, 2, 3}) / (light + rows::noLight)};
  }
  auto from = redrawn.to(at::kFloat).contiguous(at::MemoryFormat::ChannelsLast);
  auto truth = pictures.contiguous(at::MemoryFormat::ChannelsLast);
  auto plain = at::empty({truth.size(0)}, truth.options()), weighted = at::empty_like(plain);
  const auto [channels, height, width] = pictureSides(truth);
  const int64_t stride = int64_t(channels) * height * width;
  const float *drawn = from.const_data_ptr<float>(), *seen = truth.const_data_ptr<float>();
  float *first = plain.mutable_data_ptr<float>(), *second = weighted.mutable_data_ptr<float>();
  at::parallel_for(0, truth.size(0), 1, [&](int64_t begin, int64_t end) {
    std::vector<float> room;
    for (int64_t i = begin; i < end; ++i) {
      const rows::Errors found =
          rows::errors(drawn + i * stride, seen + i * stride, height, width, channels, room);
      first[i] = found.plain;
      second[i] = found.weighted;
    }
  });
  return {plain, weighted};
}

}  // namespace ct

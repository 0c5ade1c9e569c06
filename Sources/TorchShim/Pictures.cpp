#include "Pictures.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <array>
#include <cmath>
#include <mutex>
#include <vector>

#include "RowKernels.h"

namespace ct {
namespace {

/// Where a coordinate outside 0 … size − 1 is mirrored to, the edge of the outer pixels being the
/// mirror, as `grid_sampler` does it.
inline float mirrored(float x, float size) {
  x = std::fabs(x + 0.5f);
  const float turns = std::floor(x / size);
  const float rest = x - turns * size;
  const bool back = static_cast<int64_t>(turns) % 2 != 0;
  return std::min(std::max((back ? size - rest : rest) - 0.5f, 0.f), size - 1);
}

/// One picture [H, W, C] under one transform of [-1, 1]² coordinates.
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

at::Tensor look_up(const at::Tensor &bytes, const at::Tensor &table) {
  TORCH_CHECK(bytes.dim() == 4 && bytes.scalar_type() == at::kByte && table.dim() == 2 &&
                  table.size(0) == bytes.size(3) && table.size(1) == 256,
              "bytes of shape ", bytes.sizes(), " do not go through a table of ", table.sizes());
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
  const bool needsGraph = at::GradMode::is_enabled() &&
                          (pictures.requires_grad() || transforms.requires_grad());
  if (!pictures.is_cpu() || pictures.scalar_type() != at::kFloat || needsGraph) {
    auto grid = at::affine_grid_generator(transforms, pictures.sizes(), /*align_corners=*/false);
    // 0: bilinear. 2: what lies outside is mirrored in, so a turned cutout has no black corners.
    return at::grid_sampler(pictures, grid, 0, 2, /*align_corners=*/false);
  }
  TORCH_CHECK(transforms.dim() == 3 && transforms.size(0) == pictures.size(0) &&
                  transforms.size(1) == 2 && transforms.size(2) == 3,
              "transforms of shape ", transforms.sizes(), " do not fit pictures of ",
              pictures.sizes());
  auto from = pictures.contiguous(at::MemoryFormat::ChannelsLast);
  auto moves = transforms.to(at::kFloat).contiguous();
  auto out = at::empty_like(from);
  const int channels = static_cast<int>(from.size(1)), height = static_cast<int>(from.size(2)),
            width = static_cast<int>(from.size(3));
  const int64_t stride = int64_t(channels) * height * width;
  const float *source = from.const_data_ptr<float>(), *move = moves.const_data_ptr<float>();
  float *to = out.mutable_data_ptr<float>();
  at::parallel_for(0, from.size(0), 1, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i)
      resample(source + i * stride, to + i * stride, height, width, channels, move + i * 6);
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

}  // namespace ct

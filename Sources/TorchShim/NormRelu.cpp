#include "NormRelu.h"

#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "NormReluKernels.h"

namespace ct {
namespace {

using rows::load;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// --- Sums over all rows ----------------------------------------------------------------------

/// Two sums of each channel, by `body(first row, rows, sums, sums)` over fixed pieces of the rows,
/// so that the result does not depend on the number of threads.
template <typename Body>
void reduce(int64_t count, int width, int channels, double *first, double *second,
            const Body &body) {
  const int64_t piece = std::max<int64_t>(1, 16384 / width);
  const int64_t pieces = (count + piece - 1) / piece;
  std::vector<float> partial(static_cast<size_t>(pieces) * 2 * width, 0.f);
  at::parallel_for(0, pieces, 1, [&](int64_t begin, int64_t end) {
    for (int64_t p = begin; p < end; ++p) {
      float *sums = partial.data() + p * 2 * width;
      body(p * piece, std::min(piece, count - p * piece), sums, sums + width);
    }
  });
  std::fill(first, first + channels, 0.);
  std::fill(second, second + channels, 0.);
  for (int64_t p = 0; p < pieces; ++p)
    for (int i = 0; i < width; ++i) {
      first[i % channels] += partial[static_cast<size_t>(p * 2 * width + i)];
      second[i % channels] += partial[static_cast<size_t>((p * 2 + 1) * width + i)];
    }
}

template <typename Body>
void spread(int64_t count, int64_t grain, const Body &body) {
  at::parallel_for(0, count, grain, [&](int64_t begin, int64_t end) { body(begin, end - begin); });
}

/// What stands in each of the `width` columns of a row, from one number a channel.
std::vector<float> columns(const std::vector<float> &channels, int width) {
  std::vector<float> all(static_cast<size_t>(width));
  for (size_t i = 0; i < all.size(); ++i) all[i] = channels[i % channels.size()];
  return all;
}

/// How many pixels make a row: enough to fill vector registers, and a divisor of `pixels`.
int grouping(int channels, int64_t pixels) {
  int group = 1;
  while (channels * group < 64 && pixels % (group * 2) == 0) group *= 2;
  return group;
}

/// Pixels, channels and row length of a picture batch.
struct Layout {
  int64_t pixels;
  int channels;
  int width;
  int64_t count;

  Layout(const at::Tensor &x, int64_t pool)
      : pixels(x.size(0) * x.size(2) * x.size(3)), channels(static_cast<int>(x.size(1))) {
    int group = pool == 1 ? grouping(channels, pixels) : 1;
    width = channels * group;
    count = pixels / group;
  }
};

template <typename T>
void poolRows(const at::Tensor &x, at::Tensor &y) {
  const T *from = x.const_data_ptr<T>();
  T *to = y.mutable_data_ptr<T>();
  const int width = static_cast<int>(x.size(1));
  const int64_t windows = y.size(3), line = windows * width;
  spread(y.size(0) * y.size(2), 4, [&](int64_t first, int64_t count) {
    for (int64_t r = first; r < first + count; ++r)
      rows::reluPool(from + 4 * r * line, from + (4 * r + 2) * line, to + r * line, windows, width);
  });
}

// --- The operation ---------------------------------------------------------------------------

struct NormRelu : torch::autograd::Function<NormRelu> {
  static at::Tensor forward(AutogradContext *context, const at::Tensor &input,
                            const at::Tensor &weight, const at::Tensor &bias,
                            const at::Tensor &running_mean, const at::Tensor &running_variance,
                            int64_t pool, double momentum, double epsilon) {
    auto x = input.contiguous(at::MemoryFormat::ChannelsLast);
    const Layout layout(x, pool);
    auto options = weight.options().dtype(at::kFloat).requires_grad(false);
    auto mean = at::empty({layout.channels}, options), gain = at::empty_like(mean),
         offset = at::empty_like(mean), inverse = at::empty_like(mean);
    at::Tensor y, peak, place;
    if (pool == 1) {
      y = at::empty_like(x);
    } else {
      y = at::empty({x.size(0), x.size(1), x.size(2) / 2, x.size(3) / 2}, x.options(),
                    at::MemoryFormat::ChannelsLast);
      peak = at::empty_like(y);
      place = at::empty_like(y, y.options().dtype(at::kByte));
    }
    if (x.scalar_type() == at::kBFloat16)
      compute<c10::BFloat16>(x, layout, weight, bias, running_mean, running_variance, momentum,
                             epsilon, mean, inverse, gain, offset, y, peak, place);
    else
      compute<float>(x, layout, weight, bias, running_mean, running_variance, momentum, epsilon,
                     mean, inverse, gain, offset, y, peak, place);
    context->saved_data["pool"] = pool;
    context->save_for_backward({x, mean, inverse, gain, offset, peak, place});
    return y;
  }

  template <typename T>
  static void compute(const at::Tensor &x, const Layout &layout, const at::Tensor &weight,
                      const at::Tensor &bias, const at::Tensor &running_mean,
                      const at::Tensor &running_variance, double momentum, double epsilon,
                      at::Tensor &mean, at::Tensor &inverse, at::Tensor &gain, at::Tensor &offset,
                      at::Tensor &y, at::Tensor &peak, at::Tensor &place) {
    const T *from = x.const_data_ptr<T>();
    const int channels = layout.channels, width = layout.width;
    // Sums are taken about a value of the data itself, so that a large mean costs no digits.
    std::vector<float> shift(static_cast<size_t>(channels));
    for (int c = 0; c < channels; ++c) shift[c] = load(from + c);
    auto shifts = columns(shift, width);
    std::vector<double> sum(shift.size()), squares(shift.size());
    reduce(layout.count, width, channels, sum.data(), squares.data(),
           [&](int64_t first, int64_t count, float *a, float *b) {
             rows::moments(from + first * width, count, width, shifts.data(), a, b);
           });
    const double pixels = static_cast<double>(layout.pixels);
    const float *w = weight.const_data_ptr<float>(), *b = bias.const_data_ptr<float>();
    float *keptMean = running_mean.mutable_data_ptr<float>(),
          *keptVariance = running_variance.mutable_data_ptr<float>();
    std::vector<float> gains(shift.size()), offsets(shift.size());
    for (int c = 0; c < channels; ++c) {
      const double d = sum[c] / pixels, m = shift[c] + d;
      // Rounding may leave it just below zero; a NaN stays one, as std::max's would not.
      const double spread = squares[c] / pixels - d * d, variance = spread < 0 ? 0 : spread;
      const double r = 1 / std::sqrt(variance + epsilon);
      mean.mutable_data_ptr<float>()[c] = static_cast<float>(m);
      inverse.mutable_data_ptr<float>()[c] = static_cast<float>(r);
      gains[c] = rows::quiet(w[c] * r);
      offsets[c] = rows::quiet(b[c] - m * w[c] * r);
      keptMean[c] += static_cast<float>(momentum * (m - keptMean[c]));
      const double unbiased = variance * pixels / std::max(1., pixels - 1);
      keptVariance[c] += static_cast<float>(momentum * (unbiased - keptVariance[c]));
    }
    std::copy(gains.begin(), gains.end(), gain.mutable_data_ptr<float>());
    std::copy(offsets.begin(), offsets.end(), offset.mutable_data_ptr<float>());
    auto g = columns(gains, width), o = columns(offsets, width);
    T *to = y.mutable_data_ptr<T>();
    if (!place.defined()) {
      spread(layout.count, 65536 / width, [&](int64_t first, int64_t count) {
        rows::scaleRelu(from + first * width, to + first * width, count, width, g.data(), o.data());
      });
      return;
    }
    T *top = peak.mutable_data_ptr<T>();
    uint8_t *where = place.mutable_data_ptr<uint8_t>();
    const int64_t windows = y.size(3), line = windows * width;
    spread(y.size(0) * y.size(2), 4, [&](int64_t first, int64_t count) {
      for (int64_t r = first; r < first + count; ++r)
        rows::scaleReluPool(from + 4 * r * line, from + (4 * r + 2) * line, to + r * line,
                            top + r * line, where + r * line, windows, width, g.data(), o.data());
    });
  }

  static variable_list backward(AutogradContext *context, variable_list gradients) {
    auto saved = context->get_saved_variables();
    auto dy = gradients[0].contiguous(at::MemoryFormat::ChannelsLast).to(saved[0].scalar_type());
    auto dx = at::empty_like(saved[0]), dweight = at::empty_like(saved[1]),
         dbias = at::empty_like(saved[1]);
    const int64_t pool = context->saved_data["pool"].toInt();
    if (dx.scalar_type() == at::kBFloat16)
      differentiate<c10::BFloat16>(saved, dy, dx, dweight, dbias, pool);
    else
      differentiate<float>(saved, dy, dx, dweight, dbias, pool);
    at::Tensor none;
    return {dx, dweight, dbias, none, none, none, none, none};
  }

  template <typename T>
  static void differentiate(const variable_list &saved, const at::Tensor &dy, at::Tensor &dx,
                            at::Tensor &dweight, at::Tensor &dbias, int64_t pool) {
    const Layout layout(saved[0], pool);
    const int channels = layout.channels, width = layout.width;
    auto vector = [](const at::Tensor &t) {
      return std::vector<float>(t.const_data_ptr<float>(), t.const_data_ptr<float>() + t.numel());
    };
    auto mean = vector(saved[1]), inverse = vector(saved[2]), gain = vector(saved[3]);
    auto g = columns(gain, width), o = columns(vector(saved[4]), width), h = columns(mean, width);
    const T *x = saved[0].const_data_ptr<T>(), *from = dy.const_data_ptr<T>();
    T *to = dx.mutable_data_ptr<T>();
    std::vector<double> sum(gain.size()), products(gain.size());
    const T *peak = pool == 1 ? nullptr : saved[5].const_data_ptr<T>();
    const uint8_t *place = pool == 1 ? nullptr : saved[6].const_data_ptr<uint8_t>();
    reduce(pool == 1 ? layout.count : dy.numel() / width, width, channels, sum.data(),
           products.data(), [&](int64_t first, int64_t count, float *a, float *b) {
             const int64_t start = first * width;
             if (pool == 1)
               rows::gradientMoments(x + start, from + start, count, width, g.data(), o.data(),
                                     h.data(), a, b);
             else
               rows::pooledGradientMoments(peak + start, from + start, place + start, count, width,
                                           h.data(), a, b);
           });
    const double pixels = static_cast<double>(layout.pixels);
    std::vector<float> slope(gain.size()), level(gain.size());
    for (int c = 0; c < channels; ++c) {
      const double r = inverse[c], m = gain[c] * r * r * products[c] / pixels;
      dweight.mutable_data_ptr<float>()[c] = static_cast<float>(products[c] * r);
      dbias.mutable_data_ptr<float>()[c] = static_cast<float>(sum[c]);
      slope[c] = static_cast<float>(m);
      level[c] = static_cast<float>(mean[c] * m - gain[c] * sum[c] / pixels);
    }
    auto m = columns(slope, width), l = columns(level, width);
    if (pool == 1) {
      spread(layout.count, 65536 / width, [&](int64_t first, int64_t count) {
        const int64_t start = first * width;
        rows::gradientInput(x + start, from + start, to + start, count, width, g.data(), o.data(),
                            m.data(), l.data());
      });
      return;
    }
    const int64_t windows = dy.size(3), line = windows * width;
    spread(dy.size(0) * dy.size(2), 4, [&](int64_t first, int64_t count) {
      for (int64_t r = first; r < first + count; ++r)
        rows::pooledGradientInput(x + 4 * r * line, x + (4 * r + 2) * line, from + r * line,
                                  place + r * line, to + 4 * r * line, to + (4 * r + 2) * line,
                                  windows, width, g.data(), m.data(), l.data());
    });
  }
};

}  // namespace

/// Whether the loops can take these pictures.
static bool isFast(const at::Tensor &x, int64_t pool) {
  return x.is_cpu() && x.dim() == 4 && x.numel() > 0 &&
         (x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16) &&
         // A row's length is an int.
         x.size(1) < (1 << 24) &&
         (pool == 1 || (pool == 2 && x.size(2) % 2 == 0 && x.size(3) % 2 == 0));
}

/// Whether the loops can read and write it as float32 numbers one behind the other.
static bool isPlain(const at::Tensor &x) {
  return x.is_cpu() && x.scalar_type() == at::kFloat && x.is_contiguous();
}

at::Tensor norm_relu(const at::Tensor &x, const at::Tensor &weight, const at::Tensor &bias,
                     const at::Tensor &running_mean, const at::Tensor &running_variance,
                     int64_t pool, double momentum, double epsilon) {
  TORCH_CHECK(x.dim() == 4, "shape ", x.sizes(), " where pictures [N, C, H, W] are needed");
  TORCH_CHECK(pool > 0, "windows of ", pool, " x ", pool, " pixels");
  for (const at::Tensor &each : {weight, bias, running_mean, running_variance})
    TORCH_CHECK(each.dim() == 1 && each.size(0) == x.size(1), "shape ", each.sizes(),
                " where each of ", x.size(1), " channels needs one number");
  if (isFast(x, pool) && isPlain(weight) && isPlain(bias) && isPlain(running_mean) &&
      isPlain(running_variance))
    return NormRelu::apply(x, weight, bias, running_mean, running_variance, pool, momentum,
                           epsilon);
  auto y = at::batch_norm(x, weight, bias, running_mean, running_variance, true, momentum, epsilon,
                          at::globalContext().userEnabledCuDNN())
               .relu_();
  return pool == 1 ? y : at::max_pool2d(y, pool);
}

at::Tensor relu_pool(const at::Tensor &x, int64_t pool) {
  if (at::GradMode::is_enabled() && x.requires_grad()) {
    auto y = at::relu(x);
    return pool == 1 ? y : at::max_pool2d(y, pool);
  }
  if (pool == 1) return x.relu_();
  if (!isFast(x, pool)) return at::max_pool2d(x, pool).relu_();
  auto from = x.contiguous(at::MemoryFormat::ChannelsLast);
  auto y = at::empty({x.size(0), x.size(1), x.size(2) / 2, x.size(3) / 2}, x.options(),
                     at::MemoryFormat::ChannelsLast);
  if (x.scalar_type() == at::kBFloat16)
    poolRows<c10::BFloat16>(from, y);
  else
    poolRows<float>(from, y);
  return y;
}

}  // namespace ct

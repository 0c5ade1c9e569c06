// The operations that this library adds to libtorch's for speed.
#include <ATen/autocast_mode.h>
#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>

#include <cmath>

#include "Internal.h"
#include "NormRelu.h"
#include "Pictures.h"

namespace ct {

/// Repeating each pixel 2 × 2 times and convolving with a 3 × 3 kernel is a transposed convolution
/// of stride 2 whose 4 × 4 kernel holds, at each place, the sum of those kernel values that meet
/// the same source pixel: 4 products for each output instead of 9, and nothing is repeated.
static at::Tensor upsampled_conv2d(const at::Tensor &x, const at::Tensor &weight,
                                   const std::optional<at::Tensor> &bias) {
  TORCH_CHECK(weight.size(2) == 3 && weight.size(3) == 3, "kernels of ", weight.size(2), " x ",
              weight.size(3), " where 3 x 3 is needed");
  auto kernel =
      at::constant_pad_nd(weight, {0, 1, 0, 1}) + at::constant_pad_nd(weight, {1, 0, 0, 1}) +
      at::constant_pad_nd(weight, {0, 1, 1, 0}) + at::constant_pad_nd(weight, {1, 0, 1, 0});
  return at::conv_transpose2d(
      x, kernel.flip({2, 3}).transpose(0, 1).contiguous(at::MemoryFormat::ChannelsLast), bias,
      /*stride=*/2, /*padding=*/1);
}

/// Whether shapes and places are what a convolution of pictures on the CPU needs: oneDNN's
/// operation is called past libtorch's own checks.
static bool isConvolution(const at::Tensor &x, const at::Tensor &weight,
                          const std::optional<at::Tensor> &bias, int64_t stride, int64_t padding) {
  return x.is_cpu() && weight.is_cpu() && x.dim() == 4 && weight.dim() == 4 && x.numel() > 0 &&
         weight.numel() > 0 && x.size(1) == weight.size(1) && stride > 0 && padding >= 0 &&
         x.size(2) + 2 * padding >= weight.size(2) && x.size(3) + 2 * padding >= weight.size(3) &&
         (!bias || (bias->is_cpu() && bias->dim() == 1 && bias->size(0) == weight.size(0)));
}

/// Whether kernels or bias hold a NaN, as a network has after a training that diverged: oneDNN's
/// ReLU makes 0 of NaN, libtorch's keeps it.
static bool holdsNaN(const at::Tensor &weight, const std::optional<at::Tensor> &bias) {
  auto sum = weight.sum();
  if (bias) sum = sum + bias->sum();
  return std::isnan(sum.item<double>());
}

/// max(0, convolution), in one pass where oneDNN has both in one kernel: inference on CPUs.
static at::Tensor relu_conv2d(const at::Tensor &x, const at::Tensor &weight,
                              const std::optional<at::Tensor> &bias, int64_t stride,
                              int64_t padding) {
  const bool hasGradient =
      at::GradMode::is_enabled() &&
      (x.requires_grad() || weight.requires_grad() || (bias && bias->requires_grad()));
  static const auto fused =
      c10::Dispatcher::singleton().findSchema({"mkldnn::_convolution_pointwise", ""});
  // Under autocast all three become what a convolution would have made of them.
  const auto type = at::autocast::is_autocast_enabled(at::kCPU)
                        ? at::autocast::get_autocast_dtype(at::kCPU)
                        : x.scalar_type();
  const bool isKnown = type == at::kFloat || (type == at::kBFloat16 && hasBFloat16());
  if (hasGradient || !fused || !isKnown || !isConvolution(x, weight, bias, stride, padding) ||
      !at::globalContext().userEnabledMkldnn() || holdsNaN(weight, bias)) {
    auto y = at::conv2d(x, weight, bias, stride, padding);
    return hasGradient ? y.relu() : y.relu_();
  }
  using Scalars = c10::List<std::optional<at::Scalar>>;
  const std::vector<int64_t> pads{padding, padding}, strides{stride, stride}, dilations{1, 1};
  std::optional<at::Tensor> offset;
  if (bias) offset = bias->to(type);
  c10::Stack stack{
      x.to(type),
      weight.to(type),
      offset,
      pads,
      strides,
      dilations,
      /*groups=*/int64_t{1},
      "relu",
      Scalars(),
      std::optional<c10::string_view>(),
  };
  fused->callBoxed(&stack);
  return stack.front().toTensor();
}

void fillFused(ct_api &api) {
  api.norm_relu = [](ct_tensor x, ct_tensor weight, ct_tensor bias, ct_tensor running_mean,
                     ct_tensor running_variance, int64_t pool, double momentum, double epsilon,
                     ct_tensor *out) {
    return attempt([&] {
      *out = wrap(norm_relu(get(x), get(weight), get(bias), get(running_mean),
                            get(running_variance), pool, momentum, epsilon));
    });
  };
  api.relu_pool = [](ct_tensor x, int64_t pool, ct_tensor *out) {
    return attempt([&] { *out = wrap(relu_pool(get(x), pool)); });
  };
  api.relu_conv2d = [](ct_tensor x, ct_tensor weight, ct_tensor bias, int64_t stride,
                       int64_t padding, ct_tensor *out) {
    return attempt(
        [&] { *out = wrap(relu_conv2d(get(x), get(weight), maybe(bias), stride, padding)); });
  };
  api.upsampled_conv2d = [](ct_tensor x, ct_tensor weight, ct_tensor bias, ct_tensor *out) {
    return attempt([&] { *out = wrap(upsampled_conv2d(get(x), get(weight), maybe(bias))); });
  };
  api.affine_sample = [](ct_tensor x, ct_tensor transform, ct_tensor *out) {
    return attempt([&] { *out = wrap(affine_sample(get(x), get(transform))); });
  };
  api.look_up = [](ct_tensor bytes, ct_tensor table, ct_tensor *out) {
    return attempt([&] { *out = wrap(look_up(get(bytes), get(table))); });
  };
  api.reconstruction_errors = [](ct_tensor redrawn, ct_tensor pictures, ct_tensor *plain,
                                 ct_tensor *weighted) {
    return attempt([&] {
      auto [first, second] = reconstruction_errors(get(redrawn), get(pictures));
      *plain = wrap(first);
      *weighted = wrap(second);
    });
  };
  api.add_noise = [](ct_tensor x, double sigma, ct_generator generator, ct_tensor *out) {
    return attempt([&] { *out = wrap(add_noise(get(x), sigma, generator->value)); });
  };
}

}  // namespace ct

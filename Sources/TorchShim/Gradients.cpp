// Gradients, the modes that operations run in, and optimizers.
#include <ATen/autocast_mode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

#include "Internal.h"

struct ct_guard_s {
  c10::InferenceMode mode;
};

namespace ct {

void fillGradients(ct_api &api) {
  api.set_requires_grad = [](ct_tensor x, bool value) {
    return attempt([&] { x->value.set_requires_grad(value); });
  };
  api.backward = [](ct_tensor loss) { return attempt([&] { get(loss).backward(); }); };
  api.grad = [](ct_tensor x, ct_tensor *out) {
    return attempt([&] {
      const auto &gradient = get(x).grad();
      *out = gradient.defined() ? wrap(gradient) : nullptr;
    });
  };
  api.clear_grad = [](ct_tensor x) { return attempt([&] { x->value.mutable_grad().reset(); }); };
  api.gradients = [](ct_tensor output, const ct_tensor *inputs, int count, bool keep_graph,
                     ct_tensor *out) {
    return attempt([&] {
      auto gradients = torch::autograd::grad({get(output)}, tensors(inputs, count), {}, keep_graph);
      for (int i = 0; i < count; ++i) out[i] = wrap(gradients[static_cast<size_t>(i)]);
    });
  };
}

void fillModes(ct_api &api) {
  api.set_grad_enabled = [](bool enabled, bool *previous) {
    return attempt([&] {
      *previous = at::GradMode::is_enabled();
      at::GradMode::set_enabled(enabled);
    });
  };
  api.inference_begin = [](ct_guard *out) {
    return attempt([&] { *out = new ct_guard_s{c10::InferenceMode(true)}; });
  };
  api.inference_end = [](ct_guard guard) { delete guard; };
  api.autocast_begin = [](int where, bool enabled, bool *previous) {
    return attempt([&] {
      auto type = where < 0 ? at::kCPU : at::kCUDA;
      *previous = at::autocast::is_autocast_enabled(type);
      at::autocast::set_autocast_dtype(type, at::kBFloat16);
      at::autocast::set_autocast_enabled(type, enabled);
      at::autocast::increment_nesting();
    });
  };
  api.autocast_end = [](int where, bool previous) {
    return attempt([&] {
      if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
      at::autocast::set_autocast_enabled(where < 0 ? at::kCPU : at::kCUDA, previous);
    });
  };
}

/// Whether one index leads to the same element of both: libtorch's fused optimizers on CPUs count
/// through the memory of all their arguments by the size of the first, and check nothing.
static bool isAlike(const at::Tensor &x, const at::Tensor &y) {
  if (x.sizes() != y.sizes() || x.scalar_type() != y.scalar_type() || x.device() != y.device())
    return false;
  for (int64_t d = 0; d < x.dim(); ++d)
    if (x.size(d) > 1 && x.stride(d) != y.stride(d)) return false;
  return true;
}

void fillOptimizers(ct_api &api) {
  api.fused_adam = [](const ct_tensor *parameters, const ct_tensor *gradients,
                      const ct_tensor *means, const ct_tensor *variances, const ct_tensor *steps,
                      int count, double rate, double beta1, double beta2, double weight_decay,
                      double epsilon, bool decoupled) {
    return attempt([&] {
      at::NoGradGuard guard;
      auto p = tensors(parameters, count), g = tensors(gradients, count), m = tensors(means, count),
           v = tensors(variances, count), s = tensors(steps, count);
      for (size_t i = 0; i < p.size(); ++i) {
        TORCH_CHECK(p[i].is_non_overlapping_and_dense() && isAlike(p[i], g[i]) &&
                        isAlike(p[i], m[i]) && isAlike(p[i], v[i]),
                    "a parameter of shape ", p[i].sizes(), " with a gradient of ", g[i].sizes(),
                    " and moments of ", m[i].sizes(), " and ", v[i].sizes(),
                    ": they are of one shape, number format and order in memory");
        TORCH_CHECK(s[i].numel() == 1, "a step count of shape ", s[i].sizes());
      }
      std::vector<at::Tensor> none;
      // The fused kernels count from the step they are given.
      at::_foreach_add_(s, 1);
      if (decoupled)
        at::_fused_adamw_(p, g, m, v, none, s, rate, beta1, beta2, weight_decay, epsilon, false,
                          false);
      else
        at::_fused_adam_(p, g, m, v, none, s, rate, beta1, beta2, weight_decay, epsilon, false,
                         false);
    });
  };
  api.clip_gradients = [](const ct_tensor *parameters, int count, double limit, ct_tensor *norm) {
    return attempt([&] {
      at::NoGradGuard guard;
      std::vector<at::Tensor> gradients;
      for (int i = 0; i < count; ++i) {
        const auto &gradient = get(parameters[i]).grad();
        if (gradient.defined()) gradients.push_back(gradient);
      }
      if (gradients.empty()) {
        *norm = wrap(at::zeros({}));
        return;
      }
      auto total = at::linalg_vector_norm(at::stack(at::_foreach_norm(gradients)));
      if (!total.is_cpu()) {
        // The host must not wait for the device: the factor stays there, 1 where all is well.
        at::_foreach_mul_(gradients, at::clamp_max(limit / (total + 1e-6), 1));
      } else if (const double length = total.item().toDouble(); length > limit) {
        at::_foreach_mul_(gradients, limit / (length + 1e-6));
      }
      *norm = wrap(total);
    });
  };
}

}  // namespace ct

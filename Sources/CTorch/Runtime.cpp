// The library itself, tensors' lives, chance, gradients and optimizers.
#include "Internal.h"

#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/version.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

using namespace ct;

struct ct_guard_s {
  c10::InferenceMode mode;
};

namespace ct {

static thread_local std::string lastError;

int fail(const char *message) {
  try {
    lastError = message;
  } catch (...) {
    // Out of memory while keeping the message: the status alone has to do.
  }
  return 1;
}

at::Device device(int number) {
  if (number < 0) return at::Device(at::kCPU);
  return at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(number));
}

static const at::ScalarType scalarTypes[] = {at::kByte,     at::kLong, at::kFloat, at::kDouble,
                                             at::kBFloat16, at::kBool, at::kInt};

at::ScalarType scalarType(int dtype) {
  TORCH_CHECK(dtype >= 0 && dtype <= CT_INT32, "there is no element type number ", dtype);
  return scalarTypes[dtype];
}

static at::TensorOptions options(int dtype, int where) {
  return at::TensorOptions().dtype(scalarType(dtype)).device(device(where));
}

}  // namespace ct

extern "C" {

const char *ct_last_error(void) { return lastError.c_str(); }
const char *ct_version(void) { return TORCH_VERSION; }
int ct_threads(void) { return at::get_num_threads(); }
int ct_set_threads(int count) {
  return attempt([&] { at::set_num_threads(count); });
}
void ct_keep_freed_memory(void) {
#if defined(__GLIBC__)
  // A step frees and takes the same large blocks again. By default each of them is mapped anew and
  // filled with zeros page by page, which costs a tenth of the time; kept, it costs nothing.
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 1 << 26);
#endif
}
int ct_cuda_device_count(void) {
  int count = 0;
  attempt([&] { count = at::hasCUDA() ? at::detail::getCUDAHooks().deviceCount() : 0; });
  return count;
}
bool ct_cuda_has_bfloat16(int) {
  // Every GPU that libtorch 2.11 and later supports computes in bfloat16, natively from Ampere on.
  return ct_cuda_device_count() > 0;
}
bool ct_cpu_has_bfloat16(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512bf16");
#else
  return false;
#endif
}
const char *ct_cpu_capability(void) {
  static std::string text;
  attempt([&] { text = at::get_cpu_capability(); });
  return text.c_str();
}

void ct_tensor_free(ct_tensor tensor) { delete tensor; }

int ct_from_host(const void *data, const int64_t *shape, int rank, int dtype, int where,
                 ct_tensor *out) {
  return attempt([&] {
    auto view = at::from_blob(const_cast<void *>(data), list(shape, rank), options(dtype, -1));
    *out = wrap(where < 0 ? view.clone() : view.to(device(where)));
  });
}
int ct_copy_to_host(ct_tensor tensor, void *data, size_t bytes) {
  return attempt([&] {
    auto host = get(tensor).detach().to(at::kCPU).contiguous();
    TORCH_CHECK(host.nbytes() == bytes, "the tensor has ", host.nbytes(), " bytes, not ", bytes);
    if (bytes > 0) std::memcpy(data, host.const_data_ptr(), bytes);
  });
}
int ct_full(const int64_t *shape, int rank, double value, int dtype, int where, ct_tensor *out) {
  return attempt([&] { *out = wrap(at::full(list(shape, rank), value, options(dtype, where))); });
}
int ct_arange(int64_t count, int dtype, int where, ct_tensor *out) {
  return attempt([&] { *out = wrap(at::arange(count, options(dtype, where))); });
}
int ct_rank(ct_tensor tensor, int *out) {
  return attempt([&] { *out = static_cast<int>(get(tensor).dim()); });
}
int ct_shape(ct_tensor tensor, int64_t *out) {
  return attempt([&] {
    for (auto size : get(tensor).sizes()) *out++ = size;
  });
}
int ct_dtype_of(ct_tensor tensor, int *out) {
  return attempt([&] {
    for (int i = 0; i <= CT_INT32; ++i)
      if (scalarTypes[i] == get(tensor).scalar_type()) {
        *out = i;
        return;
      }
    TORCH_CHECK(false, "a tensor of ", get(tensor).scalar_type(), " has no name here");
  });
}
int ct_device_of(ct_tensor tensor, int *out) {
  return attempt([&] { *out = get(tensor).is_cuda() ? get(tensor).get_device() : -1; });
}
int ct_item(ct_tensor tensor, double *out) {
  return attempt([&] { *out = get(tensor).item().toDouble(); });
}
int ct_to_dtype(ct_tensor tensor, int dtype, ct_tensor *out) {
  return attempt([&] { *out = wrap(get(tensor).to(scalarType(dtype))); });
}
int ct_to_device(ct_tensor tensor, int where, ct_tensor *out) {
  return attempt([&] { *out = wrap(get(tensor).to(device(where))); });
}
int ct_clone(ct_tensor tensor, ct_tensor *out) {
  return attempt([&] { *out = wrap(get(tensor).clone()); });
}
int ct_detach(ct_tensor tensor, ct_tensor *out) {
  return attempt([&] { *out = wrap(get(tensor).detach()); });
}
int ct_contiguous(ct_tensor tensor, bool channels_last, ct_tensor *out) {
  return attempt([&] {
    *out = wrap(get(tensor).contiguous(channels_last ? at::MemoryFormat::ChannelsLast
                                                     : at::MemoryFormat::Contiguous));
  });
}
int ct_is_channels_last(ct_tensor tensor, bool *out) {
  return attempt([&] { *out = get(tensor).is_contiguous(at::MemoryFormat::ChannelsLast); });
}
int ct_copy_(ct_tensor tensor, ct_tensor source) {
  return attempt([&] {
    at::NoGradGuard guard;
    TORCH_CHECK(get(tensor).sizes() == get(source).sizes(), "a tensor of shape ",
                get(source).sizes(), " does not go into one of shape ", get(tensor).sizes());
    tensor->value.copy_(get(source));
  });
}
int ct_fill_(ct_tensor tensor, double value) {
  return attempt([&] {
    at::NoGradGuard guard;
    tensor->value.fill_(value);
  });
}

int ct_generator_new(uint64_t seed, int where, ct_generator *out) {
  return attempt([&] {
    auto generator = where < 0 ? at::detail::createCPUGenerator(seed)
                               : at::globalContext().defaultGenerator(device(where)).clone();
    generator.set_current_seed(seed);
    *out = new ct_generator_s{generator};
  });
}
void ct_generator_free(ct_generator generator) { delete generator; }
int ct_normal(const int64_t *shape, int rank, ct_generator generator, int where, ct_tensor *out) {
  return attempt([&] {
    *out = wrap(at::randn(list(shape, rank), generator->value, options(CT_FLOAT32, where)));
  });
}
int ct_uniform(const int64_t *shape, int rank, ct_generator generator, int where, ct_tensor *out) {
  return attempt([&] {
    *out = wrap(at::rand(list(shape, rank), generator->value, options(CT_FLOAT32, where)));
  });
}
int ct_permutation(int64_t count, ct_generator generator, int where, ct_tensor *out) {
  return attempt([&] {
    *out = wrap(at::randperm(count, generator->value, options(CT_INT64, where)));
  });
}

int ct_set_requires_grad(ct_tensor x, bool value) {
  return attempt([&] { x->value.set_requires_grad(value); });
}
int ct_backward(ct_tensor loss) {
  return attempt([&] { get(loss).backward(); });
}
int ct_grad(ct_tensor x, ct_tensor *out) {
  return attempt([&] {
    const auto &gradient = get(x).grad();
    *out = gradient.defined() ? wrap(gradient) : nullptr;
  });
}
int ct_clear_grad(ct_tensor x) {
  return attempt([&] { x->value.mutable_grad().reset(); });
}
int ct_gradients(ct_tensor output, const ct_tensor *inputs, int count, bool keep_graph,
                 ct_tensor *out) {
  return attempt([&] {
    auto gradients = torch::autograd::grad({get(output)}, tensors(inputs, count), {}, keep_graph);
    for (int i = 0; i < count; ++i) out[i] = wrap(gradients[static_cast<size_t>(i)]);
  });
}
int ct_set_grad_enabled(bool enabled, bool *previous) {
  return attempt([&] {
    *previous = at::GradMode::is_enabled();
    at::GradMode::set_enabled(enabled);
  });
}
int ct_inference_begin(ct_guard *out) {
  return attempt([&] { *out = new ct_guard_s{c10::InferenceMode(true)}; });
}
void ct_inference_end(ct_guard guard) { delete guard; }
int ct_autocast_begin(int where, bool enabled, bool *previous) {
  return attempt([&] {
    auto type = where < 0 ? at::kCPU : at::kCUDA;
    *previous = at::autocast::is_autocast_enabled(type);
    at::autocast::set_autocast_dtype(type, at::kBFloat16);
    at::autocast::set_autocast_enabled(type, enabled);
    at::autocast::increment_nesting();
  });
}
int ct_autocast_end(int where, bool previous) {
  return attempt([&] {
    if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    at::autocast::set_autocast_enabled(where < 0 ? at::kCPU : at::kCUDA, previous);
  });
}

int ct_fused_adam(const ct_tensor *parameters, const ct_tensor *gradients, const ct_tensor *means,
                  const ct_tensor *variances, const ct_tensor *steps, int count, double rate,
                  double beta1, double beta2, double weight_decay, double epsilon,
                  bool decoupled) {
  return attempt([&] {
    at::NoGradGuard guard;
    auto p = tensors(parameters, count), g = tensors(gradients, count), m = tensors(means, count),
         v = tensors(variances, count), s = tensors(steps, count);
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
}
int ct_clip_gradients(const ct_tensor *parameters, int count, double limit, double *norm) {
  return attempt([&] {
    at::NoGradGuard guard;
    std::vector<at::Tensor> gradients;
    for (int i = 0; i < count; ++i) {
      const auto &gradient = get(parameters[i]).grad();
      if (gradient.defined()) gradients.push_back(gradient);
    }
    *norm = 0;
    if (gradients.empty()) return;
    auto total = at::linalg_vector_norm(at::stack(at::_foreach_norm(gradients)));
    *norm = total.item().toDouble();
    if (*norm > limit) at::_foreach_mul_(gradients, limit / (*norm + 1e-6));
  });
}

}  // extern "C"

// Tensors' lives, and chance.
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>

#include "Internal.h"

namespace ct {

static const at::ScalarType scalarTypes[] = {at::kByte,     at::kLong, at::kFloat, at::kDouble,
                                             at::kBFloat16, at::kBool, at::kInt};

static at::ScalarType scalarType(int dtype) {
  TORCH_CHECK(dtype >= 0 && dtype <= CT_INT32, "there is no element type number ", dtype);
  return scalarTypes[dtype];
}

static at::TensorOptions options(int dtype, int where) {
  return at::TensorOptions().dtype(scalarType(dtype)).device(device(where));
}

void fillTensors(ct_api &api) {
  api.tensor_free = [](ct_tensor tensor) { delete tensor; };

  api.from_host = [](const void *data, const int64_t *shape, int rank, int dtype, int where,
                     ct_tensor *out) {
    return attempt([&] {
      auto view = at::from_blob(const_cast<void *>(data), list(shape, rank), options(dtype, -1));
      *out = wrap(where < 0 ? view.clone() : view.to(device(where)));
    });
  };
  api.copy_to_host = [](ct_tensor tensor, void *data, size_t bytes) {
    return attempt([&] {
      auto host = get(tensor).detach().to(at::kCPU).contiguous();
      TORCH_CHECK(host.nbytes() == bytes, "the tensor has ", host.nbytes(), " bytes, not ", bytes);
      if (bytes > 0) std::memcpy(data, host.const_data_ptr(), bytes);
    });
  };
  api.full = [](const int64_t *shape, int rank, double value, int dtype, int where,
                ct_tensor *out) {
    return attempt([&] { *out = wrap(at::full(list(shape, rank), value, options(dtype, where))); });
  };
  api.arange = [](int64_t count, int dtype, int where, ct_tensor *out) {
    return attempt([&] { *out = wrap(at::arange(count, options(dtype, where))); });
  };
  api.rank = [](ct_tensor tensor, int *out) {
    return attempt([&] { *out = static_cast<int>(get(tensor).dim()); });
  };
  api.shape = [](ct_tensor tensor, int64_t *out) {
    return attempt([&] {
      for (auto size : get(tensor).sizes()) *out++ = size;
    });
  };
  api.dtype_of = [](ct_tensor tensor, int *out) {
    return attempt([&] {
      for (int i = 0; i <= CT_INT32; ++i)
        if (scalarTypes[i] == get(tensor).scalar_type()) {
          *out = i;
          return;
        }
      TORCH_CHECK(false, "a tensor of ", get(tensor).scalar_type(), " has no name here");
    });
  };
  api.device_of = [](ct_tensor tensor, int *out) {
    return attempt([&] { *out = get(tensor).is_cuda() ? get(tensor).get_device() : -1; });
  };
  api.item = [](ct_tensor tensor, double *out) {
    return attempt([&] { *out = get(tensor).item().toDouble(); });
  };
  api.to_dtype = [](ct_tensor tensor, int dtype, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(tensor).to(scalarType(dtype))); });
  };
  api.to_device = [](ct_tensor tensor, int where, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(tensor).to(device(where))); });
  };
  api.clone = [](ct_tensor tensor, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(tensor).clone()); });
  };
  api.detach = [](ct_tensor tensor, ct_tensor *out) {
    return attempt([&] { *out = wrap(get(tensor).detach()); });
  };
  api.contiguous = [](ct_tensor tensor, bool channels_last, ct_tensor *out) {
    return attempt([&] {
      *out = wrap(get(tensor).contiguous(channels_last ? at::MemoryFormat::ChannelsLast
                                                       : at::MemoryFormat::Contiguous));
    });
  };
  api.is_channels_last = [](ct_tensor tensor, bool *out) {
    return attempt([&] { *out = get(tensor).is_contiguous(at::MemoryFormat::ChannelsLast); });
  };
  api.copy_ = [](ct_tensor tensor, ct_tensor source) {
    return attempt([&] {
      at::NoGradGuard guard;
      TORCH_CHECK(get(tensor).sizes() == get(source).sizes(), "a tensor of shape ",
                  get(source).sizes(), " does not go into one of shape ", get(tensor).sizes());
      tensor->value.copy_(get(source));
    });
  };
  api.fill_ = [](ct_tensor tensor, double value) {
    return attempt([&] {
      at::NoGradGuard guard;
      tensor->value.fill_(value);
    });
  };
}

void fillChance(ct_api &api) {
  api.generator_new = [](uint64_t seed, int where, ct_generator *out) {
    return attempt([&] {
      auto generator = where < 0 ? at::detail::createCPUGenerator(seed)
                                 : at::globalContext().defaultGenerator(device(where)).clone();
      generator.set_current_seed(seed);
      *out = new ct_generator_s{generator};
    });
  };
  api.generator_free = [](ct_generator generator) { delete generator; };
  api.normal = [](const int64_t *shape, int rank, ct_generator generator, int where,
                  ct_tensor *out) {
    return attempt([&] {
      *out = wrap(at::randn(list(shape, rank), generator->value, options(CT_FLOAT32, where)));
    });
  };
  api.uniform = [](const int64_t *shape, int rank, ct_generator generator, int where,
                   ct_tensor *out) {
    return attempt([&] {
      *out = wrap(at::rand(list(shape, rank), generator->value, options(CT_FLOAT32, where)));
    });
  };
  api.permutation = [](int64_t count, ct_generator generator, int where, ct_tensor *out) {
    return attempt(
        [&] { *out = wrap(at::randperm(count, generator->value, options(CT_INT64, where))); });
  };
}

}  // namespace ct

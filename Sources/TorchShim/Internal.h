// What the C++ files of the shim share: handles, and the turning of exceptions into a status.
#pragma once

#include <ATen/ATen.h>

#include <exception>
#include <string>
#include <vector>

#include "CTorch.h"

struct ct_tensor_s {
  at::Tensor value;
};

struct ct_generator_s {
  at::Generator value;
};

namespace ct {

/// Keeps the message for `last_error`; returns the status of a failed call.
int fail(const char *message);

inline const at::Tensor &get(ct_tensor tensor) { return tensor->value; }

inline ct_tensor wrap(at::Tensor value) { return new ct_tensor_s{std::move(value)}; }

inline at::IntArrayRef list(const int64_t *values, int count) {
  return at::IntArrayRef(values, static_cast<size_t>(count));
}

inline std::vector<at::Tensor> tensors(const ct_tensor *handles, int count) {
  std::vector<at::Tensor> result;
  result.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) result.push_back(handles[i]->value);
  return result;
}

/// The optional tensor behind a handle that may be null.
inline std::optional<at::Tensor> maybe(ct_tensor tensor) {
  if (tensor == nullptr) return std::nullopt;
  return tensor->value;
}

/// The CPU for -1, else the CUDA device of that number.
at::Device device(int number);

/// Whether this CPU multiplies bfloat16 numbers itself.
bool hasBFloat16();

/// Runs `body`; an exception becomes status 1 and a message.
template <typename Body>
int attempt(Body &&body) noexcept {
  try {
    body();
    return 0;
  } catch (const c10::Error &error) {
    return fail(error.what_without_backtrace());
  } catch (const std::exception &error) {
    return fail(error.what());
  } catch (...) {
    return fail("libtorch failed without saying why");
  }
}

/// Each fills its part of the table, in the file of that name or topic.
void fillLibrary(ct_api &api);
void fillTensors(ct_api &api);
void fillChance(ct_api &api);
void fillOperations(ct_api &api);
void fillFused(ct_api &api);
void fillGradients(ct_api &api);
void fillModes(ct_api &api);
void fillOptimizers(ct_api &api);

}  // namespace ct

// The library itself, the machine, and what the other files share.
#include <ATen/Parallel.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <torch/version.h>

#include <limits>

#include "Internal.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

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
  TORCH_CHECK(number <= std::numeric_limits<c10::DeviceIndex>::max(), "there is no device number ",
              number);
  return at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(number));
}

bool hasBFloat16() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512bf16");
#else
  return false;
#endif
}

static int cudaDeviceCount() {
  int count = 0;
  attempt([&] { count = at::hasCUDA() ? at::detail::getCUDAHooks().deviceCount() : 0; });
  return count;
}

void fillLibrary(ct_api &api) {
  api.last_error = []() -> const char * { return lastError.c_str(); };
  api.version = []() -> const char * { return TORCH_VERSION; };
  api.threads = [] { return at::get_num_threads(); };
  api.set_threads = [](int count) { return attempt([&] { at::set_num_threads(count); }); };
  api.keep_freed_memory = [] {
#if defined(__GLIBC__)
    // A step frees and takes the same large blocks again. By default each of them is mapped anew
    // and filled with zeros page by page, which costs a tenth of the time; kept, it costs nothing.
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 1 << 26);
#endif
  };
  api.cuda_device_count = [] { return cudaDeviceCount(); };
  api.cuda_has_bfloat16 = [](int) -> bool {
    // Every GPU that libtorch 2.11 and later supports computes in bfloat16, natively from Ampere
    // on.
    return cudaDeviceCount() > 0;
  };
  api.cpu_has_bfloat16 = [] { return hasBFloat16(); };
  api.cpu_capability = []() -> const char * {
    static std::string text;
    attempt([&] { text = at::get_cpu_capability(); });
    return text.c_str();
  };
}

}  // namespace ct

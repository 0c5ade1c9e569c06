// Vectors of eight floats, and functions compiled for several instruction sets.
#pragma once

#include <string.h>

// Vectors pass between functions that are always inlined: no calling convention is at stake.
#pragma clang diagnostic ignored "-Wpsabi"

// The thread sanitizer is not ready yet when the loader asks which version a machine takes.
#if defined(__x86_64__) && defined(__ELF__) && !__has_feature(thread_sanitizer)
#define CK_VECTORISED __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define CK_VECTORISED
#endif

#define INLINE inline __attribute__((always_inline))
#define LANES 8
typedef float vector __attribute__((vector_size(LANES * sizeof(float)), aligned(4)));
typedef int integers __attribute__((vector_size(LANES * sizeof(int)), aligned(4)));

static INLINE vector load(const float *from) {
  vector value;
  memcpy(&value, from, sizeof value);
  return value;
}

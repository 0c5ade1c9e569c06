// Loops over rows of channels-last memory, compiled for several instruction sets.
//
// A row is `width` numbers: the channels of one pixel, or of several where a pixel has few, so that
// the innermost loop always fills the vector registers. Statistics are float32 whatever the data.
#pragma once

#include <c10/util/BFloat16.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

// The thread sanitizer is not ready yet when the loader asks which version a machine takes.
#if defined(__x86_64__) && defined(__ELF__) && !__has_feature(thread_sanitizer)
#define CT_VECTORISED __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define CT_VECTORISED
#endif

namespace ct::rows {

static_assert(sizeof(c10::BFloat16) == 2);

inline __attribute__((always_inline)) float load(const float *from) { return *from; }
inline __attribute__((always_inline)) void store(float *to, float value) { *to = value; }

inline __attribute__((always_inline)) float load(const c10::BFloat16 *from) {
  uint32_t bits = static_cast<uint32_t>(from->x) << 16;
  float value;
  std::memcpy(&value, &bits, 4);
  return value;
}
/// Rounds to the nearest even. A NaN stays one where its lower 16 bits are zero, as those of
/// bfloat16 numbers and `quiet` ones are; rounding others up could carry through all their bits.
inline __attribute__((always_inline)) void store(c10::BFloat16 *to, float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, 4);
  to->x = static_cast<uint16_t>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
}

/// As float32, NaN of whatever bits as the one that `store` keeps.
inline float quiet(double value) {
  return std::isnan(value) ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(value);
}

}  // namespace ct::rows

// Loops over rows of channels-last memory, compiled for several instruction sets.
//
// A row is `width` numbers: the channels of one pixel, or of several where a pixel has few, so that
// the innermost loop always fills the vector registers. Statistics are float32 whatever the data.
#pragma once

#include <c10/util/BFloat16.h>

#include <cstdint>
#include <cstring>

#if defined(__x86_64__) && defined(__ELF__)
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
/// Rounds to the nearest even; a NaN stays one.
inline __attribute__((always_inline)) void store(c10::BFloat16 *to, float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, 4);
  // Rounding a NaN up could carry through all its bits.
  bits = value == value ? bits + 0x7fffu + ((bits >> 16) & 1u) : 0x7fc00000u;
  to->x = static_cast<uint16_t>(bits >> 16);
}

}  // namespace ct::rows

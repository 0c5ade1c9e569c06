// Sorting numbers, faster than by comparison where there are many.
#include "CKernels.h"

#include <string.h>

enum { BITS = 11, DIGITS = 1 << BITS, PASSES = 3 };

/// A number whose order as an integer is the float's own.
static uint32_t ranked(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits ^ ((uint32_t)((int32_t)bits >> 31) | 0x80000000u);
}

void ck_sort(float *values, int64_t count) {
  for (int64_t i = 1; i < count; ++i) {
    const float value = values[i];
    int64_t place = i;
    for (; place > 0 && values[place - 1] > value; --place) values[place] = values[place - 1];
    values[place] = value;
  }
}

void ck_order(const float *keys, int64_t count, int32_t *places, uint64_t *scratch) {
  // Key above place, sorted digit by digit from the lowest: equal keys keep their order.
  uint64_t *from = scratch, *to = scratch + count;
  uint32_t starts[PASSES][DIGITS] = {{0}};
  for (int64_t i = 0; i < count; ++i) {
    const uint32_t key = ranked(keys[i]);
    from[i] = (uint64_t)key << 32 | (uint32_t)i;
    for (int pass = 0; pass < PASSES; ++pass) ++starts[pass][key >> (pass * BITS) & (DIGITS - 1)];
  }
  for (int pass = 0; pass < PASSES; ++pass) {
    uint32_t sum = 0;
    for (int digit = 0; digit < DIGITS; ++digit) {
      const uint32_t own = starts[pass][digit];
      starts[pass][digit] = sum;
      sum += own;
    }
    for (int64_t i = 0; i < count; ++i)
      to[starts[pass][from[i] >> (32 + pass * BITS) & (DIGITS - 1)]++] = from[i];
    uint64_t *other = from;
    from = to;
    to = other;
  }
  for (int64_t i = 0; i < count; ++i) places[i] = (int32_t)(uint32_t)from[i];
}

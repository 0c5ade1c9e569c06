#include "CKernels.h"

#include "Vectorised.h"

// An exponent of ones alone: NaN or infinite.
#define EXPONENT 0x7f800000

static INLINE int is_finite(float value) {
  int32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return (bits & EXPONENT) != EXPONENT;
}

CK_VECTORISED
int64_t ck_first_not_finite(const float *values, int64_t count) {
  const int64_t group = 512;
  int64_t start = 0;
  // A group is looked through without leaving the loop early, which is what makes it fast.
  for (; start + group <= count; start += group) {
    int all = 1;
    for (int64_t i = 0; i < group; ++i) all &= is_finite(values[start + i]);
    if (!all) break;
  }
  for (; start < count; ++start) {
    if (!is_finite(values[start])) return start;
  }
  return -1;
}

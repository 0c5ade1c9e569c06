#include "CKernels.h"

#include "Vectorised.h"

// The bits but for the sign, which are in the order of the magnitudes; infinity and NaN come last.
static INLINE int32_t magnitude(float value) {
  int32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits & 0x7fffffff;
}

CK_VECTORISED
int64_t ck_first_beyond(const float *values, int64_t count, float limit) {
  const int32_t most = magnitude(limit);
  const int64_t group = 512;
  int64_t start = 0;
  // A group is looked through without leaving the loop early, which is what makes it fast.
  for (; start + group <= count; start += group) {
    int all = 1;
    for (int64_t i = 0; i < group; ++i) all &= magnitude(values[start + i]) <= most;
    if (!all) break;
  }
  for (; start < count; ++start) {
    if (magnitude(values[start]) > most) return start;
  }
  return -1;
}

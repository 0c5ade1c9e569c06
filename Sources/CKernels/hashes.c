// Pictures that are alike: hashes that differ in few bits, and how brightness goes together.
#include "CKernels.h"

#include "Vectorised.h"

#define GROUP 64
#define VERSIONS 8

CK_VECTORISED
int64_t ck_next_near_hash(const uint64_t *versions, const uint64_t *hashes, int64_t count,
                          int64_t start, int64_t most) {
  uint64_t nearest[GROUP];
  for (; start < count; start += GROUP) {
    const int64_t members = count - start < GROUP ? count - start : GROUP;
    const uint64_t *own = hashes + start;
    // A group is looked through without leaving the loops early, which is what makes them fast.
    for (int64_t i = 0; i < members; ++i) nearest[i] = VERSIONS * 8;
    for (int version = 0; version < VERSIONS; ++version) {
      const uint64_t wanted = versions[version];
      for (int64_t i = 0; i < members; ++i) {
        const uint64_t bits = (uint64_t)__builtin_popcountll(own[i] ^ wanted);
        nearest[i] = bits < nearest[i] ? bits : nearest[i];
      }
    }
    for (int64_t i = 0; i < members; ++i) {
      if ((int64_t)nearest[i] <= most) return start + i;
    }
  }
  return -1;
}

CK_VECTORISED
uint32_t ck_dot_bytes(const uint8_t *a, const uint8_t *b, int64_t count) {
  uint32_t sum = 0;
  for (int64_t i = 0; i < count; ++i) sum += (uint32_t)a[i] * b[i];
  return sum;
}

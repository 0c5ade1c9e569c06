#include "CKernels.h"

#include "Vectorised.h"

typedef double doubles __attribute__((vector_size(LANES * sizeof(double)), aligned(8)));

static INLINE doubles load_doubles(const double *from) {
  doubles value;
  memcpy(&value, from, sizeof value);
  return value;
}

CK_VECTORISED
double ck_dot(const double *x, const double *y, int64_t count) {
  doubles first = {0}, second = {0};
  int64_t i = 0;
  for (; i + 2 * LANES <= count; i += 2 * LANES) {
    first += load_doubles(x + i) * load_doubles(y + i);
    second += load_doubles(x + i + LANES) * load_doubles(y + i + LANES);
  }
  if (i + LANES <= count) {
    first += load_doubles(x + i) * load_doubles(y + i);
    i += LANES;
  }
  first += second;
  double total = 0;
  for (int lane = 0; lane < LANES; ++lane) total += first[lane];
  for (; i < count; ++i) total += x[i] * y[i];
  return total;
}

CK_VECTORISED
void ck_add_scaled(double factor, const double *x, int64_t count, double *y) {
  for (int64_t i = 0; i < count; ++i) y[i] += factor * x[i];
}

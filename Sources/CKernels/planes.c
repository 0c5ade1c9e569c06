// Measuring square pictures of one number a pixel.
#include "CKernels.h"
#include "Vectorised.h"

#include <string.h>

/// e^x for x ≤ 0 to seven digits (Cody & Waite's reduction, a polynomial of degree six); below e⁻⁸⁰
/// it stays there.
static INLINE vector exponential(vector x) {
  x = __builtin_elementwise_max(x, (vector){0} - 80.f);
  // Adding and taking away 1.5·2²³ rounds to a whole number.
  const vector magic = (vector){0} + 12582912.f;
  const vector n = (x * 1.44269504f + magic) - magic;
  const vector r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
  vector p = r * 1.3888889e-3f + 8.3333333e-3f;
  p = p * r + 4.1666667e-2f;
  p = p * r + 1.6666667e-1f;
  p = p * r + 0.5f;
  p = p * r * r + r + 1.f;
  const integers scale = (__builtin_convertvector(n, integers) + 127) << 23;
  vector power;
  memcpy(&power, &scale, sizeof power);
  return p * power;
}

CK_VECTORISED
void ck_gaussian_moments(const float *light, int64_t side, float x, float y, float a, float b,
                         float c, float *moments) {
  vector sums[6] = {0};
  const vector steps = {0, 1, 2, 3, 4, 5, 6, 7};
  for (int64_t row = 0; row < side; ++row) {
    const float dy = (float)row - y;
    // Where a·dx² + b·dy² − 2c·dx·dy ≤ 40; the weight beyond is nothing.
    const float middle = c * dy / a, reach = middle * middle - (b * dy * dy - 40) / a;
    if (reach < 0) continue;
    const float half = __builtin_sqrtf(reach);
    const float start = x + middle - half, end = x + middle + half;
    if (end < 0 || start > (float)(side - 1)) continue;
    const int64_t first = start > 0 ? (int64_t)start : 0;
    const int64_t last = end < (float)(side - 1) ? (int64_t)end + 1 : side - 1;
    for (int64_t column = first; column <= last; column += LANES) {
      vector value;
      if (column + LANES <= side) {
        value = load(light + row * side + column);
      } else {
        float rest[LANES] = {0};
        memcpy(rest, light + row * side + column, (size_t)(side - column) * sizeof *rest);
        value = load(rest);
      }
      const vector dx = steps + ((float)column - x);
      value *= exponential((dx * (a * dx - 2 * c * dy) + b * dy * dy) * -0.5f);
      sums[0] += value;
      sums[1] += value * dx;
      sums[2] += value * dy;
      sums[3] += value * dx * dx;
      sums[4] += value * (dy * dy);
      sums[5] += value * dx * dy;
    }
  }
  for (int i = 0; i < 6; ++i) {
    moments[i] = 0;
    for (int lane = 0; lane < LANES; ++lane) moments[i] += sums[i][lane];
  }
}

/// `to[i] = Σ_k weights[k]·from[k·step + i]` for the taps −reach … reach.
static INLINE void weighted(const float *from, int64_t step, const float *weights, int64_t taps,
                            int64_t count, float *to) {
  int64_t i = 0;
  for (; i + 4 * LANES <= count; i += 4 * LANES) {
    vector sum[4] = {0};
    for (int64_t k = 0; k < taps; ++k)
      for (int part = 0; part < 4; ++part)
        sum[part] += weights[k] * load(from + k * step + i + part * LANES);
    memcpy(to + i, sum, sizeof sum);
  }
  for (; i < count; ++i) {
    float sum = 0;
    for (int64_t k = 0; k < taps; ++k) sum += weights[k] * from[k * step + i];
    to[i] = sum;
  }
}

CK_VECTORISED
void ck_blur(const float *from, int64_t side, const float *weights, int64_t reach, float *scratch,
             float *to) {
  const int64_t taps = 2 * reach + 1;
  float *padded = scratch, *across = scratch + side + 2 * reach;
  for (int64_t row = 0; row < side; ++row) {
    const float *pixels = from + row * side;
    for (int64_t i = 0; i < reach; ++i) {
      padded[i] = pixels[0];
      padded[reach + side + i] = pixels[side - 1];
    }
    memcpy(padded + reach, pixels, (size_t)side * sizeof *padded);
    weighted(padded, 1, weights, taps, side, across + (row + reach) * side);
  }
  const size_t line = (size_t)side * sizeof *across;
  for (int64_t i = 0; i < reach; ++i) {
    memcpy(across + i * side, across + reach * side, line);
    memcpy(across + (side + reach + i) * side, across + (side + reach - 1) * side, line);
  }
  for (int64_t row = 0; row < side; ++row)
    weighted(across + row * side, side, weights, taps, side, to + row * side);
}

CK_VECTORISED
void ck_sample(const float *plane, int64_t side, const float *x, const float *y, int64_t count,
               float *to) {
  const int width = (int)side;
  const float edge = (float)(side - 1);
  // A picture of one pixel has no neighbours.
  const int last = width > 1 ? width - 2 : 0, across = width > 1, along = width > 1 ? width : 0;
  for (int64_t i = 0; i < count; ++i) {
    float u = x[i] > 0 ? x[i] : 0, v = y[i] > 0 ? y[i] : 0;
    u = u < edge ? u : edge;
    v = v < edge ? v : edge;
    int left = (int)u, top = (int)v;
    left = left < last ? left : last;
    top = top < last ? top : last;
    const int corner = top * width + left;
    const float right = u - (float)left, down = v - (float)top;
    const float *upper = plane + corner, *lower = upper + along;
    const float above = upper[0] + right * (upper[across] - upper[0]);
    const float below = lower[0] + right * (lower[across] - lower[0]);
    to[i] = above + down * (below - above);
  }
}

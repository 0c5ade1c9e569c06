#include "NormReluKernels.h"

// What the loops do, for any number format.
namespace ct::rows::loops {
namespace {

#define INLINE inline __attribute__((always_inline))

// A number is compared so that NaN fails the comparison that would replace it: a NaN stays one.

/// Adds up x − shift and its square of each column.
template <typename T>
INLINE void moments(const T *__restrict x, int64_t count, int width, const float *__restrict shift,
                    float *__restrict sum, float *__restrict squares) {
  for (int64_t r = 0; r < count; ++r, x += width)
    for (int i = 0; i < width; ++i) {
      float d = load(x + i) - shift[i];
      sum[i] += d;
      squares[i] += d * d;
    }
}

/// y = max(0, x · gain + offset).
template <typename T>
INLINE void scaleRelu(const T *__restrict x, T *__restrict y, int64_t count, int width,
                      const float *__restrict gain, const float *__restrict offset) {
  for (int64_t r = 0; r < count; ++r, x += width, y += width)
    for (int i = 0; i < width; ++i) {
      float v = load(x + i) * gain[i] + offset[i];
      store(y + i, v <= 0 ? 0 : v);
    }
}

/// Adds up the gradient that passes the ReLU, and its product with x − shift.
template <typename T>
INLINE void gradientMoments(const T *__restrict x, const T *__restrict dy, int64_t count, int width,
                            const float *__restrict gain, const float *__restrict offset,
                            const float *__restrict shift, float *__restrict sum,
                            float *__restrict products) {
  for (int64_t r = 0; r < count; ++r, x += width, dy += width)
    for (int i = 0; i < width; ++i) {
      float v = load(x + i), d = load(dy + i);
      float g = v * gain[i] + offset[i] <= 0 ? 0 : d;
      sum[i] += g;
      products[i] += g * (v - shift[i]);
    }
}

/// dx = gain · dy (where the ReLU passes) − slope · x + level.
template <typename T>
INLINE void gradientInput(const T *__restrict x, const T *__restrict dy, T *__restrict dx,
                          int64_t count, int width, const float *__restrict gain,
                          const float *__restrict offset, const float *__restrict slope,
                          const float *__restrict level) {
  for (int64_t r = 0; r < count; ++r, x += width, dy += width, dx += width)
    for (int i = 0; i < width; ++i) {
      float v = load(x + i), d = load(dy + i);
      float g = v * gain[i] + offset[i] <= 0 ? 0 : d;
      store(dx + i, gain[i] * g - slope[i] * v + level[i]);
    }
}

/// One row of 2 × 2 windows: the largest normalised value, where it lies (4: nowhere, the ReLU is
/// shut) and what it was before the norm.
template <typename T>
INLINE void scaleReluPool(const T *__restrict upper, const T *__restrict lower, T *__restrict y,
                          T *__restrict peak, uint8_t *__restrict place, int64_t windows, int width,
                          const float *__restrict gain, const float *__restrict offset) {
  for (int64_t w = 0; w < windows; ++w) {
    const T *a = upper + 2 * w * width, *b = a + width, *c = lower + 2 * w * width, *d = c + width;
    for (int i = 0; i < width; ++i) {
      float v0 = load(a + i), v1 = load(b + i), v2 = load(c + i), v3 = load(d + i);
      float s = gain[i];
      // The norm keeps the order of values, or turns it round where its gain is negative.
      float best = v0;
      uint32_t at = 0;
      bool later = s * v1 > s * best;
      best = later ? v1 : best;
      at = later ? 1u : at;
      later = s * v2 > s * best;
      best = later ? v2 : best;
      at = later ? 2u : at;
      later = s * v3 > s * best;
      best = later ? v3 : best;
      at = later ? 3u : at;
      float v = best * s + offset[i];
      bool open = !(v <= 0);
      store(y + i, open ? v : 0);
      store(peak + i, best);
      place[i] = static_cast<uint8_t>(open ? at : 4u);
    }
    y += width;
    peak += width;
    place += width;
  }
}

/// The larger of two numbers; NaN where one of them is.
INLINE float larger(float a, float b) { return a < b || b != b ? b : a; }

/// The largest of each 2 × 2 window of one row of them, or 0; NaN where one of the four is.
template <typename T>
INLINE void reluPool(const T *__restrict upper, const T *__restrict lower, T *__restrict y,
                     int64_t windows, int width) {
  for (int64_t w = 0; w < windows; ++w, upper += 2 * width, lower += 2 * width, y += width)
    for (int i = 0; i < width; ++i) {
      float a = load(upper + i), b = load(upper + width + i), c = load(lower + i),
            d = load(lower + width + i);
      a = larger(larger(a, b), larger(c, d));
      store(y + i, a <= 0 ? 0 : a);
    }
}

/// As `gradientMoments`, from pooled gradients.
template <typename T>
INLINE void pooledGradientMoments(const T *__restrict peak, const T *__restrict dy,
                                  const uint8_t *__restrict place, int64_t count, int width,
                                  const float *__restrict shift, float *__restrict sum,
                                  float *__restrict products) {
  for (int64_t r = 0; r < count; ++r, peak += width, dy += width, place += width)
    for (int i = 0; i < width; ++i) {
      float d = load(dy + i), g = place[i] < 4 ? d : 0;
      sum[i] += g;
      products[i] += g * (load(peak + i) - shift[i]);
    }
}

/// As `gradientInput`, for one row of windows.
template <typename T>
INLINE void pooledGradientInput(const T *__restrict upper, const T *__restrict lower,
                                const T *__restrict dy, const uint8_t *__restrict place,
                                T *__restrict dupper, T *__restrict dlower, int64_t windows,
                                int width, const float *__restrict gain,
                                const float *__restrict slope, const float *__restrict level) {
  for (int64_t w = 0; w < windows; ++w, dy += width, place += width) {
    const T *in[4] = {upper + 2 * w * width, upper + (2 * w + 1) * width, lower + 2 * w * width,
                      lower + (2 * w + 1) * width};
    T *out[4] = {dupper + 2 * w * width, dupper + (2 * w + 1) * width, dlower + 2 * w * width,
                 dlower + (2 * w + 1) * width};
    for (int k = 0; k < 4; ++k) {
      const T *x = in[k];
      T *dx = out[k];
      for (int i = 0; i < width; ++i) {
        float d = gain[i] * load(dy + i), g = place[i] == k ? d : 0;
        store(dx + i, g - slope[i] * load(x + i) + level[i]);
      }
    }
  }
}

}  // namespace
}  // namespace ct::rows::loops

namespace ct::rows {

/// The loops for one number format; each is compiled for every instruction set.
#define LOOPS(T)                                                                                   \
  CT_VECTORISED void moments(const T *x, int64_t count, int width, const float *shift, float *sum, \
                             float *squares) {                                                     \
    loops::moments(x, count, width, shift, sum, squares);                                          \
  }                                                                                                \
  CT_VECTORISED void scaleRelu(const T *x, T *y, int64_t count, int width, const float *gain,      \
                               const float *offset) {                                              \
    loops::scaleRelu(x, y, count, width, gain, offset);                                            \
  }                                                                                                \
  CT_VECTORISED void gradientMoments(const T *x, const T *dy, int64_t count, int width,            \
                                     const float *gain, const float *offset, const float *shift,   \
                                     float *sum, float *products) {                                \
    loops::gradientMoments(x, dy, count, width, gain, offset, shift, sum, products);               \
  }                                                                                                \
  CT_VECTORISED void gradientInput(const T *x, const T *dy, T *dx, int64_t count, int width,       \
                                   const float *gain, const float *offset, const float *slope,     \
                                   const float *level) {                                           \
    loops::gradientInput(x, dy, dx, count, width, gain, offset, slope, level);                     \
  }                                                                                                \
  CT_VECTORISED void scaleReluPool(const T *upper, const T *lower, T *y, T *peak, uint8_t *place,  \
                                   int64_t windows, int width, const float *gain,                  \
                                   const float *offset) {                                          \
    loops::scaleReluPool(upper, lower, y, peak, place, windows, width, gain, offset);              \
  }                                                                                                \
  CT_VECTORISED void reluPool(const T *upper, const T *lower, T *y, int64_t windows, int width) {  \
    loops::reluPool(upper, lower, y, windows, width);                                              \
  }                                                                                                \
  CT_VECTORISED void pooledGradientMoments(const T *peak, const T *dy, const uint8_t *place,       \
                                           int64_t count, int width, const float *shift,           \
                                           float *sum, float *products) {                          \
    loops::pooledGradientMoments(peak, dy, place, count, width, shift, sum, products);             \
  }                                                                                                \
  CT_VECTORISED void pooledGradientInput(                                                          \
      const T *upper, const T *lower, const T *dy, const uint8_t *place, T *dupper, T *dlower,     \
      int64_t windows, int width, const float *gain, const float *slope, const float *level) {     \
    loops::pooledGradientInput(upper, lower, dy, place, dupper, dlower, windows, width, gain,      \
                               slope, level);                                                      \
  }

LOOPS(float)
LOOPS(c10::BFloat16)

}  // namespace ct::rows

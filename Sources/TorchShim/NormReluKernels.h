// The loops of NormRelu.cpp over rows of channels-last memory. They have a file of their own: it
// takes long to compile for every instruction set, and needs nothing of libtorch but a number
// format.
//
// x, y, dx and dy are `count` rows of `width` numbers. Where there is pooling, `upper` and `lower`
// are two neighbouring lines of a picture, y and dy one line of `windows` pixels of the pooled one,
// with `width` numbers a pixel. All other arrays have `width` entries, and sums are added to what
// is there.
//
// - `moments`: adds up x − shift and its square of each column.
// - `scaleRelu`: y = max(0, x · gain + offset).
// - `gradientMoments`: adds up the gradient that passes the ReLU, and its product with x − shift.
// - `gradientInput`: dx = gain · dy (where the ReLU passes) − slope · x + level.
// - `scaleReluPool`: the largest normalised value of each 2 × 2 window, where it lies (4: nowhere,
// the
//   ReLU is shut), and what it was before the norm.
// - `reluPool`: the largest of each 2 × 2 window, or 0; NaN where one of the four is.
// - `pooledGradientMoments`, `pooledGradientInput`: the same as without `pooled`, from the
// gradients of
//   pooled pictures.
#pragma once

#include "RowKernels.h"

namespace ct::rows {

#define LOOPS(T)                                                                                  \
  void moments(const T *x, int64_t count, int width, const float *shift, float *sum,              \
               float *squares);                                                                   \
  void scaleRelu(const T *x, T *y, int64_t count, int width, const float *gain,                   \
                 const float *offset);                                                            \
  void gradientMoments(const T *x, const T *dy, int64_t count, int width, const float *gain,      \
                       const float *offset, const float *shift, float *sum, float *products);     \
  void gradientInput(const T *x, const T *dy, T *dx, int64_t count, int width, const float *gain, \
                     const float *offset, const float *slope, const float *level);                \
  void scaleReluPool(const T *upper, const T *lower, T *y, T *peak, uint8_t *place,               \
                     int64_t windows, int width, const float *gain, const float *offset);         \
  void reluPool(const T *upper, const T *lower, T *y, int64_t windows, int width);                \
  void pooledGradientMoments(const T *peak, const T *dy, const uint8_t *place, int64_t count,     \
                             int width, const float *shift, float *sum, float *products);         \
  void pooledGradientInput(const T *upper, const T *lower, const T *dy, const uint8_t *place,     \
                           T *dupper, T *dlower, int64_t windows, int width, const float *gain,   \
                           const float *slope, const float *level);

LOOPS(float)
LOOPS(c10::BFloat16)
#undef LOOPS

}  // namespace ct::rows

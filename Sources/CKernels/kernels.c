#include "CKernels.h"

#include "Vectorised.h"

enum { PARTS = CK_GROUP / LANES };

CK_VECTORISED
void ck_rational_quadratic_sums(const float *rows, int64_t count, int64_t columns,
                                const float *supports, const float *norms,
                                const float *coefficients, const float *slopes, int64_t groups,
                                int64_t classes, float squared_length, float *outputs) {
  if (count == 0 || classes == 0) return;
  memset(outputs, 0, (size_t)(count * classes) * sizeof *outputs);
  for (int64_t first = 0; first < count; first += 2) {
    // Two rows share each load; an odd one at the end is its own partner.
    const int64_t second = first + 1 < count ? first + 1 : first;
    const float *x = rows + first * columns, *y = rows + second * columns;
    float normX = 0, normY = 0;
    for (int64_t j = 0; j < columns; ++j) {
      normX += x[j] * x[j];
      normY += y[j] * y[j];
    }
    for (int64_t group = 0; group < groups; ++group) {
      vector dotX[PARTS] = {0}, dotY[PARTS] = {0}, likeX[PARTS], likeY[PARTS];
      const float *column = supports + group * columns * CK_GROUP;
      for (int64_t j = 0; j < columns; ++j, column += CK_GROUP)
        for (int part = 0; part < PARTS; ++part) {
          const vector value = load(column + part * LANES);
          dotX[part] += value * x[j];
          dotY[part] += value * y[j];
        }
      for (int part = 0; part < PARTS; ++part) {
        const vector norm = load(norms + group * CK_GROUP + part * LANES);
        vector farX = norm + normX - 2 * dotX[part], farY = norm + normY - 2 * dotY[part];
        // Rounding may leave a distance of nothing just below it.
        farX = __builtin_elementwise_max(farX, (vector){0});
        farY = __builtin_elementwise_max(farY, (vector){0});
        likeX[part] = squared_length / (squared_length + farX);
        likeY[part] = squared_length / (squared_length + farY);
      }
      for (int64_t c = 0; c < classes; ++c) {
        const int64_t place = (c * groups + group) * CK_GROUP;
        vector sumX = {0}, sumY = {0};
        for (int part = 0; part < PARTS; ++part) {
          vector weightX = load(coefficients + place + part * LANES), weightY = weightX;
          if (slopes) {
            const vector slope = load(slopes + place + part * LANES);
            weightX += slope * dotX[part];
            weightY += slope * dotY[part];
          }
          sumX += weightX * likeX[part];
          sumY += weightY * likeY[part];
        }
        float totalX = 0, totalY = 0;
        for (int lane = 0; lane < LANES; ++lane) {
          totalX += sumX[lane];
          totalY += sumY[lane];
        }
        outputs[first * classes + c] += totalX;
        if (second != first) outputs[second * classes + c] += totalY;
      }
    }
  }
}

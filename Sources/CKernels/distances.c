// Distances between the vectors of galaxies.
#include "CKernels.h"
#include "Vectorised.h"

CK_VECTORISED
void ck_squared_distances(const float *row, const float *others, int64_t count, int64_t columns,
                          float *distances) {
  for (int64_t other = 0; other < count; ++other, others += columns) {
    vector sums = {0};
    int64_t i = 0;
    for (; i + LANES <= columns; i += LANES) {
      const vector difference = load(row + i) - load(others + i);
      sums += difference * difference;
    }
    float total = 0;
    for (int lane = 0; lane < LANES; ++lane) total += sums[lane];
    for (; i < columns; ++i) total += (row[i] - others[i]) * (row[i] - others[i]);
    distances[other] = total;
  }
}

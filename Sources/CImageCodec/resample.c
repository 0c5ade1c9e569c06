// Separable resampling of 8-bit RGB.

#include "CImageCodec.h"

#include <string.h>

// The loops are written to be vectorised; twice as wide where the processor allows it.
// The thread sanitizer is not ready yet when the loader asks which version a machine takes.
#if defined(__x86_64__) && defined(__linux__) && !__has_feature(thread_sanitizer)
#define CI_VECTORISED __attribute__((target_clones("avx2", "default")))
#else
#define CI_VECTORISED
#endif

// Fused multiplications round differently, and not every processor has them.
#pragma STDC FP_CONTRACT OFF

// Values summed at a time, so that the sums stay in registers.
#define CI_STRIP 32

// One target row at the source's width: a weighted sum of source rows.
CI_VECTORISED
static void gather(const uint8_t *source, size_t stride, const float *weights, int32_t taps,
                   float *line) {
  size_t i = 0;
  for (; i + CI_STRIP <= stride; i += CI_STRIP) {
    float sums[CI_STRIP] = {0};
    for (int32_t tap = 0; tap < taps; tap += 1) {
      const uint8_t *row = source + (size_t)tap * stride + i;
      for (size_t j = 0; j < CI_STRIP; j += 1) {
        sums[j] += weights[tap] * (float)row[j];
      }
    }
    for (size_t j = 0; j < CI_STRIP; j += 1) {
      line[i + j] = sums[j];
    }
  }
  for (; i < stride; i += 1) {
    float sum = 0;
    for (int32_t tap = 0; tap < taps; tap += 1) {
      sum += weights[tap] * (float)source[(size_t)tap * stride + i];
    }
    line[i] = sum;
  }
}

// A pixel and the first value of its neighbour, which comes to nothing.
typedef float quad __attribute__((vector_size(16)));
typedef int32_t whole_quad __attribute__((vector_size(16)));

// Weighted sums along the line, rounded to bytes.
CI_VECTORISED
static void spread(const float *line, ci_axis columns, uint8_t *target) {
  const quad black = {0}, white = {255, 255, 255, 255};
  for (int32_t x = 0; x < columns.targets; x += 1) {
    const float *pixel = line + (size_t)columns.starts[x] * 3;
    const float *weights = columns.weights + (size_t)x * (size_t)columns.taps;
    // Half a level more makes the cut to an integer a rounding.
    quad sum = {0.5f, 0.5f, 0.5f, 0.5f};
    for (int32_t tap = 0; tap < columns.taps; tap += 1) {
      quad values;
      memcpy(&values, pixel + tap * 3, sizeof values);
      sum += weights[tap] * values;
    }
    sum = __builtin_elementwise_min(__builtin_elementwise_max(sum, black), white);
    whole_quad levels = __builtin_convertvector(sum, whole_quad);
    target[x * 3] = (uint8_t)levels[0];
    target[x * 3 + 1] = (uint8_t)levels[1];
    target[x * 3 + 2] = (uint8_t)levels[2];
  }
}

void ci_resample(const uint8_t *source, size_t width, ci_axis columns, ci_axis rows, float *line,
                 uint8_t *target) {
  size_t stride = width * 3;
  // Read with the last pixel's neighbour, and never written.
  line[stride] = 0;
  for (int32_t y = 0; y < rows.targets; y += 1) {
    // Rows first: adding whole rows runs through neighbouring bytes.
    gather(source + (size_t)rows.starts[y] * stride, stride,
           rows.weights + (size_t)y * (size_t)rows.taps, rows.taps, line);
    spread(line, columns, target + (size_t)y * (size_t)columns.targets * 3);
  }
}

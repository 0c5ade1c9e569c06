// Leads the C targets along the edges of their arrays, each of exactly the size that its function
// is promised: a program for the address and undefined-behaviour sanitizers (Scripts/sanitize).
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "CImageCodec.h"
#include "CKernels.h"
#include "CTorch.h"

static int failures = 0;

#define EXPECT(CONDITION)                                             \
  do {                                                                \
    if (!(CONDITION)) {                                               \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #CONDITION); \
      failures += 1;                                                  \
    }                                                                 \
  } while (0)

static float *floats(int64_t count) {
  float *numbers = malloc((size_t)count * sizeof *numbers);
  for (int64_t i = 0; i < count; ++i) numbers[i] = (float)(i * 7 % 13) / 4 - 1;
  return numbers;
}

static const float odd[] = {0, -1, 1e30f, -1e30f, INFINITY, -INFINITY, NAN};
enum { ODD = sizeof odd / sizeof *odd };

static void sums(int64_t count, int64_t columns, int64_t groups, int64_t classes, int hasSlopes) {
  float *rows = floats(count * columns), *supports = floats(groups * columns * CK_GROUP),
        *norms = floats(groups * CK_GROUP), *coefficients = floats(classes * groups * CK_GROUP),
        *slopes = hasSlopes ? floats(classes * groups * CK_GROUP) : NULL,
        *outputs = floats(count * classes);
  ck_rational_quadratic_sums(rows, count, columns, supports, norms, coefficients, slopes, groups,
                             classes, 2, outputs);
  for (int64_t i = 0; i < count * classes; ++i) EXPECT(isfinite(outputs[i]));
  free(rows), free(supports), free(norms), free(coefficients), free(slopes), free(outputs);
}

static void planes(int64_t side) {
  float *plane = floats(side * side), *to = floats(side * side), moments[6];
  for (int64_t reach = 0; reach <= 9; reach += 3) {
    float *weights = floats(2 * reach + 1), *scratch = floats((side + 2 * reach) * (side + 1));
    ck_blur(plane, side, weights, reach, scratch, to);
    free(weights), free(scratch);
  }
  for (int i = 0; i < ODD; ++i)
    for (int j = 0; j < ODD; ++j) {
      float *x = floats(1), *y = floats(1), *value = floats(1);
      *x = odd[i], *y = odd[j];
      ck_sample(plane, side, x, y, 1, value);
      EXPECT(isfinite(*value));
      free(x), free(y), free(value);
      ck_gaussian_moments(plane, side, odd[i], odd[j], 0.1f, 0.2f, 0.05f, moments);
      ck_gaussian_moments(plane, side, 1, 1, odd[i], odd[j], 0, moments);
    }
  float *edge = floats(2);
  edge[0] = edge[1] = (float)(side - 1);
  ck_sample(plane, side, edge, edge + 1, 1, to);
  EXPECT(*to == plane[side * side - 1]);
  free(edge), free(plane), free(to);
}

static void orders(int64_t count) {
  float *keys = floats(count), *sorted = floats(count);
  if (count > 2) keys[1] = NAN, keys[2] = -INFINITY;
  int32_t *places = malloc((size_t)count * sizeof *places);
  uint64_t *scratch = malloc(2 * (size_t)count * sizeof *scratch);
  ck_order(keys, count, places, scratch);
  int64_t sum = 0;
  for (int64_t i = 0; i < count; ++i) sum += places[i];
  EXPECT(sum == count * (count - 1) / 2);
  ck_sort(sorted, count);
  for (int64_t i = 1; i < count; ++i) EXPECT(sorted[i - 1] <= sorted[i]);
  free(keys), free(sorted), free(places), free(scratch);
}

static void hashes(int64_t count) {
  uint64_t *all = malloc((size_t)count * sizeof *all);
  for (int64_t i = 0; i < count; ++i) all[i] = i + 1 == count ? 0 : UINT64_MAX;
  const uint64_t versions[8] = {0xFF00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
  EXPECT(ck_next_near_hash(versions, all, count, 0, 8) == count - 1);
  EXPECT(ck_next_near_hash(versions, all, count, count, 8) == -1);
  EXPECT(ck_next_near_hash(versions, all, count, 0, 7) == -1);
  free(all);
}

static void products(int64_t count) {
  double *x = malloc((size_t)count * sizeof *x), *y = malloc((size_t)count * sizeof *y);
  for (int64_t i = 0; i < count; ++i) x[i] = 1, y[i] = (double)i;
  EXPECT(ck_dot(x, y, count) == (double)(count * (count - 1) / 2));
  ck_add_scaled(2, x, count, y);
  EXPECT(count == 0 || y[count - 1] == (double)count + 1);
  free(x), free(y);
}

/// Encodes a picture and reads it back, whole, cut off at every place and with every byte damaged.
static void pictures(int32_t width, int32_t height, int isPNG) {
  char message[CI_MESSAGE_SIZE];
  const size_t count = (size_t)width * (size_t)height * 3;
  uint8_t *pixels = malloc(count);
  for (size_t i = 0; i < count; ++i) pixels[i] = (uint8_t)(i * 31);
  ci_bytes encoded;
  ci_status status = isPNG ? ci_encode_png(pixels, width, height, &encoded, message)
                           : ci_encode_jpeg(pixels, width, height, 90, &encoded, message);
  EXPECT(status == CI_OK);
  for (int32_t smallest = 0; smallest <= 4; smallest += 2) {
    ci_picture picture;
    status = ci_decode(encoded.bytes, encoded.count, smallest, 1 << 20, &picture, message);
    EXPECT(status == CI_OK && picture.width > 0 && picture.height > 0);
    EXPECT(!isPNG || memcmp(picture.pixels, pixels, count) == 0);
    ci_free(picture.pixels);
  }
  for (size_t place = 0; place < encoded.count; ++place) {
    // Memory of its own, so that one byte beyond it is found.
    uint8_t *part = malloc(place);
    if (place > 0) memcpy(part, encoded.bytes, place);
    ci_picture picture;
    if (ci_decode(part, place, 0, 1 << 20, &picture, message) == CI_OK) ci_free(picture.pixels);
    free(part);
    encoded.bytes[place] ^= 0x55;
    if (ci_decode(encoded.bytes, encoded.count, 0, 1 << 20, &picture, message) == CI_OK)
      ci_free(picture.pixels);
    encoded.bytes[place] ^= 0x55;
  }
  ci_free(encoded.bytes);
  free(pixels);
}

static void resampling(int32_t width, int32_t targets, int32_t taps) {
  uint8_t *source = malloc((size_t)width * (size_t)width * 3);
  memset(source, 200, (size_t)width * (size_t)width * 3);
  int32_t *starts = malloc((size_t)targets * sizeof *starts);
  float *weights = floats((int64_t)targets * taps), *line = floats(width * 3 + 1);
  for (int32_t i = 0; i < targets; ++i)
    starts[i] = i * (width - taps) / (targets > 1 ? targets - 1 : 1);
  for (int32_t i = 0; i < targets * taps; ++i) weights[i] = 1.f / (float)taps;
  uint8_t *target = malloc((size_t)targets * (size_t)targets * 3);
  const ci_axis axis = {starts, weights, targets, taps};
  ci_resample(source, (size_t)width, axis, axis, line, target);
  for (int32_t i = 0; i < targets * targets * 3; ++i) EXPECT(target[i] == 200);
  free(source), free(starts), free(weights), free(line), free(target);
}

static void digests(void) {
  for (size_t count = 0; count <= 200; ++count) {
    uint8_t *bytes = malloc(count), one[32], other[32];
    for (size_t i = 0; i < count; ++i) bytes[i] = (uint8_t)i;
    ck_sha256(NULL, 0, bytes, (int64_t)count, 0, one);
    ck_sha256(NULL, 0, bytes, (int64_t)count, 1, other);
    EXPECT(memcmp(one, other, sizeof one) == 0);
    free(bytes);
  }
  uint8_t digest[32];
  ck_sha256(NULL, 0, NULL, 0, 1, digest);
  EXPECT(digest[0] == 0xe3 && digest[31] == 0x55);
}

static void unpacking(void) {
  char message[CI_MESSAGE_SIZE];
  uint8_t plain[3000] = {0}, packed[4000];
  for (size_t i = 0; i < sizeof plain; i += 3) plain[i] = (uint8_t)(i * i);
  z_stream stream = {0};
  EXPECT(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  stream.next_in = plain, stream.avail_in = sizeof plain;
  stream.next_out = packed, stream.avail_out = sizeof packed;
  EXPECT(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  const size_t count = stream.total_out;
  deflateEnd(&stream);
  ci_bytes unpacked;
  EXPECT(ci_gunzip(packed, count, sizeof plain, &unpacked, message) == CI_OK);
  EXPECT(unpacked.count == sizeof plain && memcmp(unpacked.bytes, plain, sizeof plain) == 0);
  ci_free(unpacked.bytes);
  EXPECT(ci_gunzip(packed, count, sizeof plain - 1, &unpacked, message) == CI_TOO_LARGE);
  EXPECT(ci_gunzip(packed, count, 0, &unpacked, message) == CI_TOO_LARGE);
  for (size_t place = 0; place < count; ++place) {
    uint8_t *part = malloc(place);
    if (place > 0) memcpy(part, packed, place);
    EXPECT(ci_gunzip(part, place, sizeof plain + 1, &unpacked, message) == CI_DAMAGED);
    free(part);
  }
}

/// The engine's library is looked for beside a program that is there, and beside one that is gone.
static void loading(const char *program) {
  char reason[512];
  memset(reason, 0x7f, sizeof reason);
  EXPECT(ct_load(reason, sizeof reason) == NULL);
  EXPECT(strstr(reason, "there is no libTorchShim") != NULL);
  EXPECT(unlink(program) == 0);
  memset(reason, 0x7f, sizeof reason);
  EXPECT(ct_load(reason, sizeof reason) == NULL);
  EXPECT(strstr(reason, "the running program's own file can't be found") != NULL);
}

int main(int count, char **arguments) {
  (void)count;
  for (int64_t rows = 0; rows <= 3; ++rows)
    for (int64_t columns = 0; columns <= 5; columns += 5)
      for (int64_t classes = 0; classes <= 2; ++classes)
        for (int64_t groups = 0; groups <= 2; ++groups) {
          sums(rows, columns, groups, classes, 0);
          sums(rows, columns, groups, classes, 1);
        }
  for (int64_t side = 1; side <= 41; side += side < 10 ? 1 : 8) planes(side);
  for (int64_t many = 0; many <= 70; ++many) orders(many), hashes(many), products(many);
  for (int kind = 0; kind < 2; ++kind) {
    pictures(1, 1, kind);
    pictures(17, 9, kind);
  }
  resampling(1, 1, 1), resampling(11, 4, 3), resampling(40, 64, 2), resampling(43, 5, 43);
  digests();
  unpacking();
  loading(arguments[0]);
  if (failures > 0) fprintf(stderr, "%d expectations failed\n", failures);
  return failures > 0;
}

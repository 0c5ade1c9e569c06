// Tells the formats apart and holds what the PNG and JPEG files share.

#include "internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ci_say(char message[CI_MESSAGE_SIZE], const char *text) {
  snprintf(message, CI_MESSAGE_SIZE, "%s", text);
}

void ci_free(void *memory) { free(memory); }

ci_status ci_check_size(uint64_t width, uint64_t height, int32_t maximum_pixels,
                        char message[CI_MESSAGE_SIZE]) {
  if (width == 0 || height == 0) {
    ci_say(message, "it has no pixels");
    return CI_DAMAGED;
  }
  // Both libraries count sides in 32 bits, so that the product does not overflow.
  if (width * height > (uint64_t)maximum_pixels) {
    snprintf(message, CI_MESSAGE_SIZE, "%" PRIu64 " by %" PRIu64 " pixels, at most %d million",
             width, height, maximum_pixels / 1000000);
    return CI_TOO_LARGE;
  }
  return CI_OK;
}

// Formats that people mistake for PNG or JPEG, told by their first bytes.
static const struct {
  const char *start;
  size_t count;
  const char *name;
} strangers[] = {
    {"GIF8", 4, "a GIF picture"},
    {"RIFF", 4, "a WebP picture"},
    {"II*\0", 4, "a TIFF picture"},
    {"MM\0*", 4, "a TIFF picture"},
    {"BM", 2, "a BMP picture"},
    {"SIMPLE  =", 9, "a FITS file"},
    {"\x89HDF", 4, "an HDF5 file"},
    {"\x1f\x8b", 2, "a gzip file"},
    {"%PDF", 4, "a PDF document"},
    {"<", 1, "a web page or XML text"},
    {"version https://git-lfs", 23, "a Git LFS pointer, not the file itself"},
};

static int starts_with(const uint8_t *bytes, size_t count, const char *start, size_t length) {
  return count >= length && memcmp(bytes, start, length) == 0;
}

ci_status ci_decode(const uint8_t *bytes, size_t count, int32_t minimum_side,
                    int32_t maximum_pixels, ci_picture *picture, char message[CI_MESSAGE_SIZE]) {
  memset(picture, 0, sizeof *picture);
  message[0] = 0;
  if (starts_with(bytes, count, "\x89PNG\r\n\x1a\n", 8)) {
    return ci_decode_png(bytes, count, maximum_pixels, picture, message);
  }
  if (starts_with(bytes, count, "\xff\xd8\xff", 3)) {
    return ci_decode_jpeg(bytes, count, minimum_side, maximum_pixels, picture, message);
  }
  if (count == 0) {
    ci_say(message, "it is empty");
    return CI_NOT_A_PICTURE;
  }
  for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i += 1) {
    if (starts_with(bytes, count, strangers[i].start, strangers[i].count)) {
      snprintf(message, CI_MESSAGE_SIZE, "it looks like %s", strangers[i].name);
      return CI_NOT_A_PICTURE;
    }
  }
  ci_say(message, "its first bytes are those of neither format");
  return CI_NOT_A_PICTURE;
}

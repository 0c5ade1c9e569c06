// The one field of EXIF that changes how pixels are read: the orientation.

#include "internal.h"

#include <string.h>

#define ORIENTATION_TAG 0x0112
#define SHORT_TYPE 3
#define ENTRY_SIZE 12

static unsigned two_bytes(const uint8_t *at, int little) {
  return little ? at[0] | (unsigned)at[1] << 8 : (unsigned)at[0] << 8 | at[1];
}

static size_t four_bytes(const uint8_t *at, int little) {
  return little ? two_bytes(at, 1) | (size_t)two_bytes(at + 2, 1) << 16
                : (size_t)two_bytes(at, 0) << 16 | two_bytes(at + 2, 0);
}

// EXIF is a TIFF file without pixels: byte order, 42, where the first directory lies, its entries.
int32_t ci_exif_orientation(const uint8_t *tiff, size_t count) {
  if (count < 8) {
    return 1;
  }
  int little = memcmp(tiff, "II*\0", 4) == 0;
  if (!little && memcmp(tiff, "MM\0*", 4) != 0) {
    return 1;
  }
  size_t directory = four_bytes(tiff + 4, little);
  if (directory > count - 2) {
    return 1;
  }
  size_t entries = two_bytes(tiff + directory, little);
  const uint8_t *entry = tiff + directory + 2;
  const uint8_t *end = tiff + count;
  for (size_t i = 0; i < entries && (size_t)(end - entry) >= ENTRY_SIZE; i += 1) {
    if (two_bytes(entry, little) == ORIENTATION_TAG) {
      unsigned value = two_bytes(entry + 8, little);
      int whole = two_bytes(entry + 2, little) == SHORT_TYPE && four_bytes(entry + 4, little) == 1;
      return whole && value >= 1 && value <= 8 ? (int32_t)value : 1;
    }
    entry += ENTRY_SIZE;
  }
  return 1;
}

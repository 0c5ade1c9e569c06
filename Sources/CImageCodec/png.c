// PNG through libpng.
//
// The full interface rather than the simplified one: the simplified one takes 16-bit pictures as
// linear light and applies gAMA chunks, so the same pixels would come out differently by the
// writer's habits.

#include "internal.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

// libpng takes memory for a row or a chunk as the file asks; the file cannot ask for more.
#define CI_MAXIMUM_CHUNK (8 * 1024 * 1024)

typedef struct {
  const uint8_t *bytes;
  size_t left;
} source;

static void fail(png_structp png, png_const_charp reason) {
  ci_say(png_get_error_ptr(png), reason);
  png_longjmp(png, 1);
}

// Warnings are about ancillary chunks, which do not touch the pixels.
static void ignore(png_structp png, png_const_charp reason) {
  (void)png;
  (void)reason;
}

static void read_bytes(png_structp png, png_bytep to, size_t count) {
  source *from = png_get_io_ptr(png);
  if (count > from->left) {
    png_error(png, "it ends too early");
  }
  memcpy(to, from->bytes, count);
  from->bytes += count;
  from->left -= count;
}

// Four channels to three: over a black background the colour is multiplied by its alpha.
static void blend_on_black(uint8_t *to, const uint8_t *from, size_t pixels) {
  for (size_t i = 0; i < pixels; i += 1) {
    unsigned alpha = from[i * 4 + 3];
    for (size_t channel = 0; channel < 3; channel += 1) {
      to[i * 3 + channel] = (uint8_t)((from[i * 4 + channel] * alpha + 127) / 255);
    }
  }
}

static int32_t orientation_of(png_structp png, png_infop info) {
  png_bytep exif = NULL;
  png_uint_32 count = 0;
  if (png_get_eXIf_1(png, info, &count, &exif) == 0 || exif == NULL) {
    return 1;
  }
  return ci_exif_orientation(exif, count);
}

ci_status ci_decode_png(const uint8_t *bytes, size_t count, int32_t maximum_pixels,
                        ci_picture *picture, char message[CI_MESSAGE_SIZE]) {
  source from = {bytes, count};
  uint8_t *volatile pixels = NULL;
  png_bytep *volatile rows = NULL;
  volatile ci_status status = CI_DAMAGED;
  png_infop volatile info = NULL;
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, message, fail, ignore);
  if (png == NULL) {
    ci_say(message, "libpng could not be started");
    return CI_OUT_OF_MEMORY;
  }
  if (setjmp(png_jmpbuf(png))) {
    goto done;
  }
  info = png_create_info_struct(png);
  if (info == NULL) {
    status = CI_OUT_OF_MEMORY;
    goto done;
  }
  png_set_read_fn(png, &from, read_bytes);
  // The size is checked below, where a message can name it.
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_chunk_malloc_max(png, CI_MAXIMUM_CHUNK);
  png_read_info(png, info);

  size_t width = png_get_image_width(png, info);
  size_t height = png_get_image_height(png, info);
  ci_status size_status = ci_check_size(width, height, maximum_pixels, message);
  if (size_status != CI_OK) {
    status = size_status;
    goto done;
  }
  // Palette, grey below 8 bits and transparent colours to full channels; 16 bits to 8 by rounding.
  png_set_expand(png);
  png_set_scale_16(png);
  png_set_gray_to_rgb(png);
  png_set_interlace_handling(png);
  png_read_update_info(png, info);
  size_t channels = png_get_channels(png, info);
  if (png_get_rowbytes(png, info) != width * channels || (channels != 3 && channels != 4)) {
    ci_say(message, "its pixel layout is unknown");
    goto done;
  }

  // An interlaced picture is only whole after the last pass, so all rows are kept.
  pixels = malloc(width * height * channels);
  rows = malloc(height * sizeof(png_bytep));
  if (pixels == NULL || rows == NULL) {
    status = CI_OUT_OF_MEMORY;
    goto done;
  }
  for (size_t y = 0; y < height; y += 1) {
    rows[y] = pixels + y * width * channels;
  }
  png_read_image(png, rows);
  png_read_end(png, info);
  if (channels == 4) {
    blend_on_black(pixels, pixels, width * height);
  }
  picture->pixels = pixels;
  picture->width = (int32_t)width;
  picture->height = (int32_t)height;
  picture->orientation = orientation_of(png, info);
  pixels = NULL;
  status = CI_OK;

done:
  free(pixels);
  free(rows);
  png_infop finished = info;
  png_destroy_read_struct(&png, &finished, NULL);
  return status;
}

typedef struct {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
} sink;

static void write_bytes(png_structp png, png_bytep from, size_t count) {
  sink *to = png_get_io_ptr(png);
  if (to->capacity - to->count < count) {
    size_t capacity = (to->count + count) * 2;
    uint8_t *larger = realloc(to->bytes, capacity);
    if (larger == NULL) {
      png_error(png, "memory ran out");
    }
    to->bytes = larger;
    to->capacity = capacity;
  }
  memcpy(to->bytes + to->count, from, count);
  to->count += count;
}

static void flush(png_structp png) { (void)png; }

ci_status ci_encode_png(const uint8_t *pixels, int32_t width, int32_t height, ci_bytes *encoded,
                        char message[CI_MESSAGE_SIZE]) {
  memset(encoded, 0, sizeof *encoded);
  message[0] = 0;
  // Changed between setjmp and longjmp through its address only, which needs no volatile.
  sink to = {NULL, 0, 0};
  volatile ci_status status = CI_CANNOT_ENCODE;
  png_infop volatile info = NULL;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, message, fail, ignore);
  if (png == NULL) {
    ci_say(message, "libpng could not be started");
    return CI_OUT_OF_MEMORY;
  }
  if (setjmp(png_jmpbuf(png))) {
    goto done;
  }
  info = png_create_info_struct(png);
  if (info == NULL) {
    status = CI_OUT_OF_MEMORY;
    goto done;
  }
  png_set_write_fn(png, &to, write_bytes, flush);
  png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, 8, PNG_COLOR_TYPE_RGB,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  for (int32_t y = 0; y < height; y += 1) {
    png_write_row(png, pixels + (size_t)y * (size_t)width * 3);
  }
  png_write_end(png, NULL);
  status = CI_OK;

done:
  if (status == CI_OK) {
    encoded->bytes = to.bytes;
    encoded->count = to.count;
  } else {
    free(to.bytes);
  }
  png_infop finished = info;
  png_destroy_write_struct(&png, &finished);
  return status;
}

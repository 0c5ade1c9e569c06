// JPEG through libjpeg-turbo.

#include "internal.h"

#include <stddef.h>
#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

// A small progressive file can hold thousands of scans, each as slow as a whole picture.
#define CI_MAXIMUM_SCANS 100
#define CI_EXIF_MARKER (JPEG_APP0 + 1)

typedef struct {
  struct jpeg_error_mgr manager;
  jmp_buf away;
  char *message;
} error_state;

static void say_and_leave(j_common_ptr jpeg) {
  error_state *state = (error_state *)jpeg->err;
  char text[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, text);
  ci_say(state->message, text);
  longjmp(state->away, 1);
}

// libjpeg warns where pixels are missing or wrong and goes on with grey; that is a damaged file.
// Stray bytes between segments and unusual headers harm no pixel.
static void weigh_warning(j_common_ptr jpeg, int level) {
  if (level >= 0) {
    return;
  }
  switch (jpeg->err->msg_code) {
    case JWRN_EXTRANEOUS_DATA:
    case JWRN_ADOBE_XFORM:
    case JWRN_JFIF_MAJOR:
    case JWRN_BOGUS_PROGRESSION:
      return;
    default:
      say_and_leave(jpeg);
  }
}

static void stop_endless_scans(j_common_ptr jpeg) {
  error_state *state = (error_state *)jpeg->err;
  if (jpeg->is_decompressor && ((j_decompress_ptr)jpeg)->input_scan_number > CI_MAXIMUM_SCANS) {
    ci_say(state->message, "it has too many scans");
    longjmp(state->away, 1);
  }
}

static struct jpeg_error_mgr *start_errors(error_state *state, char *message) {
  struct jpeg_error_mgr *manager = jpeg_std_error(&state->manager);
  manager->error_exit = say_and_leave;
  manager->emit_message = weigh_warning;
  state->message = message;
  return manager;
}

// Four inks to three lights. The inks are taken as inverted, which is Adobe's way, whether or not
// Adobe's marker is there: Pillow, ImageMagick and the browsers do the same.
static void ink_to_light(uint8_t *to, const uint8_t *from, size_t pixels) {
  for (size_t i = 0; i < pixels; i += 1) {
    unsigned black = from[i * 4 + 3];
    for (size_t channel = 0; channel < 3; channel += 1) {
      to[i * 3 + channel] = (uint8_t)((from[i * 4 + channel] * black + 127) / 255);
    }
  }
}

// The smallest eighth of the full size at which the shorter side is still `minimum_side`.
static unsigned eighths_for(unsigned width, unsigned height, int32_t minimum_side) {
  unsigned shorter = width < height ? width : height;
  for (unsigned eighths = 1; minimum_side > 0 && eighths < 8; eighths *= 2) {
    // Powers of two alone: libjpeg-turbo has vector code for them.
    if (shorter * eighths / 8 >= (unsigned)minimum_side) {
      return eighths;
    }
  }
  return 8;
}

// Of the first EXIF segment; cameras and phones write one, and so do programs that turn pictures.
static int32_t orientation_of(const struct jpeg_decompress_struct *jpeg) {
  static const char title[] = "Exif\0";
  for (jpeg_saved_marker_ptr marker = jpeg->marker_list; marker != NULL; marker = marker->next) {
    if (marker->marker == CI_EXIF_MARKER && marker->data_length > sizeof title &&
        memcmp(marker->data, title, sizeof title) == 0) {
      return ci_exif_orientation(marker->data + sizeof title, marker->data_length - sizeof title);
    }
  }
  return 1;
}

ci_status ci_decode_jpeg(const uint8_t *bytes, size_t count, int32_t minimum_side,
                         int32_t maximum_pixels, ci_picture *picture,
                         char message[CI_MESSAGE_SIZE]) {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_progress_mgr progress = {.progress_monitor = stop_endless_scans};
  error_state errors;
  uint8_t *volatile pixels = NULL;
  uint8_t *volatile inks = NULL;
  volatile ci_status status = CI_DAMAGED;
  // Zeroed so that destroying is safe when creating fails.
  memset(&jpeg, 0, sizeof jpeg);
  jpeg.err = start_errors(&errors, message);
  if (setjmp(errors.away)) {
    goto done;
  }
  jpeg_create_decompress(&jpeg);
  jpeg.progress = &progress;
  jpeg_mem_src(&jpeg, bytes, count);
  jpeg_save_markers(&jpeg, CI_EXIF_MARKER, 0xffff);
  jpeg_read_header(&jpeg, TRUE);
  // Finishing frees what the header left.
  picture->orientation = orientation_of(&jpeg);
  ci_status size_status =
      ci_check_size(jpeg.image_width, jpeg.image_height, maximum_pixels, message);
  if (size_status != CI_OK) {
    status = size_status;
    goto done;
  }
  // Where the data of a scan ends early, libjpeg makes up the rest without a warning.
  if (jpeg.arith_code) {
    ci_say(message, "it is coded arithmetically, which hardly any program reads");
    goto done;
  }
  jpeg.scale_num = eighths_for(jpeg.image_width, jpeg.image_height, minimum_side);
  jpeg.scale_denom = 8;
  int four_inks = jpeg.jpeg_color_space == JCS_CMYK || jpeg.jpeg_color_space == JCS_YCCK;
  jpeg.out_color_space = four_inks ? JCS_CMYK : JCS_RGB;
  jpeg_start_decompress(&jpeg);

  size_t width = jpeg.output_width;
  size_t height = jpeg.output_height;
  pixels = malloc(width * height * 3);
  if (four_inks) {
    inks = malloc(width * 4);
  }
  if (pixels == NULL || (four_inks && inks == NULL)) {
    status = CI_OUT_OF_MEMORY;
    goto done;
  }
  while (jpeg.output_scanline < jpeg.output_height) {
    uint8_t *row = pixels + (size_t)jpeg.output_scanline * width * 3;
    JSAMPROW target = four_inks ? inks : row;
    jpeg_read_scanlines(&jpeg, &target, 1);
    if (four_inks) {
      ink_to_light(row, inks, width);
    }
  }
  jpeg_finish_decompress(&jpeg);
  picture->pixels = pixels;
  picture->width = (int32_t)width;
  picture->height = (int32_t)height;
  pixels = NULL;
  status = CI_OK;

done:
  free(pixels);
  free(inks);
  jpeg_destroy_decompress(&jpeg);
  return status;
}

ci_status ci_encode_jpeg(const uint8_t *pixels, int32_t width, int32_t height, int32_t quality,
                         ci_bytes *encoded, char message[CI_MESSAGE_SIZE]) {
  struct jpeg_compress_struct jpeg;
  error_state errors;
  // libjpeg writes both through their addresses when it grows or ends the buffer.
  unsigned char *bytes = NULL;
  unsigned long count = 0;
  volatile ci_status status = CI_CANNOT_ENCODE;
  memset(encoded, 0, sizeof *encoded);
  memset(&jpeg, 0, sizeof jpeg);
  message[0] = 0;
  jpeg.err = start_errors(&errors, message);
  if (setjmp(errors.away)) {
    goto done;
  }
  jpeg_create_compress(&jpeg);
  jpeg_mem_dest(&jpeg, &bytes, &count);
  jpeg.image_width = (JDIMENSION)width;
  jpeg.image_height = (JDIMENSION)height;
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, quality, TRUE);
  // Galaxies are small: halving the colour's resolution would smear knots into their arms.
  for (int component = 0; component < jpeg.num_components; component += 1) {
    jpeg.comp_info[component].h_samp_factor = 1;
    jpeg.comp_info[component].v_samp_factor = 1;
  }
  jpeg_start_compress(&jpeg, TRUE);
  while (jpeg.next_scanline < jpeg.image_height) {
    JSAMPROW row = (JSAMPROW)(pixels + (size_t)jpeg.next_scanline * (size_t)width * 3);
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  status = CI_OK;

done:
  jpeg_destroy_compress(&jpeg);
  if (status == CI_OK) {
    encoded->bytes = bytes;
    encoded->count = count;
  }
  // After a failure `bytes` may name a buffer that libjpeg has replaced: the memory running out
  // then costs one buffer more, which is better than freeing twice.
  return status;
}

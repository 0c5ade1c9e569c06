// What the files of this target share; nothing here is visible outside.

#ifndef CIMAGECODEC_INTERNAL_H
#define CIMAGECODEC_INTERNAL_H

#include "CImageCodec.h"

// Copies `text` into `message`, cut to its size.
void ci_say(char message[CI_MESSAGE_SIZE], const char *text);

// Refuses a size that is empty or above `maximum_pixels`, with the reason in `message`.
ci_status ci_check_size(uint64_t width, uint64_t height, int32_t maximum_pixels,
                        char message[CI_MESSAGE_SIZE]);

ci_status ci_decode_png(const uint8_t *bytes, size_t count, int32_t maximum_pixels,
                        ci_picture *picture, char message[CI_MESSAGE_SIZE]);

ci_status ci_decode_jpeg(const uint8_t *bytes, size_t count, int32_t minimum_side,
                         int32_t maximum_pixels, ci_picture *picture,
                         char message[CI_MESSAGE_SIZE]);

// The orientation that EXIF data, without its title, gives: 1 to 8, and 1 where it gives none.
int32_t ci_exif_orientation(const uint8_t *tiff, size_t count);

#endif

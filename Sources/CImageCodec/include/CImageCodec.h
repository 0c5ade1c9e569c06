// Decodes PNG and JPEG pictures to 8-bit RGB, and encodes them, all in memory; unpacks gzip;
// resamples and digests pictures with the processor's vector instructions, which Swift cannot
// choose while it runs.
//
// No function keeps state, so all may be called from several threads at once. What can fail
// returns a status and writes through out pointers; the reason of a failure is put into `message`.
// The libraries' setjmp and longjmp stay inside.

#ifndef CIMAGECODEC_H
#define CIMAGECODEC_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Size in bytes of the buffer that receives a failure's reason, terminating zero included.
#define CI_MESSAGE_SIZE 256

// More pixels than this no caller should ask for.
#define CI_MAXIMUM_PIXELS 100000000

typedef enum ci_status {
  CI_OK = 0,
  // The bytes begin neither like a PNG nor like a JPEG.
  CI_NOT_A_PICTURE = 1,
  // The bytes are truncated, corrupt, or of a kind that the library does not read.
  CI_DAMAGED = 2,
  // The picture has more pixels than the caller accepts.
  CI_TOO_LARGE = 3,
  CI_OUT_OF_MEMORY = 4,
  CI_CANNOT_ENCODE = 5,
} ci_status;

// `height * width * 3` bytes: red, green, blue, rows from the top. Released with ci_free.
typedef struct ci_picture {
  uint8_t *pixels;
  int32_t width;
  int32_t height;
  // How the stored rows lie, 1 to 8 as EXIF counts; 1 is upright. The pixels are as stored.
  int32_t orientation;
} ci_picture;

// Encoded bytes. Released with ci_free.
typedef struct ci_bytes {
  uint8_t *bytes;
  size_t count;
} ci_bytes;

// Decodes a PNG (any depth, grey, palette, alpha over black) or a JPEG (grey, RGB, CMYK).
//
// A JPEG is scaled down while it is decoded, as far as its shorter side stays at least
// `minimum_side` pixels; 0 asks for the full size. A picture that has more than `maximum_pixels`
// by its header is refused before any memory is taken for it.
ci_status ci_decode(const uint8_t *bytes, size_t count, int32_t minimum_side,
                    int32_t maximum_pixels, ci_picture *picture, char message[CI_MESSAGE_SIZE]);

// Encodes as an 8-bit RGB PNG.
ci_status ci_encode_png(const uint8_t *pixels, int32_t width, int32_t height, ci_bytes *encoded,
                        char message[CI_MESSAGE_SIZE]);

// Encodes as a baseline JPEG without chroma subsampling; quality 1 to 100.
ci_status ci_encode_jpeg(const uint8_t *pixels, int32_t width, int32_t height, int32_t quality,
                         ci_bytes *encoded, char message[CI_MESSAGE_SIZE]);

// Unpacks gzip; CI_TOO_LARGE where more than `maximum` bytes come out.
ci_status ci_gunzip(const uint8_t *bytes, size_t count, size_t maximum, ci_bytes *unpacked,
                    char message[CI_MESSAGE_SIZE]);

// The weights with which one axis is resampled: target pixel `i` is the sum of `taps` source pixels
// from `starts[i]` on, each times its weight from `weights[i * taps]` on.
typedef struct ci_axis {
  const int32_t *starts;
  const float *weights;
  int32_t targets;
  int32_t taps;
} ci_axis;

// Resamples 8-bit RGB of `width` pixels per row, anti-aliased by the weights of both axes.
//
// `line` lends room for `width * 3 + 1` floats; `target` receives
// `rows.targets * columns.targets * 3` bytes. The result is the same on every processor.
void ci_resample(const uint8_t *source, size_t width, ci_axis columns, ci_axis rows, float *line,
                 uint8_t *target);

// Releases what the functions above allocated; a null pointer is allowed.
void ci_free(void *memory);

#ifdef __cplusplus
}
#endif

#endif

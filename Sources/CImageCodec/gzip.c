// Unpacks gzip within a limit that the caller sets.

#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

// A stream with 16 added to the window's size is one with gzip's own header (zlib.h).
enum { GZIP_WINDOW = 15 + 16, FIRST_ROOM = 1 << 16 };

// Makes room for at least one more byte, at most `maximum` in all.
static ci_status grow(ci_bytes *bytes, size_t *room, size_t maximum) {
  size_t wanted = *room == 0 ? FIRST_ROOM : *room * 2;
  if (wanted > maximum) wanted = maximum;
  if (wanted <= *room) return CI_TOO_LARGE;
  uint8_t *more = realloc(bytes->bytes, wanted);
  if (more == NULL) return CI_OUT_OF_MEMORY;
  bytes->bytes = more;
  *room = wanted;
  return CI_OK;
}

static ci_status inflate_all(z_stream *stream, size_t maximum, ci_bytes *unpacked,
                             char message[CI_MESSAGE_SIZE]) {
  size_t room = 0;
  for (;;) {
    if (unpacked->count == room) {
      ci_status status = grow(unpacked, &room, maximum);
      if (status != CI_OK) return status;
    }
    size_t piece = room - unpacked->count;
    stream->next_out = unpacked->bytes + unpacked->count;
    stream->avail_out = piece > 1u << 30 ? 1u << 30 : (uInt)piece;
    uInt before = stream->avail_out;
    int outcome = inflate(stream, Z_NO_FLUSH);
    unpacked->count += before - stream->avail_out;
    if (outcome == Z_STREAM_END) {
      // A file may be several gzip streams one behind the other; anything else there is padding.
      if (stream->avail_in < 2 || stream->next_in[0] != 0x1f || stream->next_in[1] != 0x8b)
        return CI_OK;
      if (inflateReset(stream) != Z_OK) return CI_OUT_OF_MEMORY;
    } else if (outcome != Z_OK && outcome != Z_BUF_ERROR) {
      ci_say(message, stream->msg ? stream->msg : "it breaks the gzip format");
      return outcome == Z_MEM_ERROR ? CI_OUT_OF_MEMORY : CI_DAMAGED;
    } else if (stream->avail_in == 0 && stream->avail_out > 0) {
      ci_say(message, "the gzip stream is cut short");
      return CI_DAMAGED;
    }
  }
}

ci_status ci_gunzip(const uint8_t *bytes, size_t count, size_t maximum, ci_bytes *unpacked,
                    char message[CI_MESSAGE_SIZE]) {
  memset(unpacked, 0, sizeof *unpacked);
  message[0] = 0;
  if (count > UINT32_MAX) {
    ci_say(message, "more than four gigabytes of gzip");
    return CI_TOO_LARGE;
  }
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (inflateInit2(&stream, GZIP_WINDOW) != Z_OK) return CI_OUT_OF_MEMORY;
  stream.next_in = (Bytef *)bytes;
  stream.avail_in = (uInt)count;
  ci_status status = inflate_all(&stream, maximum, unpacked, message);
  inflateEnd(&stream);
  if (status != CI_OK) {
    free(unpacked->bytes);
    memset(unpacked, 0, sizeof *unpacked);
  }
  return status;
}

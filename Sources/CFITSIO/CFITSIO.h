// CFITSIO as Swift sees it.
//
// The library's readable names (fits_open_diskfile and so on) are macros over short symbols
// (ffdkopn), and Swift imports no macro that stands for a function: hence the wrappers. All files
// are opened for reading, new ones are made in memory, and no name goes through CFITSIO's extended
// file name syntax, which can run filters, fetch from the network and write files.

#ifndef AHUNT_CFITSIO_H
#define AHUNT_CFITSIO_H

#include <fitsio.h>
#include <stdlib.h>

static inline int cf_open_file(fitsfile **file, const char *path, int *status) {
  return fits_open_diskfile(file, path, READONLY, status);
}

// `bytes` and `count` themselves, not only what they point to, must outlive the file.
static inline int cf_open_memory(fitsfile **file, void **bytes, size_t *count, int *status) {
  return fits_open_memfile(file, "memory", READONLY, bytes, count, 0, NULL, status);
}

static inline int cf_close(fitsfile *file, int *status) { return fits_close_file(file, status); }

static inline void cf_error_text(int status, char text[FLEN_STATUS]) {
  fits_get_errstatus(status, text);
}

static inline void cf_clear_errors(void) { fits_clear_errmsg(); }

// Header and data units, counted from 1.

static inline int cf_move_to_unit(fitsfile *file, int unit, int *kind, int *status) {
  return fits_movabs_hdu(file, unit, kind, status);
}

// Whether the library found of the current unit's compressed image what its reader found: it looks
// for keywords in its own way, and trusts them. `block` and `bytes` are those of the Rice code, or
// 0 for GZIP.
static inline int cf_has_tiling(fitsfile *file, int axes, const long *lengths, const long *tiles,
                                int column, int block, int bytes) {
  const FITSfile *found = file->Fptr;
  if (!found->compressimg || found->zndim != axes || found->cn_compressed != column) return 0;
  for (int axis = 0; axis < axes; ++axis)
    if (found->znaxis[axis] != lengths[axis] || found->tilesize[axis] != tiles[axis]) return 0;
  if (block == 0) return found->compress_type == GZIP_1 || found->compress_type == GZIP_2;
  return found->compress_type == RICE_1 && found->rice_blocksize == block &&
         found->rice_bytepix == bytes;
}

// The first byte after the current unit's data, padding included.
static inline int cf_data_end(fitsfile *file, long long *end, int *status) {
  LONGLONG header, data;
  return fits_get_hduaddrll(file, &header, &data, end, status);
}

// Images.

// Pixels from `first` to `last`, counted from 1, scaled; blank ones become `blank`.
static inline int cf_read_section(fitsfile *file, int axes, long *lengths, long *first, long *last,
                                  long *steps, float blank, float *values, int *status) {
  int any;
  return fits_read_subset_flt(file, 1, axes, lengths, first, last, steps, blank, values, &any,
                              status);
}

// Tables. Columns, rows and elements are counted from 1.

static inline int cf_table_size(fitsfile *file, int *columns, long long *rows, int *status) {
  fits_get_num_cols(file, columns, status);
  return fits_get_num_rowsll(file, rows, status);
}

// `kind` is that of the scaled values.
static inline int cf_column_type(fitsfile *file, int column, int *kind, long long *repeat,
                                 long long *width, int *status) {
  return fits_get_eqcoltypell(file, column, kind, repeat, width, status);
}

static inline int cf_column_shape(fitsfile *file, int column, int maximum, int *count,
                                  long long *lengths, int *status) {
  return fits_read_tdimll(file, column, maximum, count, lengths, status);
}

static inline int cf_read_text(fitsfile *file, int column, long long row, char *text, int *status) {
  int any;
  return fits_read_col_str(file, column, row, 1, 1, "", &text, &any, status);
}

// `isBlank` tells whether the column's TNULL stands there, and so the value is `blank`.
static inline int cf_read_integer(fitsfile *file, int column, long long row, long long blank,
                                  long long *value, int *isBlank, int *status) {
  return fits_read_col_lnglng(file, column, row, 1, 1, blank, value, isBlank, status);
}

static inline int cf_read_unsigned(fitsfile *file, int column, long long row,
                                   unsigned long long blank, unsigned long long *value,
                                   int *isBlank, int *status) {
  return fits_read_col_ulnglng(file, column, row, 1, 1, blank, value, isBlank, status);
}

static inline int cf_read_number(fitsfile *file, int column, long long row, double blank,
                                 double *value, int *status) {
  int any;
  return fits_read_col_dbl(file, column, row, 1, 1, blank, value, &any, status);
}

// 1 for true, 0 for false, 2 for neither.
static inline int cf_read_logical(fitsfile *file, int column, long long row, char *value,
                                  int *status) {
  int any;
  return fits_read_col_log(file, column, row, 1, 1, 2, value, &any, status);
}

static inline int cf_read_floats(fitsfile *file, int column, long long row, long long count,
                                 float blank, float *values, int *status) {
  int any;
  return fits_read_col_flt(file, column, row, 1, count, blank, values, &any, status);
}

// Bytes of an array of varying length.
static inline int cf_array_length(fitsfile *file, int column, long long row, long long *count,
                                  int *status) {
  LONGLONG place;
  return fits_read_descriptll(file, column, row, count, &place, status);
}

static inline int cf_read_bytes(fitsfile *file, int column, long long row, long long count,
                                unsigned char *values, int *status) {
  int any;
  return fits_read_col_byt(file, column, row, 1, count, 0, values, &any, status);
}

// Writing, to memory alone.

// `bytes`, from malloc, and `count` grow as is written, and outlive the file: the caller frees
// them.
static inline int cf_create_memory(fitsfile **file, void **bytes, size_t *count, int *status) {
  return fits_create_memfile(file, bytes, count, 2880, realloc, status);
}

static inline int cf_create_float_image(fitsfile *file, int axes, long *lengths, int *status) {
  return fits_create_img(file, FLOAT_IMG, axes, lengths, status);
}

static inline int cf_write_text_keyword(fitsfile *file, const char *name, const char *value,
                                        const char *comment, int *status) {
  return fits_write_key_str(file, name, value, comment, status);
}

// With `decimals` digits after the point.
static inline int cf_write_number_keyword(fitsfile *file, const char *name, double value,
                                          int decimals, const char *comment, int *status) {
  return fits_write_key_fixdbl(file, name, value, decimals, comment, status);
}

static inline int cf_write_floats(fitsfile *file, long long count, const float *values,
                                  int *status) {
  return fits_write_img_flt(file, 1, 1, count, (float *)values, status);
}

#endif

// The HDF5 C library, and inline functions for what Swift cannot see: macros that call H5open().
#ifndef CHDF5_H
#define CHDF5_H

#include <hdf5.h>

static inline unsigned ch_read_only(void) { return H5F_ACC_RDONLY; }
static inline hid_t ch_default(void) { return H5P_DEFAULT; }
static inline hid_t ch_all(void) { return H5S_ALL; }

static inline hid_t ch_uint8(void) { return H5T_NATIVE_UINT8; }
static inline hid_t ch_int64(void) { return H5T_NATIVE_INT64; }
static inline hid_t ch_double(void) { return H5T_NATIVE_DOUBLE; }

static inline hid_t ch_dataset_access(void) { return H5P_DATASET_ACCESS; }

// Whether a name leads to something in the file itself: links may lead into any other file.
static inline int ch_is_inside(hid_t group, const char *name) {
  H5L_info_t link;
  return H5Lget_info(group, name, &link, H5P_DEFAULT) >= 0 && link.type == H5L_TYPE_HARD;
}

// The library prints its errors to stderr unless it is told not to.
static inline void ch_silence(void) { H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

#endif

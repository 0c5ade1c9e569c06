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

static inline herr_t ch_refuse_link(const char *file, const char *group, const char *target_file,
                                    const char *target, unsigned *flags, hid_t access, void *data) {
  return -1;
}

// A way to open a dataset that follows no link into another file, wherever on the path it comes.
static inline hid_t ch_access_inside(void) {
  hid_t access = H5Pcreate(H5P_DATASET_ACCESS);
  if (access >= 0 && H5Pset_elink_cb(access, ch_refuse_link, NULL) < 0) {
    H5Pclose(access);
    return -1;
  }
  return access;
}

// Whether a name itself is a link into another file.
static inline int ch_is_outside(hid_t group, const char *name) {
  H5L_info_t link;
  return H5Lget_info(group, name, &link, H5P_DEFAULT) >= 0 && link.type == H5L_TYPE_EXTERNAL;
}

// The library prints its errors to stderr unless it is told not to.
static inline void ch_silence(void) { H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

#endif

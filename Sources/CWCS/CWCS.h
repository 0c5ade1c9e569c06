// wcslib as Swift sees it: FITS world coordinates by the standard's papers I, II and IV.

#ifndef AHUNT_CWCS_H
#define AHUNT_CWCS_H

#include <wcslib/wcs.h>
#include <wcslib/wcsfix.h>
#include <wcslib/wcshdr.h>

// Swift imports no array of unknown length, which wcs_errmsg is.
static inline const char *cw_error_text(int status) {
  return status > 0 && status <= 13 ? wcs_errmsg[status] : "unknown error";
}

#endif

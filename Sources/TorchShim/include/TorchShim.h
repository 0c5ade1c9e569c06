// The one function that the library of tensor functions exports; `ct_load` asks for it by name.
#ifndef TORCH_SHIM_H
#define TORCH_SHIM_H

#include "CTorch.h"

#ifdef __cplusplus
extern "C" {
#endif

__attribute__((visibility("default"))) const ct_api *ct_table(void);

#ifdef __cplusplus
}
#endif

#endif

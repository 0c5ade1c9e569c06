// Finds and opens the library of tensor functions.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "CTorch.h"

#ifdef __APPLE__
#define LIBRARY "libTorchShim.dylib"
#else
#define LIBRARY "libTorchShim.so"
#endif

/// The real folder of the running program, also where a link to the program was started.
static int own_folder(char folder[PATH_MAX]) {
#ifdef __APPLE__
  Dl_info info;
  if (dladdr((const void *)own_folder, &info) == 0) return 0;
  if (realpath(info.dli_fname, folder) == NULL) return 0;
#else
  if (realpath("/proc/self/exe", folder) == NULL) return 0;
#endif
  char *end = strrchr(folder, '/');
  if (end == NULL) return 0;
  *end = '\0';
  return 1;
}

/// Whether every function of the table is there.
static int is_complete(const ct_api *table) {
  const char *end = (const char *)(table + 1);
  const char *entry = (const char *)&table->last_error;
  for (; entry < end; entry += sizeof(void (*)(void))) {
    void (*function)(void);
    memcpy(&function, entry, sizeof function);
    if (function == NULL) return 0;
  }
  return 1;
}

const ct_api *ct_load(char *reason, size_t capacity) {
  // Beside the program where it was built, and where `make install` puts it.
  static const char *const places[] = {"", "/../lib/ahunt"};
  char folder[PATH_MAX];
  char path[PATH_MAX + 64] = "";
  int found = 0;
  if (own_folder(folder)) {
    for (size_t i = 0; i < sizeof places / sizeof *places && !found; ++i) {
      snprintf(path, sizeof path, "%s%s/" LIBRARY, folder, places[i]);
      found = access(path, R_OK) == 0;
    }
  }
  if (!found) {
    snprintf(reason, capacity, "there is no " LIBRARY " in %s", folder);
    return NULL;
  }
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    snprintf(reason, capacity, "%s", dlerror());
    return NULL;
  }
  const ct_api *(*function)(void);
  *(void **)&function = dlsym(library, "ct_table");
  const ct_api *table = function == NULL ? NULL : function();
  if (table == NULL || table->table_size != sizeof(ct_api) ||
      table->table_version != CT_API_VERSION || !is_complete(table)) {
    snprintf(reason, capacity, "%s is of another build of ahunt", path);
    return NULL;
  }
  return table;
}

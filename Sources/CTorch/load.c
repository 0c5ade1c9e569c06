// Finds and opens the library of tensor functions.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
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

/// The folder of the file at `path`, links followed; 0 where there is no such file, and errno is
/// set.
static int folder_of(const char *path, char folder[PATH_MAX]) {
  if (realpath(path, folder) == NULL) return 0;
  // A real path begins with a slash.
  *strrchr(folder, '/') = '\0';
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
#ifdef __APPLE__
  Dl_info info;
  if (dladdr((const void *)ct_load, &info) == 0) {
    snprintf(reason, capacity, "the running program's own file can't be found");
    return NULL;
  }
  return ct_load_beside(info.dli_fname, reason, capacity);
#else
  return ct_load_beside("/proc/self/exe", reason, capacity);
#endif
}

const ct_api *ct_load_beside(const char *program, char *reason, size_t capacity) {
  // Beside the program where it was built, and where `make install` puts it.
  static const char *const places[] = {"", "/../lib/ahunt"};
  char folder[PATH_MAX];
  char path[PATH_MAX + 64] = "";
  int found = 0;
  if (!folder_of(program, folder)) {
    // The program was deleted or replaced while it runs, or /proc isn't mounted.
    snprintf(reason, capacity, "the running program's own file can't be found (%s: %s)", program,
             strerror(errno));
    return NULL;
  }
  for (size_t i = 0; i < sizeof places / sizeof *places && !found; ++i) {
    snprintf(path, sizeof path, "%s%s/" LIBRARY, folder, places[i]);
    found = access(path, R_OK) == 0;
  }
  if (!found) {
    snprintf(reason, capacity, "there is no " LIBRARY " in %s", folder[0] ? folder : "/");
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

// Starts another program, by functions of posix_spawn that Swift doesn't see.
#ifndef AHUNT_SPAWN_H
#define AHUNT_SPAWN_H

#include <sys/types.h>

// Starts a program in a process group of its own, with no signal blocked or ignored and no file
// open but its three streams.
//
// `words` are its name, which is looked for in PATH where it has no slash, and its arguments;
// `environment` its variables as name=value; both end with NULL. `folder` is its current folder,
// NULL for the caller's. `streams` are three open descriptors; one below 0 is /dev/null.
//
// Gives 0 and its number in `child`, or an error number.
int cp_spawn(pid_t *child, const char *folder, const int *streams, char *const *words,
             char *const *environment);

#endif

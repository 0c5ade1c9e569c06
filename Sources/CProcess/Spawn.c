#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "Spawn.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>

int cp_spawn(pid_t *child, const char *folder, const int *streams, char *const *words,
             char *const *environment) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int failure = posix_spawn_file_actions_init(&actions);
  if (failure) return failure;
  failure = posix_spawnattr_init(&attributes);
  if (failure) {
    posix_spawn_file_actions_destroy(&actions);
    return failure;
  }

  for (int stream = 0; stream < 3 && !failure; stream++)
    failure = streams[stream] < 0
                  ? posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
                  : posix_spawn_file_actions_adddup2(&actions, streams[stream], stream);
  if (!failure && folder) failure = posix_spawn_file_actions_addchdir_np(&actions, folder);
  short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP;
#ifdef __APPLE__
  flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#else
  if (!failure) failure = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
#endif

  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  if (!failure) failure = posix_spawnattr_setsigmask(&attributes, &none);
  if (!failure) failure = posix_spawnattr_setsigdefault(&attributes, &all);
  if (!failure) failure = posix_spawnattr_setpgroup(&attributes, 0);
  if (!failure) failure = posix_spawnattr_setflags(&attributes, flags);
  if (!failure) failure = posix_spawnp(child, words[0], &actions, &attributes, words, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}

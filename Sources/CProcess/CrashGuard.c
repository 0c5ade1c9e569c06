#include "CrashGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT};
enum { signalCount = sizeof signals / sizeof signals[0], stackSize = 1 << 16, mostFiles = 4096 };

static struct sigaction before[signalCount];
static const char *program;
static char *const *arguments;
static int record;
static atomic_bool isRestarting;

static _Thread_local const char *reading;
static _Thread_local char hasStack;

// A handler needs a stack of its own where the crash is that the thread's has no room left.
static void provideStack(void) {
  if (hasStack) return;
  hasStack = 1;
  stack_t stack;
  if (sigaltstack(NULL, &stack) != 0 || !(stack.ss_flags & SS_DISABLE)) return;
  memset(&stack, 0, sizeof stack);
  stack.ss_sp = malloc(stackSize);
  stack.ss_size = stackSize;
  if (stack.ss_sp) sigaltstack(&stack, NULL);
}

const char *cg_read(const char *name) {
  if (program) provideStack();
  const char *old = reading;
  reading = name;
  return old;
}

static int appended(int signal, const char *name) {
  const char first = (char)signal;
  size_t length = strlen(name) + 1;
  if (write(record, &first, 1) != 1) return 0;
  return write(record, name, length) == (ssize_t)length;
}

static void handle(int signal, siginfo_t *info, void *context) {
  (void)context;
  // What another process sends is no crash.
  int isOwn = info->si_code > 0 || info->si_pid == getpid();
  if (reading && isOwn && !atomic_exchange(&isRestarting, 1) && appended(signal, reading)) {
    sigset_t none;
    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &none, NULL);
    // Libraries open files that the next program would inherit, crash after crash.
    for (int file = 3; file < mostFiles; ++file)
      if (file != record) fcntl(file, F_SETFD, FD_CLOEXEC);
    execve(program, arguments, environ);
  }
  // Another thread may be on its way to execve, which ends this one.
  if (reading && isOwn && atomic_load(&isRestarting)) sleep(5);
  // The instruction is tried again, and then crashes as it would have.
  for (int i = 0; i < signalCount; ++i)
    if (signals[i] == signal) sigaction(signal, &before[i], NULL);
  // What was sent does not come again by itself.
  if (info->si_code <= 0) raise(signal);
}

int cg_watch(const char *path, char *const *words, int file) {
  program = path;
  arguments = words;
  record = file;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = handle;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < signalCount; ++i)
    if (sigaction(signals[i], &action, &before[i]) != 0) return errno;
  return 0;
}

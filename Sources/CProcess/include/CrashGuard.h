// Starts the program anew where a thread crashes while it reads somebody's file.
//
// A handler of signals may do next to nothing: this one appends the name of what its thread read to
// a file and calls execve. The new program, of the same process and with the same arguments, finds
// the name there and leaves it out.
#ifndef AHUNT_CRASHGUARD_H
#define AHUNT_CRASHGUARD_H

// The variable that tells the new program the number of the open file with the crashes so far.
#define CG_VARIABLE "AHUNT_CRASHES"

// Says what the calling thread reads from now on, and gives what it read before; NULL is nothing.
// The text must stay where it is until the next call.
const char *cg_read(const char *name);

// Begins to watch. `program` and `arguments` are kept, and have to end as execve wants them. A
// crash appends a byte with its signal, the name, and a zero byte to the file of descriptor
// `record`.
//
// Gives 0, or an error number.
int cg_watch(const char *program, char *const *arguments, int record);

#endif

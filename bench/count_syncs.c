/* Counts what a process syncs to the disk. Loaded by LD_PRELOAD; `syncs()` gives the number. */
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

static long count;

long syncs(void) { return __atomic_load_n(&count, __ATOMIC_SEQ_CST); }

static int counted(long call, int fd) {
    __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
    return syscall(call, fd);
}
int fsync(int fd) { return counted(SYS_fsync, fd); }
int fdatasync(int fd) { return counted(SYS_fdatasync, fd); }

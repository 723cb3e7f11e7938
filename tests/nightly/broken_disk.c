/* Makes the disk under one folder fail as a file says: "w 28" writes with ENOSPC, "s 5" syncs
   with EIO. Loaded by LD_PRELOAD; FAULTY_DIR is the folder, FAULT_FILE the file. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static int fails(int fd, char how) {
    const char *order = getenv("FAULT_FILE"), *folder = getenv("FAULTY_DIR");
    char name[64], path[4096], words[16] = "";
    if (!order || !folder) return 0;
    int file = syscall(SYS_openat, AT_FDCWD, order, O_RDONLY);
    if (file < 0) return 0;
    ssize_t read_ = syscall(SYS_read, file, words, sizeof words - 1);
    syscall(SYS_close, file);
    if (read_ < 3 || words[0] != how) return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0 || strncmp(path, folder, strlen(folder))) return 0;
    errno = atoi(words + 2);
    return 1;
}

ssize_t write(int fd, const void *data, size_t size) {
    return fails(fd, 'w') ? -1 : syscall(SYS_write, fd, data, size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    return fails(fd, 'w') ? -1 : syscall(SYS_pwrite64, fd, data, size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    return fails(fd, 'w') ? -1 : syscall(SYS_pwrite64, fd, data, size, at);
}
int fsync(int fd) { return fails(fd, 's') ? -1 : syscall(SYS_fsync, fd); }
int fdatasync(int fd) { return fails(fd, 's') ? -1 : syscall(SYS_fdatasync, fd); }

/* SPDX-License-Identifier: MIT
 *
 * Preloaded into the command by tests: makes files vanish, change and turn into something else at
 * an exact moment, and system calls fail, so that what is a race in life is a plain sequence in a
 * test.
 *
 * INTERFERE="name=action,name=action" acts on files by their last component:
 *   when it is opened   vanish  it is removed before     fifo    a FIFO takes its place before
 *                       link    a symbolic link takes its place before
 *                       denied  EACCES                   emfile  EMFILE
 *   when it is read     grow    it gets a byte more      touch   it gets another time
 *                       drop    its last name goes       broken  EIO
 *                       hold    its first read gives a byte to the FIFO named by INTERFERE_MARK
 *                               and waits for one from the FIFO named by INTERFERE_GATE
 *                       stuck   a byte goes to INTERFERE_MARK, and the read never returns
 * INTERFERE_NO_UNNAMED   O_TMPFILE is not supported
 * INTERFERE_NO_LINKS     linkat is not permitted
 * INTERFERE_NO_RENAMES   renameat is not permitted
 * INTERFERE_NO_POLL      poll finds no memory
 * INTERFERE_DIGEST=update, =final   that step of libcrypto's fails
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The action for a name, or "". */
static const char* action_for(const char* name, char* buffer, size_t size) {
    const char* rules = getenv("INTERFERE");
    const size_t length = strlen(name);
    buffer[0] = '\0';
    while (rules && *rules) {
        if (strncmp(rules, name, length) == 0 && rules[length] == '=') {
            snprintf(buffer, size, "%s", rules + length + 1);
            buffer[strcspn(buffer, ",")] = '\0';
            break;
        }
        rules = strchr(rules, ',');
        if (rules) ++rules;
    }
    return buffer;
}

static int is(const char* action, const char* word) {
    return strcmp(action, word) == 0;
}

/* Stores the next definition of a function, behind this one, in a pointer to it. */
static void find_next(const char* name, void* pointer) {
    void* found = dlsym(RTLD_NEXT, name);
    memcpy(pointer, &found, sizeof found);
}

static int open_with_interference(int directory, const char* path, int flags, mode_t mode) {
    char buffer[32];
    const char* slash = strrchr(path, '/');
    const char* action = action_for(slash ? slash + 1 : path, buffer, sizeof buffer);
    if ((flags & O_TMPFILE) == O_TMPFILE && getenv("INTERFERE_NO_UNNAMED")) {
        errno = EOPNOTSUPP;
        return -1;
    }
    if (is(action, "denied") || is(action, "emfile")) {
        errno = is(action, "denied") ? EACCES : EMFILE;
        return -1;
    }
    if (is(action, "vanish") || is(action, "fifo") || is(action, "link")) {
        unlinkat(directory, path, 0);
    }
    if (is(action, "fifo")) mkfifoat(directory, path, 0600);
    if (is(action, "link")) symlinkat("/etc/passwd", directory, path);
    int (*next)(int, const char*, int, ...);
    find_next("openat", &next);
    return next(directory, path, flags, mode);
}

int openat(int directory, const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return open_with_interference(directory, path, flags, mode);
}

int openat64(int directory, const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return open_with_interference(directory, path, flags, mode);
}

/* The test has both FIFOs open already, so neither open waits. */
static void give_mark(void) {
    const int mark = open(getenv("INTERFERE_MARK"), O_WRONLY);
    if (write(mark, "x", 1) != 1) abort();
    close(mark);
}

static void mark_and_stay(void) {
    give_mark();
    for (;;)
        pause();
}

static void mark_and_wait(void) {
    char byte;
    const int gate = open(getenv("INTERFERE_GATE"), O_RDONLY);
    give_mark();
    while (read(gate, &byte, 1) < 0 && errno == EINTR) {
    }
    close(gate);
}

static int read_is_broken(int fd) {
    char link[64];
    char path[4096];
    char buffer[32];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = '\0';
    const char* slash = strrchr(path, '/');
    if (!slash) return 0;
    const char* action = action_for(slash + 1, buffer, sizeof buffer);
    if (is(action, "broken")) return 1;
    if (is(action, "stuck")) mark_and_stay();
    if (is(action, "hold") && lseek(fd, 0, SEEK_CUR) == 0) mark_and_wait();
    if (is(action, "drop")) unlink(path);
    if (is(action, "touch")) {
        const struct timespec times[2] = {{0, UTIME_OMIT}, {1, 0}};
        utimensat(AT_FDCWD, path, times, 0);
    }
    if (is(action, "grow")) {
        const int other = open(path, O_WRONLY | O_APPEND);
        if (write(other, "x", 1) != 1) abort();
        close(other);
    }
    return 0;
}

ssize_t read(int fd, void* target, size_t count) {
    if (getenv("INTERFERE") && read_is_broken(fd)) {
        errno = EIO;
        return -1;
    }
    ssize_t (*next)(int, void*, size_t);
    find_next("read", &next);
    return next(fd, target, count);
}

static int digest_is_broken(const char* step) {
    const char* broken = getenv("INTERFERE_DIGEST");
    return broken && is(broken, step);
}

int EVP_DigestUpdate(void* context, const void* data, size_t count) {
    if (digest_is_broken("update")) return 0;
    int (*next)(void*, const void*, size_t);
    find_next("EVP_DigestUpdate", &next);
    return next(context, data, count);
}

int EVP_DigestFinal_ex(void* context, unsigned char* value, unsigned int* size) {
    if (digest_is_broken("final")) return 0;
    int (*next)(void*, unsigned char*, unsigned int*);
    find_next("EVP_DigestFinal_ex", &next);
    return next(context, value, size);
}

int linkat(int old_directory, const char* old_path, int new_directory, const char* new_path,
           int flags) {
    if (getenv("INTERFERE_NO_LINKS")) {
        errno = EPERM;
        return -1;
    }
    int (*next)(int, const char*, int, const char*, int);
    find_next("linkat", &next);
    return next(old_directory, old_path, new_directory, new_path, flags);
}

int renameat(int old_directory, const char* old_path, int new_directory, const char* new_path) {
    if (getenv("INTERFERE_NO_RENAMES")) {
        errno = EPERM;
        return -1;
    }
    int (*next)(int, const char*, int, const char*);
    find_next("renameat", &next);
    return next(old_directory, old_path, new_directory, new_path);
}

int poll(struct pollfd* descriptors, nfds_t count, int timeout) {
    if (getenv("INTERFERE_NO_POLL")) {
        errno = ENOMEM;
        return -1;
    }
    int (*next)(struct pollfd*, nfds_t, int);
    find_next("poll", &next);
    return next(descriptors, count, timeout);
}

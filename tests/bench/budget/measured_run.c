/* SPDX-License-Identifier: MIT
   The frame around a counted run. */
#include "measured_run.h"

#include <inttypes.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "heap_counter.h"

struct snapshot {
    struct heap_counters heap;
    int64_t resident_bytes;
};

static _Noreturn void* park(void* started) {
    sem_post(started);
    for (;;)
        pause();
}

/* The C and C++ libraries leave out locks and atomics until a second thread exists, which would
   flatter whoever uses them. The thread ends with the process. It has started when this returns, so
   that its start is counted in every run or in none. */
static void park_second_thread(void) {
    static sem_t started;
    pthread_t thread;
    if (sem_init(&started, 0, 0) != 0 || pthread_create(&thread, NULL, park, &started) != 0) {
        fputs("no second thread\n", stderr);
        exit(1);
    }
    sem_wait(&started);
}

static int64_t resident_bytes(void) {
    FILE* file = fopen("/proc/self/statm", "r");
    if (file == NULL) return 0;
    int64_t total = 0;
    int64_t resident = 0;
    const int read = fscanf(file, "%" SCNd64 " %" SCNd64, &total, &resident);
    fclose(file);
    return read == 2 ? resident * sysconf(_SC_PAGESIZE) : 0;
}

/* The file of the resident bytes allocates, so the heap is read last before and first after. */
static struct snapshot snapshot_before(void) {
    struct snapshot taken = {.resident_bytes = resident_bytes()};
    read_heap_counters(&taken.heap);
    return taken;
}

static struct snapshot snapshot_after(void) {
    struct snapshot taken;
    read_heap_counters(&taken.heap);
    taken.resident_bytes = resident_bytes();
    return taken;
}

static void print_difference(const struct snapshot* before, const struct snapshot* after) {
    printf("allocations %" PRIu64 "\n", after->heap.allocations - before->heap.allocations);
    printf("releases %" PRIu64 "\n", after->heap.releases - before->heap.releases);
    printf("live_bytes %" PRId64 "\n", after->heap.live_bytes - before->heap.live_bytes);
    printf("resident_bytes %" PRId64 "\n", after->resident_bytes - before->resident_bytes);
}

static void run_case(const struct measured_case* measured, size_t count) {
    if (measured->warm_up != 0) measured->run(measured->warm_up);
    if (read_heap_counters == NULL) {
        measured->run(count);
        return;
    }
    const struct snapshot before = snapshot_before();
    measured->run(count);
    const struct snapshot after = snapshot_after();
    print_difference(&before, &after);
}

int run_measured(const struct measured_case* cases, size_t case_count, int argc, char** argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: %s CASE COUNT\n", argv[0]);
        return 2;
    }
    park_second_thread();
    for (size_t index = 0; index < case_count; ++index) {
        if (strcmp(cases[index].name, argv[1]) != 0) continue;
        run_case(&cases[index], (size_t)strtoull(argv[2], NULL, 10));
        return 0;
    }
    fprintf(stderr, "%s: no such case: %s\n", argv[0], argv[1]);
    return 2;
}

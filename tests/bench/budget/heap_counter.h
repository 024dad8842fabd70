/* SPDX-License-Identifier: MIT
   What the preloaded heap counter has counted since the process began. */
#ifndef ASYNCOM_BENCH_HEAP_COUNTER_H
#define ASYNCOM_BENCH_HEAP_COUNTER_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct heap_counters {
    uint64_t allocations;
    uint64_t releases;
    int64_t live_bytes;
};

/* Defined by the preloaded library; null in a process that runs without it. */
__attribute__((weak, visibility("default"))) void
read_heap_counters(struct heap_counters* counters);

#ifdef __cplusplus
}
#endif

#endif

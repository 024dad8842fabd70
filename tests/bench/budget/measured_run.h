/* SPDX-License-Identifier: MIT
   The frame around a counted run, shared by the programs that the driver starts: a second
   thread that is parked, a warm-up, and the figures of the heap when the counter is preloaded. */
#ifndef ASYNCOM_BENCH_MEASURED_RUN_H
#define ASYNCOM_BENCH_MEASURED_RUN_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct measured_case {
    const char* name;
    void (*run)(size_t count);
    size_t warm_up; /* lifecycles before the counted ones; 0 where a run leaves its objects alive */
};

/* `program CASE COUNT`: runs that case and prints `key value` lines. The answer is main's. */
int run_measured(const struct measured_case* cases, size_t case_count, int argc, char** argv);

#ifdef __cplusplus
}
#endif

#endif

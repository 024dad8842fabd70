/* SPDX-License-Identifier: MIT
   A scheduler of the client's, for compositions whose own cost is wanted: on one thread, without a
   lock, a clock or a count, so that nothing of what it does is a read-modify-write or a heap call
   of a link. */
#ifndef ASYNCOM_BENCH_CLIENT_SCHEDULER_H
#define ASYNCOM_BENCH_CLIENT_SCHEDULER_H

#include <stddef.h>

#include <asyncom/asyncom.h>

struct client_task {
    AsyncomTaskCallback callback;
    void* context;
};

struct client_scheduler {
    IAsyncScheduler face;
    struct client_task ready; /* one at most: a chain has one link at work */
    struct client_task* timers;
    size_t timer_count;
    size_t timer_limit;
};

/* Takes up to `timers` timers, which never fall due: each is cancelled. */
void open_client_scheduler(struct client_scheduler* scheduler, size_t timers);
/* Runs what is ready, and what becomes ready meanwhile. */
void run_client_tasks(struct client_scheduler* scheduler);
void close_client_scheduler(struct client_scheduler* scheduler);

#endif

/* SPDX-License-Identifier: MIT
   The client's scheduler: a place for one task, and an array of timers in which a token is a place.
 */
#include "client_scheduler.h"

#include <stdlib.h>

#include "client.h"

static const HRESULT dropped = (HRESULT)0x80004004; /* E_ABORT */

static HRESULT ASYNCOM_CALL query_interface(IAsyncScheduler* self, const GUID* iid, void** object) {
    (void)iid;
    *object = self;
    return 0;
}

/* It stands in the frame of the run, which outlives every operation: nothing to count. */
static uint32_t ASYNCOM_CALL count_nothing(IAsyncScheduler* self) {
    (void)self;
    return 1;
}

static HRESULT ASYNCOM_CALL schedule(IAsyncScheduler* self, AsyncomTaskCallback callback,
                                     void* context) {
    struct client_scheduler* scheduler = (struct client_scheduler*)self;
    if (scheduler->ready.callback != NULL) stop("two links of a chain at work");
    scheduler->ready = (struct client_task){callback, context};
    return 0;
}

static HRESULT ASYNCOM_CALL schedule_after(IAsyncScheduler* self, int64_t delay,
                                           AsyncomTaskCallback callback, void* context,
                                           uint64_t* token) {
    (void)delay;
    struct client_scheduler* scheduler = (struct client_scheduler*)self;
    if (scheduler->timer_count == scheduler->timer_limit) stop("too many timers");
    scheduler->timers[scheduler->timer_count] = (struct client_task){callback, context};
    *token = ++scheduler->timer_count;
    return 0;
}

static HRESULT ASYNCOM_CALL cancel_scheduled(IAsyncScheduler* self, uint64_t token) {
    struct client_scheduler* scheduler = (struct client_scheduler*)self;
    const struct client_task cancelled = scheduler->timers[token - 1];
    if (cancelled.callback == NULL) stop("a timer was cancelled twice");
    scheduler->timers[token - 1].callback = NULL;
    cancelled.callback(cancelled.context, dropped);
    return 0;
}

static HRESULT ASYNCOM_CALL get_now(IAsyncScheduler* self, int64_t* ticks) {
    (void)self;
    *ticks = 0;
    return 0;
}

static const IAsyncSchedulerVtbl scheduler_slots = {
    query_interface, count_nothing,    count_nothing, schedule,
    schedule_after,  cancel_scheduled, get_now,
};

void open_client_scheduler(struct client_scheduler* scheduler, size_t timers) {
    *scheduler = (struct client_scheduler){.face = {&scheduler_slots}, .timer_limit = timers};
    scheduler->timers = malloc(timers * sizeof *scheduler->timers);
    if (timers != 0 && scheduler->timers == NULL) stop("malloc");
}

void run_client_tasks(struct client_scheduler* scheduler) {
    while (scheduler->ready.callback != NULL) {
        const struct client_task next = scheduler->ready;
        scheduler->ready.callback = NULL;
        next.callback(next.context, 0);
    }
}

void close_client_scheduler(struct client_scheduler* scheduler) {
    for (size_t index = 0; index < scheduler->timer_count; ++index) {
        if (scheduler->timers[index].callback != NULL) stop("a timer was not cancelled");
    }
    free(scheduler->timers);
}

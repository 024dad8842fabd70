/* SPDX-License-Identifier: MIT
   Case G: links of chains. Each run is one chain of `count` links, so that what stands at its two
   ends drops out of the difference of two runs, and what is left is one link with the whole life of
   its operation. */
#include "client.h"
#include "client_scheduler.h"
#include "lifecycles.h"

/* The work of each continuation. One for all: nothing to count. */
static HRESULT ASYNCOM_CALL query_work(IAsyncWork* self, const GUID* iid, void** object) {
    (void)iid;
    *object = self;
    return 0;
}

static uint32_t ASYNCOM_CALL count_nothing(IAsyncWork* self) {
    (void)self;
    return 1;
}

static HRESULT ASYNCOM_CALL complete_link(IAsyncWork* self, IAsyncProducer* producer,
                                          IUnknown* antecedent) {
    (void)self;
    (void)antecedent;
    return producer->lpVtbl->Complete(producer, NULL);
}

static const IAsyncWorkVtbl work_slots = {query_work, count_nothing, count_nothing, complete_link};
static IAsyncWork work = {&work_slots};

static void complete_and_release(IAsyncProducer* producer) {
    producer->lpVtbl->Complete(producer, NULL);
    producer->lpVtbl->Release(producer);
}

/* At once, or the chain is broken. */
static void require_completed(struct operation* operation) {
    if (AsyncomWait((IUnknown*)operation, 0) != 0) stop("the end did not come through the chain");
    operation->slots->Release(operation);
}

void run_follow_chain(size_t count) {
    IAsyncProducer* producer;
    struct operation* const first = create_operation(type_action, &producer);
    for (size_t index = 0; index < count; ++index) {
        IAsyncProducer* next_producer;
        struct operation* next = create_operation(type_action, &next_producer);
        if (producer->lpVtbl->Follow(producer, (IUnknown*)next) != 0) stop("Follow");
        producer->lpVtbl->Release(producer);
        next->slots->Release(next);
        producer = next_producer;
    }
    complete_and_release(producer);
    require_completed(first);
}

/* Makes the operation after `last` in a chain. */
typedef HRESULT (*add_link)(IUnknown* last, const AsyncomOperationOptions* options, const GUID* iid,
                            void** next);

static HRESULT continue_last(IUnknown* last, const AsyncomOperationOptions* options,
                             const GUID* iid, void** next) {
    return AsyncomThen(last, bench_types[type_action].type, &work, options, iid, next);
}

static HRESULT limit_last(IUnknown* last, const AsyncomOperationOptions* options, const GUID* iid,
                          void** next) {
    const int64_t never = INT64_MAX;
    return AsyncomWithDeadline(last, never, options, iid, next);
}

static void run_chain(size_t count, add_link add) {
    struct client_scheduler scheduler;
    open_client_scheduler(&scheduler, count);
    const AsyncomOperationOptions options = {.size = sizeof options, .scheduler = &scheduler.face};
    IAsyncProducer* producer;
    struct operation* last = create_operation(type_action, &producer);
    for (size_t index = 0; index < count; ++index) {
        void* next;
        if (add((IUnknown*)last, &options, &bench_types[type_action].operation_iid, &next) != 0) {
            stop("a link was refused");
        }
        last->slots->Release(last);
        last = next;
    }
    complete_and_release(producer);
    run_client_tasks(&scheduler);
    require_completed(last);
    close_client_scheduler(&scheduler);
}

void run_then_chain(size_t count) {
    run_chain(count, continue_last);
}

void run_deadline_chain(size_t count) {
    run_chain(count, limit_last);
}

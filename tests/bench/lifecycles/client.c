/* SPDX-License-Identifier: MIT
   The client's completed handler, its free list and the types of the lifecycles. */
#include "client.h"

#include <stdio.h>
#include <stdlib.h>

#include "lifecycles.h"

_Thread_local struct observations observed;
static _Thread_local struct completed_handler* free_handlers;

#define OPERATION_WITH_PROGRESS "pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};f8;"

struct bench_type bench_types[type_count] = {
    [type_double] = {.signature = OPERATION_WITH_PROGRESS "f8)"},
    [type_pair] = {.signature = OPERATION_WITH_PROGRESS "struct(Bench.Pair;u8;f8))"},
    [type_block] = {.signature = OPERATION_WITH_PROGRESS "struct(Bench.Block;u8;u8;u8;f8;f8;f8))"},
    [type_action] = {.signature = "{5a648006-843a-4da9-865b-9d26e5dfad7b}"},
    [type_fraction] = {.signature = "pinterface({1f6db258-e803-48a1-9546-eb7353398884};f8)"},
};

_Noreturn void stop(const char* what) {
    fprintf(stderr, "lifecycle failed: %s\n", what);
    abort();
}

static HRESULT ASYNCOM_CALL query_interface(struct completed_handler* self, const GUID* iid,
                                            void** object) {
    (void)self;
    (void)iid;
    *object = NULL;
    return (HRESULT)0x80004002; /* E_NOINTERFACE: no lifecycle asks a handler for anything. */
}

static uint32_t ASYNCOM_CALL add_reference(struct completed_handler* self) {
    return atomic_fetch_add_explicit(&self->references, 1, memory_order_relaxed) + 1;
}

static void recycle(struct completed_handler* handler) {
    handler->next_free = free_handlers;
    free_handlers = handler;
}

uint32_t ASYNCOM_CALL release_completed_handler(struct completed_handler* handler) {
    if (atomic_load_explicit(&handler->references, memory_order_acquire) == 1) {
        recycle(handler);
        return 0;
    }
    const uint32_t left =
        atomic_fetch_sub_explicit(&handler->references, 1, memory_order_acq_rel) - 1;
    if (left == 0) recycle(handler);
    return left;
}

static HRESULT ASYNCOM_CALL invoke(struct completed_handler* self, struct operation* sender,
                                   int32_t status) {
    (void)self;
    if (status != status_completed) {
        observed.canceled += status == status_canceled;
        return 0;
    }
    double result = 0;
    sender->slots->GetResults(sender, &result);
    observed.completed += 1;
    observed.sum += result;
    return 0;
}

static const struct completed_handler_slots completed_handler_slots = {
    query_interface, add_reference, release_completed_handler, invoke};

struct completed_handler* create_completed_handler(void) {
    struct completed_handler* handler = free_handlers;
    if (handler != NULL) {
        free_handlers = handler->next_free;
    } else {
        handler = malloc(sizeof *handler);
        if (handler == NULL) stop("malloc");
    }
    handler->slots = &completed_handler_slots;
    atomic_init(&handler->references, 1);
    return handler;
}

void prepare_lifecycles(void) {
    for (int index = 0; index < type_count; ++index) {
        struct bench_type* entry = &bench_types[index];
        if (AsyncomGetType(entry->signature, &entry->type) != 0) stop(entry->signature);
        IAsyncType* type = entry->type;
        if (type->lpVtbl->GetIid(type, ASYNCOM_IID_OPERATION, &entry->operation_iid) != 0) {
            stop("IAsyncType::GetIid");
        }
    }
}

/* SPDX-License-Identifier: MIT
   What a plain C client of the binary interface needs to run one lifecycle: the slots of an
   operation with progress, and a completed handler of its own with a reference count. The handler
   comes from a free list of the thread, so that a count of heap calls shows the library alone. */
#ifndef ASYNCOM_BENCH_CLIENT_H
#define ASYNCOM_BENCH_CLIENT_H

#include <stdatomic.h>
#include <stdint.h>

#include <asyncom/asyncom.h>

/* IAsyncOperationWithProgress<Double, P>, slot by slot: one view serves every P. */
struct operation;
struct operation_slots {
    HRESULT(ASYNCOM_CALL* QueryInterface)(struct operation* self, const GUID* iid, void** object);
    uint32_t(ASYNCOM_CALL* AddRef)(struct operation* self);
    uint32_t(ASYNCOM_CALL* Release)(struct operation* self);
    void (*GetIids)(void);
    void (*GetRuntimeClassName)(void);
    void (*GetTrustLevel)(void);
    HRESULT(ASYNCOM_CALL* put_Progress)(struct operation* self, void* handler);
    HRESULT(ASYNCOM_CALL* get_Progress)(struct operation* self, void** handler);
    HRESULT(ASYNCOM_CALL* put_Completed)(struct operation* self, void* handler);
    HRESULT(ASYNCOM_CALL* get_Completed)(struct operation* self, void** handler);
    HRESULT(ASYNCOM_CALL* GetResults)(struct operation* self, double* result);
};
struct operation {
    const struct operation_slots* slots;
};

/* IAsyncInfo, as far as the cancel lifecycle calls it. */
struct information;
struct information_slots {
    HRESULT(ASYNCOM_CALL* QueryInterface)(struct information* self, const GUID* iid, void** object);
    uint32_t(ASYNCOM_CALL* AddRef)(struct information* self);
    uint32_t(ASYNCOM_CALL* Release)(struct information* self);
    void (*GetIids)(void);
    void (*GetRuntimeClassName)(void);
    void (*GetTrustLevel)(void);
    HRESULT(ASYNCOM_CALL* get_Id)(struct information* self, uint32_t* id);
    HRESULT(ASYNCOM_CALL* get_Status)(struct information* self, int32_t* status);
    HRESULT(ASYNCOM_CALL* get_ErrorCode)(struct information* self, HRESULT* error);
    HRESULT(ASYNCOM_CALL* Cancel)(struct information* self);
    HRESULT(ASYNCOM_CALL* Close)(struct information* self);
};
struct information {
    const struct information_slots* slots;
};

enum { status_started = 0, status_completed = 1, status_canceled = 2, status_error = 3 };

/* The client's completed handler. */
struct completed_handler;
struct completed_handler_slots {
    HRESULT(ASYNCOM_CALL* QueryInterface)
    (struct completed_handler* self, const GUID* iid, void** object);
    uint32_t(ASYNCOM_CALL* AddRef)(struct completed_handler* self);
    uint32_t(ASYNCOM_CALL* Release)(struct completed_handler* self);
    HRESULT(ASYNCOM_CALL* Invoke)
    (struct completed_handler* self, struct operation* sender, int32_t status);
};
struct completed_handler {
    const struct completed_handler_slots* slots;
    _Atomic(uint32_t) references;
    struct completed_handler* next_free;
};

/* What the handlers of this thread have seen; a lifecycle compares it with what it asked for. */
struct observations {
    uint64_t completed;
    uint64_t canceled;
    double sum;
};
extern _Thread_local struct observations observed;

/* One type of the table that all lifecycles share. */
struct bench_type {
    const char* signature;
    IAsyncType* type;
    GUID operation_iid;
};
enum { type_double, type_pair, type_block, type_action, type_fraction, type_count };
extern struct bench_type bench_types[type_count];

/* Gives a handler with one reference. */
struct completed_handler* create_completed_handler(void);

/* Drops one reference; the sole owner needs no read-modify-write, because nothing can turn a plain
   pointer to this handler into a reference. */
uint32_t ASYNCOM_CALL release_completed_handler(struct completed_handler* handler);

/* Stops the process with what went wrong: a lifecycle that fails has no cost worth reading. */
_Noreturn void stop(const char* what);

/* Creates an operation of `bench_types[index]` with its producer, or stops. */
static inline struct operation* create_operation(int index, IAsyncProducer** producer) {
    void* operation;
    const HRESULT answer = AsyncomCreateOperation(
        bench_types[index].type, NULL, &bench_types[index].operation_iid, &operation, producer);
    if (answer != 0) stop("AsyncomCreateOperation");
    return (struct operation*)operation;
}

#endif

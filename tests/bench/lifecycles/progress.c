/* SPDX-License-Identifier: MIT
   Case C: progress reports to a handler whose Invoke takes P by value, as a compiler of the client
   passes it: in a register, in two registers of different kinds, or in memory. */
#include "client.h"
#include "lifecycles.h"

struct pair {
    uint64_t done;
    double fraction;
};
struct block {
    uint64_t done[3];
    double fraction[3];
};

/* A progress handler of the client; `Invoke` has the signature that P demands. */
struct progress_handler {
    const struct progress_handler_slots* slots;
    _Atomic(uint32_t) references;
    double sum;
};
struct progress_handler_slots {
    HRESULT(ASYNCOM_CALL* QueryInterface)
    (struct progress_handler* self, const GUID* iid, void** object);
    uint32_t(ASYNCOM_CALL* AddRef)(struct progress_handler* self);
    uint32_t(ASYNCOM_CALL* Release)(struct progress_handler* self);
    void (*Invoke)(void);
};

static HRESULT ASYNCOM_CALL query_interface(struct progress_handler* self, const GUID* iid,
                                            void** object) {
    (void)self;
    (void)iid;
    *object = NULL;
    return (HRESULT)0x80004002; /* E_NOINTERFACE */
}

static uint32_t ASYNCOM_CALL add_reference(struct progress_handler* self) {
    return atomic_fetch_add_explicit(&self->references, 1, memory_order_relaxed) + 1;
}

/* The handler stands in the frame of the run, which outlives the operation: nothing to free. */
static uint32_t ASYNCOM_CALL release_reference(struct progress_handler* self) {
    return atomic_fetch_sub_explicit(&self->references, 1, memory_order_acq_rel) - 1;
}

static HRESULT ASYNCOM_CALL invoke_double(struct progress_handler* self, struct operation* sender,
                                          double value) {
    (void)sender;
    self->sum += value;
    return 0;
}

static HRESULT ASYNCOM_CALL invoke_pair(struct progress_handler* self, struct operation* sender,
                                        struct pair value) {
    (void)sender;
    self->sum += value.fraction;
    return 0;
}

static HRESULT ASYNCOM_CALL invoke_block(struct progress_handler* self, struct operation* sender,
                                         struct block value) {
    (void)sender;
    self->sum += value.fraction[2];
    return 0;
}

typedef void (*any_function)(void);
static const struct progress_handler_slots double_slots = {
    query_interface, add_reference, release_reference, (any_function)invoke_double};
static const struct progress_handler_slots pair_slots = {
    query_interface, add_reference, release_reference, (any_function)invoke_pair};
static const struct progress_handler_slots block_slots = {
    query_interface, add_reference, release_reference, (any_function)invoke_block};

/* One operation whose handler is set, ready for any number of reports. */
struct reporting {
    struct progress_handler handler;
    struct operation* operation;
    IAsyncProducer* producer;
};

static void begin_reporting(struct reporting* run, int type,
                            const struct progress_handler_slots* slots) {
    run->handler.slots = slots;
    atomic_init(&run->handler.references, 1);
    run->handler.sum = 0;
    run->operation = create_operation(type, &run->producer);
    if (run->operation->slots->put_Progress(run->operation, &run->handler) != 0) {
        stop("put_Progress");
    }
}

static void end_reporting(struct reporting* run, size_t count) {
    if (run->handler.sum != (double)count) stop("a progress report was lost");
    const double result = 0;
    run->producer->lpVtbl->Complete(run->producer, &result);
    run->producer->lpVtbl->Release(run->producer);
    run->operation->slots->Release(run->operation);
    if (atomic_load(&run->handler.references) != 1) stop("the progress handler was not released");
}

static void report(IAsyncProducer* producer, const void* value, size_t count) {
    for (size_t index = 0; index < count; ++index) {
        producer->lpVtbl->ReportProgress(producer, value);
    }
}

void run_report_double(size_t count) {
    struct reporting run;
    begin_reporting(&run, type_double, &double_slots);
    const double value = 1;
    report(run.producer, &value, count);
    end_reporting(&run, count);
}

void run_report_pair(size_t count) {
    struct reporting run;
    begin_reporting(&run, type_pair, &pair_slots);
    const struct pair value = {.done = 7, .fraction = 1};
    report(run.producer, &value, count);
    end_reporting(&run, count);
}

void run_report_block(size_t count) {
    struct reporting run;
    begin_reporting(&run, type_block, &block_slots);
    const struct block value = {.done = {1, 2, 3}, .fraction = {4, 5, 1}};
    report(run.producer, &value, count);
    end_reporting(&run, count);
}

/* All but the first and the last come too early: each replaces the one before. */
void run_report_sink(size_t count) {
    struct reporting run;
    begin_reporting(&run, type_double, &double_slots);
    IAsyncProgressSink* sink;
    if (AsyncomCreateProgressSink(run.producer, 1, &sink) != 0) stop("AsyncomCreateProgressSink");
    const double value = 1;
    for (size_t index = 0; index < count; ++index)
        sink->lpVtbl->Report(sink, &value);
    const double result = 0;
    run.producer->lpVtbl->Complete(run.producer, &result);
    if (run.handler.sum < 2) stop("the last progress report was lost");
    run.handler.sum = (double)count;
    sink->lpVtbl->Release(sink);
    end_reporting(&run, count);
}

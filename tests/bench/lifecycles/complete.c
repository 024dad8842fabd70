/* SPDX-License-Identifier: MIT
   Cases A and B: a result reaches a handler, attached before or after the end. */
#include "client.h"
#include "lifecycles.h"

/* Every handler must have run, and must have read the very result of its operation: 0 + 1 + 2 ...
 */
static void verify(struct observations before, size_t count, double expected_sum) {
    if (observed.completed - before.completed != count) stop("a completed handler did not run");
    if (observed.sum - before.sum != expected_sum) stop("a handler read a wrong result");
}

/* Small whole numbers keep the sum exact in a double for any count. */
static double result_of(size_t index) {
    return (double)(index & 7u);
}

static double sum_of(size_t count) {
    double sum = 0;
    for (size_t index = 0; index < (count & 7u); ++index)
        sum += (double)index;
    return sum + (double)(count >> 3) * 28.0;
}

static void complete_and_release(IAsyncProducer* producer, double result) {
    producer->lpVtbl->Complete(producer, &result);
    producer->lpVtbl->Release(producer);
}

void run_complete_put(size_t count) {
    const struct observations before = observed;
    for (size_t index = 0; index < count; ++index) {
        IAsyncProducer* producer;
        struct operation* operation = create_operation(type_double, &producer);
        struct completed_handler* handler = create_completed_handler();
        operation->slots->put_Completed(operation, handler);
        release_completed_handler(handler);
        complete_and_release(producer, result_of(index));
        operation->slots->Release(operation);
    }
    verify(before, count, sum_of(count));
}

void run_complete_attach(size_t count) {
    const struct observations before = observed;
    for (size_t index = 0; index < count; ++index) {
        IAsyncProducer* producer;
        struct operation* operation = create_operation(type_double, &producer);
        AsyncomAttachCompleted((IUnknown*)operation, (IUnknown*)create_completed_handler());
        complete_and_release(producer, result_of(index));
        operation->slots->Release(operation);
    }
    verify(before, count, sum_of(count));
}

static HRESULT ASYNCOM_CALL completed_callback(void* context, IUnknown* sender, int32_t status) {
    struct observations* seen = context;
    struct operation* operation = (struct operation*)sender;
    double result = 0;
    operation->slots->GetResults(operation, &result);
    seen->completed += status == status_completed;
    seen->sum += result;
    return 0;
}

void run_complete_library_handler(size_t count) {
    const struct observations before = observed;
    for (size_t index = 0; index < count; ++index) {
        IAsyncProducer* producer;
        struct operation* operation = create_operation(type_double, &producer);
        void* handler;
        if (AsyncomCreateCompletedHandler(bench_types[type_double].type, completed_callback,
                                          &observed, NULL, &handler) != 0) {
            stop("AsyncomCreateCompletedHandler");
        }
        AsyncomAttachCompleted((IUnknown*)operation, handler);
        complete_and_release(producer, result_of(index));
        operation->slots->Release(operation);
    }
    verify(before, count, sum_of(count));
}

static void run_batch(void) {
    static _Thread_local struct operation* operations[inflight];
    static _Thread_local IAsyncProducer* producers[inflight];
    for (size_t index = 0; index < inflight; ++index) {
        operations[index] = create_operation(type_double, &producers[index]);
        struct completed_handler* handler = create_completed_handler();
        operations[index]->slots->put_Completed(operations[index], handler);
        release_completed_handler(handler);
    }
    for (size_t index = 0; index < inflight; ++index) {
        complete_and_release(producers[index], result_of(index));
        operations[index]->slots->Release(operations[index]);
    }
}

void run_complete_inflight(size_t count) {
    const struct observations before = observed;
    const size_t batches = count / inflight;
    for (size_t batch = 0; batch < batches; ++batch)
        run_batch();
    verify(before, batches * inflight, (double)batches * sum_of(inflight));
}

void run_ended_before_attach(size_t count) {
    const struct observations before = observed;
    for (size_t index = 0; index < count; ++index) {
        IAsyncProducer* producer;
        struct operation* operation = create_operation(type_double, &producer);
        complete_and_release(producer, result_of(index));
        struct completed_handler* handler = create_completed_handler();
        operation->slots->put_Completed(operation, handler);
        release_completed_handler(handler);
        operation->slots->Release(operation);
    }
    verify(before, count, sum_of(count));
}

void run_born_ended(size_t count) {
    const struct observations before = observed;
    const struct bench_type* entry = &bench_types[type_double];
    for (size_t index = 0; index < count; ++index) {
        const double result = result_of(index);
        void* created;
        if (AsyncomCreateCompleted(entry->type, &result, &entry->operation_iid, &created) != 0) {
            stop("AsyncomCreateCompleted");
        }
        struct operation* operation = created;
        struct completed_handler* handler = create_completed_handler();
        operation->slots->put_Completed(operation, handler);
        release_completed_handler(handler);
        operation->slots->Release(operation);
    }
    verify(before, count, sum_of(count));
}

/* SPDX-License-Identifier: MIT
   Case E, stream: one thread creates operations and attaches their handlers, another completes them
   and drops the last references, so that all their memory is freed on the other thread and has to
   find its way back. */
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

#include "client.h"
#include "lifecycles.h"

enum { stream_batch = 2048, most_batches = 2 };

struct streamed {
    struct operation* operation;
    IAsyncProducer* producer;
};

/* Batches go round: filled by one thread, emptied by the other. */
struct stream {
    struct streamed batches[most_batches][stream_batch];
    size_t batch_count;
    size_t count;
    sem_t filled;
    sem_t emptied;
    struct observations seen; /* by the handlers, all on the completing thread */
};

static HRESULT ASYNCOM_CALL completed(void* context, IUnknown* sender, int32_t status) {
    struct observations* seen = context;
    struct operation* operation = (struct operation*)sender;
    double result = 0;
    operation->slots->GetResults(operation, &result);
    seen->completed += status == status_completed;
    seen->sum += result;
    return 0;
}

static void fill(struct stream* stream, struct streamed* batch, size_t count) {
    for (size_t index = 0; index < count; ++index) {
        void* handler;
        batch[index].operation = create_operation(type_double, &batch[index].producer);
        if (AsyncomCreateCompletedHandler(bench_types[type_double].type, completed, &stream->seen,
                                          NULL, &handler) != 0) {
            stop("AsyncomCreateCompletedHandler");
        }
        AsyncomAttachCompleted((IUnknown*)batch[index].operation, handler);
    }
}

static void empty(const struct streamed* batch, size_t count) {
    const double result = 1;
    for (size_t index = 0; index < count; ++index) {
        IAsyncProducer* producer = batch[index].producer;
        producer->lpVtbl->Complete(producer, &result);
        producer->lpVtbl->Release(producer);
        batch[index].operation->slots->Release(batch[index].operation);
    }
}

static size_t size_of_next(const struct stream* stream, size_t done) {
    const size_t left = stream->count - done;
    return left < stream_batch ? left : stream_batch;
}

static void* complete_all(void* context) {
    struct stream* stream = context;
    size_t round = 0;
    for (size_t done = 0; done < stream->count; ++round) {
        const size_t size = size_of_next(stream, done);
        sem_wait(&stream->filled);
        empty(stream->batches[round % stream->batch_count], size);
        sem_post(&stream->emptied);
        done += size;
    }
    return NULL;
}

static void create_all(struct stream* stream) {
    size_t round = 0;
    for (size_t done = 0; done < stream->count; ++round) {
        const size_t size = size_of_next(stream, done);
        sem_wait(&stream->emptied);
        fill(stream, stream->batches[round % stream->batch_count], size);
        sem_post(&stream->filled);
        done += size;
    }
}

static void run_stream_in(size_t batch_count, size_t count) {
    struct stream* stream = calloc(1, sizeof *stream);
    if (stream == NULL) stop("calloc");
    stream->batch_count = batch_count;
    stream->count = count;
    sem_init(&stream->filled, 0, 0);
    sem_init(&stream->emptied, 0, (unsigned)batch_count);
    pthread_t completing;
    if (pthread_create(&completing, NULL, complete_all, stream) != 0) stop("pthread_create");
    create_all(stream);
    pthread_join(completing, NULL);
    if (stream->seen.completed != count) stop("a completed handler did not run");
    if (stream->seen.sum != (double)count) stop("a handler read a wrong result");
    sem_destroy(&stream->filled);
    sem_destroy(&stream->emptied);
    free(stream);
}

void run_stream_in_turn(size_t count) {
    run_stream_in(1, count);
}

void run_stream(size_t count) {
    run_stream_in(most_batches, count);
}

/* SPDX-License-Identifier: MIT
   Case G: inputs of one operation that waits for all of them. Each run is one fan-in of `count`
   inputs, so that what it costs once drops out of the difference of two runs, and what is left is
   one input with the whole life of its operation. */
#include <stdlib.h>

#include "client.h"
#include "lifecycles.h"

struct fan_in_input {
    struct operation* operation;
    IAsyncProducer* producer;
};

/* In the order in which AsyncomWhenAll takes them. */
static IUnknown** list_operations(const struct fan_in_input* inputs, size_t count) {
    IUnknown** operations = calloc(count, sizeof *operations);
    if (operations == NULL) stop("calloc");
    for (size_t index = 0; index < count; ++index)
        operations[index] = (IUnknown*)inputs[index].operation;
    return operations;
}

static struct operation* wait_for_all(const struct fan_in_input* inputs, size_t count) {
    IUnknown** operations = list_operations(inputs, count);
    void* all;
    if (AsyncomWhenAll(operations, (uint32_t)count, NULL, NULL,
                       &bench_types[type_fraction].operation_iid, &all) != 0) {
        stop("AsyncomWhenAll");
    }
    free(operations);
    return all;
}

static void run_fan_in(size_t count, int type) {
    struct fan_in_input* inputs = malloc(count * sizeof *inputs);
    if (inputs == NULL) stop("malloc");
    for (size_t index = 0; index < count; ++index)
        inputs[index].operation = create_operation(type, &inputs[index].producer);
    struct operation* all = wait_for_all(inputs, count);
    for (size_t index = 0; index < count; ++index) {
        IAsyncProducer* producer = inputs[index].producer;
        producer->lpVtbl->Complete(producer, NULL);
        producer->lpVtbl->Release(producer);
        inputs[index].operation->slots->Release(inputs[index].operation);
    }
    if (AsyncomWait((IUnknown*)all, 0) != 0) stop("all have ended, and it has not");
    all->slots->Release(all);
    free(inputs);
}

void run_fan_in_actions(size_t count) {
    run_fan_in(count, type_action);
}

void run_fan_in_fractions(size_t count) {
    run_fan_in(count, type_fraction);
}

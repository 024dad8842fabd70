/* SPDX-License-Identifier: MIT
   Case D: a cancel from the consumer that the producer obeys. */
#include "client.h"
#include "lifecycles.h"

static const GUID information_iid = {
    0x00000036, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};

static void cancel(struct operation* operation) {
    void* queried = NULL;
    operation->slots->QueryInterface(operation, &information_iid, &queried);
    struct information* information = queried;
    information->slots->Cancel(information);
    information->slots->Release(information);
}

static void obey(IAsyncProducer* producer) {
    AsyncomBoolean requested = 0;
    producer->lpVtbl->get_CancelRequested(producer, &requested);
    if (!requested) stop("the producer did not see the cancel");
    producer->lpVtbl->EndCanceled(producer);
    producer->lpVtbl->Release(producer);
}

void run_cancel(size_t count) {
    const uint64_t before = observed.canceled;
    for (size_t index = 0; index < count; ++index) {
        IAsyncProducer* producer;
        struct operation* operation = create_operation(type_double, &producer);
        struct completed_handler* handler = create_completed_handler();
        operation->slots->put_Completed(operation, handler);
        release_completed_handler(handler);
        cancel(operation);
        obey(producer);
        operation->slots->Release(operation);
    }
    if (observed.canceled - before != count) stop("a handler did not see Canceled");
}

/* SPDX-License-Identifier: MIT
   Case F: pending operations that stay alive until the process ends, so that their bytes can be
   counted. Both references of each operation are held by nobody: the bytes are the library's. */
#include "client.h"
#include "lifecycles.h"

static HRESULT ASYNCOM_CALL never_called(void* context, IUnknown* sender, int32_t status) {
    (void)context;
    (void)sender;
    (void)status;
    return 0;
}

void hold_pending(size_t count) {
    for (size_t index = 0; index < count; ++index) {
        IAsyncProducer* producer;
        create_operation(type_double, &producer);
    }
}

void hold_pending_with_handler(size_t count) {
    for (size_t index = 0; index < count; ++index) {
        IAsyncProducer* producer;
        struct operation* operation = create_operation(type_double, &producer);
        void* handler;
        if (AsyncomCreateCompletedHandler(bench_types[type_double].type, never_called, NULL, NULL,
                                          &handler) != 0) {
            stop("AsyncomCreateCompletedHandler");
        }
        if (AsyncomAttachCompleted((IUnknown*)operation, handler) != 0) {
            stop("AsyncomAttachCompleted");
        }
    }
}

// SPDX-License-Identifier: MIT
#include <asyncom/asyncom.h>
#include <poll.h>
#include <stdio.h>

// Work that takes a while on the pool; four of them are served by one loop.
static HRESULT ASYNCOM_CALL work(void* context, IAsyncProducer* producer, IUnknown* unused) {
    return context || unused ? E_UNEXPECTED : producer->lpVtbl->Complete(producer, NULL);
}

int main(void) {
    IAsyncType* type;
    IAsyncWork* body;
    IAsyncCompletionQueue* queue;
    intptr_t handle;
    if (AsyncomGetType("{5a648006-843a-4da9-865b-9d26e5dfad7b}", &type) ||
        AsyncomCreateWork(work, NULL, NULL, &body) || AsyncomCreateCompletionQueue(&queue) ||
        queue->lpVtbl->GetWaitHandle(queue, &handle))
        return 1;
    for (uint64_t key = 1; key <= 4; ++key) {
        IUnknown* operation;
        if (AsyncomRun(type, body, NULL, &IID_IUnknown, (void**)&operation) ||
            queue->lpVtbl->Attach(queue, operation, key))
            return 1;
        operation->lpVtbl->Release(operation); // the queue keeps it
    }
    uint64_t sum = 0;
    for (uint32_t left = 4; left != 0;) {
        struct pollfd waited = {(int)handle, POLLIN, 0}; // among the other descriptors of the loop
        if (poll(&waited, 1, -1) != 1) return 1;
        AsyncomCompletion items[16];
        uint32_t count;
        if (queue->lpVtbl->Dequeue(queue, items, 16, 0, &count) < 0) return 1;
        for (uint32_t i = 0; i < count; ++i) {
            sum += items[i].key;
            items[i].operation->lpVtbl->Release(items[i].operation);
        }
        left -= count;
    }
    printf("4 operations ended, their keys add up to %u\n", (unsigned)sum);
    AsyncomCloseWaitHandle(handle);
    queue->lpVtbl->Release(queue);
    body->lpVtbl->Release(body);
}

// SPDX-License-Identifier: MIT
// A module makes itself ready to be unloaded: nothing new, nothing running, nobody called back.
#include <asyncom/asyncom.h>
#include <stdio.h>

static HRESULT ASYNCOM_CALL stop(void* context, IAsyncProducer* producer) {
    printf("asked to stop%s\n", context ? "?" : "");
    return producer->lpVtbl->EndCanceled(producer);
}

int main(void) {
    const void* here = (const void*)&IID_IAsyncAction; // any address inside of the module
    IAsyncType* type;
    IAsyncProducer* producer;
    IAsyncCancelHandler* handler;
    void *operation, *refused;
    uint32_t left;
    if (AsyncomGetType("{5a648006-843a-4da9-865b-9d26e5dfad7b}", &type) ||
        AsyncomCreateOperation(type, NULL, &IID_IAsyncAction, &operation, &producer) ||
        AsyncomCreateCancelHandler(stop, NULL, NULL, &handler) ||
        producer->lpVtbl->put_CancelHandler(producer, handler))
        return 1;
    handler->lpVtbl->Release(handler);
    if (AsyncomQuiesce(here, 10000, &left)) return 1; // S_FALSE: `left` were too slow
    if (AsyncomCreateCanceled(type, &IID_IAsyncAction, &refused) != ASYNCOM_E_QUIESCED) return 1;
    printf("%u left\n", (unsigned)left);
    if (AsyncomResume(here)) return 1; // it stays after all
    producer->lpVtbl->Release(producer), ((IUnknown*)operation)->lpVtbl->Release(operation);
}

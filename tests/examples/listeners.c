// SPDX-License-Identifier: MIT
// Two parties watch one operation, each as often as it likes, and one of them leaves before the
// end.
#include <asyncom/asyncom.h>
#include <stdio.h>

static HRESULT ASYNCOM_CALL show(void* name, IUnknown* sender, const void* value) {
    printf("%s: %.0f %%\n", (const char*)name, *(const double*)value * 100);
    return sender ? S_OK : E_UNEXPECTED;
}

static HRESULT ASYNCOM_CALL say(void* name, IUnknown* sender, int32_t status) {
    printf("%s: ended with status %d\n", (const char*)name, status);
    return sender ? S_OK : E_UNEXPECTED;
}

static void release(void* object) {
    ((IUnknown*)object)->lpVtbl->Release(object);
}

int main(void) {
    IAsyncType* type;
    IAsyncListeners* listeners; // every operation has this interface
    IAsyncProducer* producer;
    void *log, *bar, *end;
    uint64_t bar_token;
    if (AsyncomGetType("pinterface({1f6db258-e803-48a1-9546-eb7353398884};f8)", &type) ||
        AsyncomCreateOperation(type, NULL, &IID_IAsyncListeners, (void**)&listeners, &producer) ||
        AsyncomCreateProgressHandler(type, show, "log", NULL, &log) ||
        AsyncomCreateProgressHandler(type, show, "bar", NULL, &bar) ||
        AsyncomCreateCompletedHandler(type, say, "log", NULL, &end))
        return 1;
    // The log hears every value, the bar at most 60 a second, and each the first.
    if (listeners->lpVtbl->SubscribeProgress(listeners, log, 0, NULL) ||
        listeners->lpVtbl->SubscribeProgress(listeners, bar, 60, &bar_token) ||
        listeners->lpVtbl->SubscribeCompleted(listeners, end, NULL))
        return 1;
    producer->lpVtbl->ReportProgress(producer, &(double){0.25});
    // From here on the bar neither runs nor will: what it draws on may go.
    if (listeners->lpVtbl->Unsubscribe(listeners, bar_token)) return 1;
    producer->lpVtbl->ReportProgress(producer, &(double){0.75});
    producer->lpVtbl->Complete(producer, NULL);
    release(end), release(bar), release(log), release(producer), release(listeners);
}

// SPDX-License-Identifier: MIT
// Two downloads, one three times as large as the other, make one progress bar; it is drawn at most
// ten times a second, and always at the end.
#include <asyncom/asyncom.h>
#include <stdio.h>

static HRESULT ASYNCOM_CALL draw(void* bar, IUnknown* sender, const void* value) {
    printf("%s: %.0f %%\n", (const char*)bar, *(const double*)value * 100);
    return sender ? S_OK : E_UNEXPECTED;
}

static void release(void* object) {
    ((IUnknown*)object)->lpVtbl->Release(object);
}

int main(void) {
    IAsyncType* type;
    __FIAsyncActionWithProgress_1_double *all, *parts[2];
    IAsyncProducer *producer, *workers[2];
    IAsyncProgressSink* sink;
    void* bar;
    if (AsyncomGetType("pinterface({1f6db258-e803-48a1-9546-eb7353398884};f8)", &type) ||
        AsyncomCreateOperation(type, NULL, &IID___FIAsyncActionWithProgress_1_double, (void**)&all,
                               &producer) ||
        AsyncomCreateProgressHandler(type, draw, "all", NULL, &bar) ||
        all->lpVtbl->put_Progress(all, bar) || AsyncomCreateProgressSink(producer, 10, &sink))
        return 1;
    for (int i = 0; i < 2; ++i)
        if (AsyncomCreateOperation(type, NULL, &IID___FIAsyncActionWithProgress_1_double,
                                   (void**)&parts[i], &workers[i]) ||
            sink->lpVtbl->AddChild(sink, (IUnknown*)parts[i], i == 0 ? 1 : 3))
            return 1;
    workers[0]->lpVtbl->ReportProgress(workers[0], &(double){1.0}); // the first is drawn at once
    for (int i = 0; i < 2; ++i)
        workers[i]->lpVtbl->Complete(workers[i], NULL); // too early: kept
    producer->lpVtbl->Complete(producer, NULL);         // drawn before the end
    release(bar), release(sink), release(producer), release(all);
    for (int i = 0; i < 2; ++i)
        release(workers[i]), release(parts[i]);
}

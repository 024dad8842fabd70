// SPDX-License-Identifier: MIT
// A plain C11 program that starts work on a thread of its own, shows progress, cancels half-way and
// reads why it ended. Its completed handler is an object made by hand; its progress handler is made
// from a function.
#include <asyncom/asyncom.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

typedef __FIAsyncActionWithProgress_1_double counting;
typedef __FIAsyncActionWithProgressCompletedHandler_1_double completed_handler;

static int failures = 0;

static void expect(bool holds, const char* what) {
    if (holds) return;
    ++failures;
    fprintf(stderr, "not so: %s\n", what);
}

// ---- a completed handler made by hand: a table, a count, and what it was told

struct finish {
    completed_handler face; // first, so that a pointer to the object is a pointer to the interface
    atomic_uint references;
    AsyncStatus status;
    int calls;
};

static HRESULT ASYNCOM_CALL finish_query(completed_handler* self, REFIID iid, void** object) {
    if (!object) return E_POINTER;
    *object = NULL;
    static const GUID agile = {
        0x94ea2b94, 0xe9cc, 0x49e0, {0xc0, 0xff, 0xee, 0x64, 0xca, 0x8f, 0x5b, 0x90}};
    const GUID* own = &IID___FIAsyncActionWithProgressCompletedHandler_1_double;
    if (memcmp(iid, &IID_IUnknown, sizeof *iid) != 0 && memcmp(iid, own, sizeof *iid) != 0 &&
        memcmp(iid, &agile, sizeof *iid) != 0)
        return E_NOINTERFACE;
    self->lpVtbl->AddRef(self);
    *object = self;
    return S_OK;
}

static ULONG ASYNCOM_CALL finish_add_ref(completed_handler* self) {
    return atomic_fetch_add(&((struct finish*)self)->references, 1) + 1;
}

static ULONG ASYNCOM_CALL finish_release(completed_handler* self) {
    // The object belongs to main; its count only shows that everybody let go.
    return atomic_fetch_sub(&((struct finish*)self)->references, 1) - 1;
}

static HRESULT ASYNCOM_CALL finish_invoke(completed_handler* self, counting* sender,
                                          AsyncStatus status) {
    struct finish* seen = (struct finish*)self;
    (void)sender;
    seen->status = status;
    ++seen->calls;
    return S_OK;
}

static const __FIAsyncActionWithProgressCompletedHandler_1_doubleVtbl finish_table = {
    finish_query, finish_add_ref, finish_release, finish_invoke};

// ---- the worker: counts to a hundred and looks up whether it still should

static void* count_to_a_hundred(void* argument) {
    IAsyncProducer* producer = argument;
    for (int i = 1; i <= 100; ++i) {
        AsyncomBoolean cancelled = 0;
        producer->lpVtbl->get_CancelRequested(producer, &cancelled);
        if (cancelled) {
            producer->lpVtbl->EndCanceled(producer);
            break;
        }
        const double fraction = i / 100.0;
        producer->lpVtbl->ReportProgress(producer, &fraction);
        if (i == 100) producer->lpVtbl->Complete(producer, NULL);
    }
    producer->lpVtbl->Release(producer);
    return NULL;
}

// ---- the client: shows progress and has enough at one half

struct viewer {
    IAsyncControl* control;
    double last;
    int destroyed;
};

static HRESULT ASYNCOM_CALL show(void* context, IUnknown* sender, const void* value) {
    struct viewer* viewer = context;
    (void)sender;
    viewer->last = *(const double*)value;
    if (viewer->last * 100 == 25 || viewer->last * 100 == 50)
        printf("counted %.0f %%\n", viewer->last * 100);
    if (viewer->last < 0.5) return S_OK;
    return viewer->control->lpVtbl->CancelWithReason(viewer->control, E_ABORT, "half is enough");
}

static void ASYNCOM_CALL viewer_gone(void* context) {
    ++((struct viewer*)context)->destroyed;
}

static void expect_error(const char* what, const char* wanted) {
    char text[200] = "";
    uint32_t needed = 0;
    expect(AsyncomGetErrorText(text, sizeof text, &needed) == S_OK, "the error has a text");
    expect(strcmp(text, wanted) == 0 && needed == strlen(wanted) + 1, wanted);
    printf("%s: %s\n", what, text);
}

static void cancel_half_way(IAsyncType* type) {
    void* made = NULL;
    IAsyncProducer* producer = NULL;
    AsyncomOperationOptions options = {.size = sizeof options, .name = "counting in C"};
    expect(AsyncomCreateOperation(type, &options, &IID___FIAsyncActionWithProgress_1_double, &made,
                                  &producer) == S_OK,
           "the operation is made");
    counting* operation = made;

    struct viewer viewer = {NULL, 0, 0};
    void* handler = NULL;
    operation->lpVtbl->QueryInterface(operation, &IID_IAsyncControl, (void**)&viewer.control);
    AsyncomCreateProgressHandler(type, show, &viewer, viewer_gone, &handler);
    operation->lpVtbl->put_Progress(operation, handler);
    ((IUnknown*)handler)->lpVtbl->Release(handler);

    struct finish finish = {{&finish_table}, 1, Started, 0};
    expect(operation->lpVtbl->put_Completed(operation, &finish.face) == S_OK, "the handler is set");

    pthread_t thread;
    pthread_create(&thread, NULL, count_to_a_hundred, producer);
    expect(AsyncomWait((IUnknown*)operation, ASYNCOM_INFINITE) == S_OK, "the operation ends");
    pthread_join(thread, NULL);

    expect(finish.calls == 1 && finish.status == Canceled, "the handler heard of the cancel, once");
    expect(finish.references == 1, "the handler was let go");
    expect(viewer.last == 0.5 && viewer.destroyed == 1, "progress stopped half-way");
    expect(operation->lpVtbl->GetResults(operation) == (HRESULT)0x800704C7, "it was cancelled");
    expect_error("cancelled", "half is enough");
    viewer.control->lpVtbl->Release(viewer.control);
    expect(operation->lpVtbl->Release(operation) == 0, "nobody else holds the operation");
}

static void read_a_failure(IAsyncType* type) {
    void* made = NULL;
    expect(AsyncomCreateFailed(type, E_ACCESSDENIED, "nobody may count here",
                               &IID___FIAsyncActionWithProgress_1_double, &made) == S_OK,
           "the failed operation is made");
    counting* operation = made;
    struct finish finish = {{&finish_table}, 1, Started, 0};
    operation->lpVtbl->put_Completed(operation, &finish.face);
    expect(finish.calls == 1 && finish.status == Error, "the handler heard of the failure at once");
    expect(operation->lpVtbl->GetResults(operation) == E_ACCESSDENIED, "the failure is given");
    expect_error("failed", "nobody may count here");
    operation->lpVtbl->Release(operation);
}

int main(void) {
    IAsyncType* type = NULL;
    expect(AsyncomGetType("pinterface({1f6db258-e803-48a1-9546-eb7353398884};f8)", &type) == S_OK,
           "the type is known");
    if (!type) return 1;
    cancel_half_way(type);
    read_a_failure(type);
    return failures != 0;
}

// SPDX-License-Identifier: MIT
// A component of somebody else hands out an IAsyncAction of its own making. Adopted, it has all
// that operations of this library have: here a wait without polling, and a native handle.
#include <asyncom/asyncom.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

// ---- the other component: as little as an action can be

typedef struct {
    const IAsyncActionVtbl* action;
    const IAsyncInfoVtbl* info;
    IAsyncActionCompletedHandler* handler;
    AsyncStatus status;
} Foreign;

static Foreign* of_info(IAsyncInfo* info) {
    return (Foreign*)((char*)info - offsetof(Foreign, info));
}
static HRESULT query(Foreign* self, REFIID iid, void** object) {
    *object =
        !memcmp(iid, &IID_IAsyncInfo, sizeof *iid) ? &self->info
        : !memcmp(iid, &IID_IAsyncAction, sizeof *iid) || !memcmp(iid, &IID_IUnknown, sizeof *iid)
            ? (void*)self
            : NULL;
    return *object ? S_OK : E_NOINTERFACE;
}
static HRESULT ASYNCOM_CALL query_action(IAsyncAction* self, REFIID iid, void** object) {
    return query((Foreign*)self, iid, object);
}
static HRESULT ASYNCOM_CALL query_info(IAsyncInfo* self, REFIID iid, void** object) {
    return query(of_info(self), iid, object);
}
// It lives as long as the program: no counting.
static ULONG ASYNCOM_CALL count_action(IAsyncAction* self) {
    return self ? 1 : 0;
}
static ULONG ASYNCOM_CALL count_info(IAsyncInfo* self) {
    return self ? 1 : 0;
}

static HRESULT ASYNCOM_CALL put_completed(IAsyncAction* self,
                                          IAsyncActionCompletedHandler* handler) {
    if (handler) handler->lpVtbl->AddRef(handler);
    ((Foreign*)self)->handler = handler;
    return S_OK;
}
static HRESULT ASYNCOM_CALL get_results(IAsyncAction* self) {
    return self ? S_OK : E_POINTER;
}

static HRESULT ASYNCOM_CALL get_status(IAsyncInfo* self, AsyncStatus* status) {
    *status = of_info(self)->status;
    return S_OK;
}
static HRESULT ASYNCOM_CALL nothing(IAsyncInfo* self) {
    return self ? S_OK : E_POINTER;
}

static const IAsyncActionVtbl action_slots = {.QueryInterface = query_action,
                                              .AddRef = count_action,
                                              .Release = count_action,
                                              .put_Completed = put_completed,
                                              .GetResults = get_results};
static const IAsyncInfoVtbl info_slots = {.QueryInterface = query_info,
                                          .AddRef = count_info,
                                          .Release = count_info,
                                          .get_Status = get_status,
                                          .Cancel = nothing,
                                          .Close = nothing};

static void finish(Foreign* self) {
    IAsyncActionCompletedHandler* handler = self->handler;
    self->handler = NULL;
    self->status = Completed;
    handler->lpVtbl->Invoke(handler, (IAsyncAction*)self, Completed);
    handler->lpVtbl->Release(handler);
}

// ---- its client

int main(void) {
    Foreign foreign = {&action_slots, &info_slots, NULL, Started};
    IAsyncType* type;
    IAsyncAction* ours;
    intptr_t handle;
    if (AsyncomGetType("{5a648006-843a-4da9-865b-9d26e5dfad7b}", &type) ||
        AsyncomAdopt((IUnknown*)&foreign, type, NULL, &IID_IAsyncAction, (void**)&ours) ||
        AsyncomGetWaitHandle((IUnknown*)ours, &handle))
        return 1;
    printf("ended: %s\n", AsyncomWait((IUnknown*)ours, 0) == S_OK ? "yes" : "not yet");
    finish(&foreign);
    printf("ended: %s\n", AsyncomWait((IUnknown*)ours, 0) == S_OK ? "yes" : "not yet");
    AsyncomCloseWaitHandle(handle);
    return ours->lpVtbl->GetResults(ours) != S_OK || ours->lpVtbl->Release(ours) != 0;
}

/* SPDX-License-Identifier: MIT
 *
 * A client that knows mingw-w64's own wsdclient.h and nothing of ours calls an object of our
 * IWSDAsyncResult, and gives it a callback that it has made itself.
 */
#include "wsd_recorder.h"

/* mingw-w64's wsdapi.h wants these before it, and has no constants of its own in any library. */
#include <winsock2.h>

#include <initguid.h>
#include <stdio.h>
#include <ws2tcpip.h>
#include <wsdapi.h>

static int faults;

static void expect(int holds, const char* what) {
    if (holds) return;
    printf("not so: %s\n", what);
    ++faults;
}
#define EXPECT(condition) expect((condition), #condition)
#define EXPECT_GIVEN(answer, slot, first, second)                                                  \
    expect((answer) == (slot) && wsd_given[0] == (first) && wsd_given[1] == (second), #answer)

static IWSDAsyncResult* told_result;
static IUnknown* told_state;

static HRESULT STDMETHODCALLTYPE query(IWSDAsyncCallback* callback, REFIID iid, void** object) {
    (void)callback, (void)iid;
    *object = NULL;
    return E_NOINTERFACE;
}
static ULONG STDMETHODCALLTYPE count(IWSDAsyncCallback* callback) {
    (void)callback;
    return 1;
}
static HRESULT STDMETHODCALLTYPE be_told(IWSDAsyncCallback* callback, IWSDAsyncResult* result,
                                         IUnknown* state) {
    (void)callback;
    told_result = result;
    told_state = state;
    return 3;
}
static IWSDAsyncCallbackVtbl callback_slots = {&query, &count, &count, &be_told};

int main(void) {
    IWSDAsyncResult* const object = wsd_recorder();
    const IWSDAsyncResultVtbl* const slots = object->lpVtbl;
    IWSDAsyncCallback callback = {&callback_slots};
    IUnknown* state = (IUnknown*)&state;
    WSD_EVENT event;
    IWSDEndpointProxy* endpoint = NULL;
    void* found = NULL;
    const HANDLE handle = (HANDLE)&faults;

    EXPECT_GIVEN(slots->QueryInterface(object, &IID_IWSDAsyncResult, &found), 0,
                 (const void*)&IID_IWSDAsyncResult, (const void*)&found);
    EXPECT(slots->AddRef(object) == 1);
    EXPECT(slots->Release(object) == 2);
    EXPECT_GIVEN(slots->SetCallback(object, &callback, state), 3, (const void*)&callback,
                 (const void*)state);
    EXPECT(told_result == object && told_state == state);
    EXPECT_GIVEN(slots->SetWaitHandle(object, handle), 4, (const void*)handle, NULL);
    EXPECT(slots->HasCompleted(object) == 5);
    EXPECT_GIVEN(slots->GetAsyncState(object, &state), 6, (const void*)&state, NULL);
    EXPECT(slots->Abort(object) == 7);
    EXPECT_GIVEN(slots->GetEvent(object, &event), 8, (const void*)&event, NULL);
    EXPECT_GIVEN(slots->GetEndpointProxy(object, &endpoint), 9, (const void*)&endpoint, NULL);
    puts(faults == 0 ? "every method reached its slot" : "some methods are elsewhere");
    return faults != 0;
}

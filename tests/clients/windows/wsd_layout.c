// SPDX-License-Identifier: MIT
// Our IWSDAsyncResult and IWSDAsyncCallback against those of mingw-w64: slot by slot, while this
// file is compiled; the identifiers when it runs. Both headers use the same names, so ours get
// others.
#define IWSDAsyncResult ours_IWSDAsyncResult
#define IWSDAsyncResultVtbl ours_IWSDAsyncResultVtbl
#define IWSDAsyncCallback ours_IWSDAsyncCallback
#define IWSDAsyncCallbackVtbl ours_IWSDAsyncCallbackVtbl
#define IWSDEndpointProxy ours_IWSDEndpointProxy
#define IID_IWSDAsyncResult ours_IID_IWSDAsyncResult
#define IID_IWSDAsyncCallback ours_IID_IWSDAsyncCallback
#define _WSD_EVENT ours_WSD_EVENT_tag
#define WSD_EVENT ours_WSD_EVENT
#include <asyncom/generated/wsdasync.h>
#undef IWSDAsyncResult
#undef IWSDAsyncResultVtbl
#undef IWSDAsyncCallback
#undef IWSDAsyncCallbackVtbl
#undef IWSDEndpointProxy
#undef IID_IWSDAsyncResult
#undef IID_IWSDAsyncCallback
#undef _WSD_EVENT
#undef WSD_EVENT
#undef __IWSDAsyncResult_FWD_DEFINED__
#undef __IWSDAsyncCallback_FWD_DEFINED__
#undef __IWSDEndpointProxy_FWD_DEFINED__
#undef __IWSDAsyncResult_INTERFACE_DEFINED__
#undef __IWSDAsyncCallback_INTERFACE_DEFINED__

// mingw-w64's wsdapi.h wants these before it, and has no constants of its own in any library.
#include <winsock2.h>

#include <initguid.h>
#include <stddef.h>
#include <stdio.h>
#include <ws2tcpip.h>
#include <wsdapi.h>

#define SAME_SLOT(name, method)                                                                    \
    _Static_assert(offsetof(ours_##name##Vtbl, method) == offsetof(name##Vtbl, method),            \
                   #name "::" #method " stands in another slot")
#define SAME_TABLE(name)                                                                           \
    SAME_SLOT(name, QueryInterface);                                                               \
    SAME_SLOT(name, AddRef);                                                                       \
    SAME_SLOT(name, Release);                                                                      \
    _Static_assert(sizeof(ours_##name##Vtbl) == sizeof(name##Vtbl), #name " has other slots");     \
    _Static_assert(sizeof(ours_##name) == sizeof(name), #name " is more than a pointer")

SAME_TABLE(IWSDAsyncResult);
SAME_SLOT(IWSDAsyncResult, SetCallback);
SAME_SLOT(IWSDAsyncResult, SetWaitHandle);
SAME_SLOT(IWSDAsyncResult, HasCompleted);
SAME_SLOT(IWSDAsyncResult, GetAsyncState);
SAME_SLOT(IWSDAsyncResult, Abort);
SAME_SLOT(IWSDAsyncResult, GetEvent);
SAME_SLOT(IWSDAsyncResult, GetEndpointProxy);
SAME_TABLE(IWSDAsyncCallback);
SAME_SLOT(IWSDAsyncCallback, AsyncOperationComplete);

int main(void) {
    const int same = IsEqualGUID(&ours_IID_IWSDAsyncResult, &IID_IWSDAsyncResult) &&
                     IsEqualGUID(&ours_IID_IWSDAsyncCallback, &IID_IWSDAsyncCallback);
    puts(same ? "the same interfaces" : "the identifiers differ");
    return !same;
}

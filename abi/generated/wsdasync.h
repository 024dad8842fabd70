/* SPDX-License-Identifier: MIT
 *
 * The asynchronous result of Web Services on Devices. Declared here because it is one of the two
 * faces of asynchronous work; the objects that answer it are made by libasyncom_wsd.
 *
 * Made from idl/wsdasync.idl by idl/generate.py; change it there.
 */
#ifndef ASYNCOM_GENERATED_WSDASYNC_H
#define ASYNCOM_GENERATED_WSDASYNC_H

#include "unknwn.h"

#ifndef __IWSDAsyncCallback_FWD_DEFINED__
#define __IWSDAsyncCallback_FWD_DEFINED__
typedef struct IWSDAsyncCallback IWSDAsyncCallback;
#endif

#ifndef __IWSDAsyncResult_FWD_DEFINED__
#define __IWSDAsyncResult_FWD_DEFINED__
typedef struct IWSDAsyncResult IWSDAsyncResult;
#endif

#ifndef __IWSDEndpointProxy_FWD_DEFINED__
#define __IWSDEndpointProxy_FWD_DEFINED__
typedef struct IWSDEndpointProxy IWSDEndpointProxy;
#endif

/// What a finished exchange left behind; defined with the WSD functions.
typedef struct _WSD_EVENT WSD_EVENT;

#ifndef __IWSDAsyncCallback_INTERFACE_DEFINED__
#define __IWSDAsyncCallback_INTERFACE_DEFINED__
/* {a63e109d-ce72-49e2-ba98-e845f5ee1666} */
ASYNCOM_CONSTANT GUID IID_IWSDAsyncCallback = {
    0xa63e109d, 0xce72, 0x49e2, {0xba, 0x98, 0xe8, 0x45, 0xf5, 0xee, 0x16, 0x66}};

/// Is told when a result is there. Implemented by the client.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("a63e109d-ce72-49e2-ba98-e845f5ee1666")
IWSDAsyncCallback : public IUnknown {
    /// Called once, on a dispatcher thread, never on the one that does input and output and never
    /// inside SetCallback. `result` and `state` are borrowed. What it returns is ignored.
    virtual HRESULT ASYNCOM_CALL AsyncOperationComplete(IWSDAsyncResult* result,
        IUnknown* state) = 0;
};
#else
typedef struct IWSDAsyncCallbackVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IWSDAsyncCallback* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IWSDAsyncCallback* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IWSDAsyncCallback* This);
    /* its own */

    /// Called once, on a dispatcher thread, never on the one that does input and output and never
    /// inside SetCallback. `result` and `state` are borrowed. What it returns is ignored.
    HRESULT (ASYNCOM_CALL* AsyncOperationComplete)(IWSDAsyncCallback* This, IWSDAsyncResult* result,
        IUnknown* state);
} IWSDAsyncCallbackVtbl;
struct IWSDAsyncCallback {
    const IWSDAsyncCallbackVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IWSDAsyncResult_INTERFACE_DEFINED__
#define __IWSDAsyncResult_INTERFACE_DEFINED__
/* {11a9852a-8dd8-423e-b537-9356db4fbfb8} */
ASYNCOM_CONSTANT GUID IID_IWSDAsyncResult = {
    0x11a9852a, 0x8dd8, 0x423e, {0xb5, 0x37, 0x93, 0x56, 0xdb, 0x4f, 0xbf, 0xb8}};

/// One asynchronous exchange with a device. Any thread. What ended badly has ended too: a fault, a
/// failed transmission and a timeout are all completions, told apart by GetEvent.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("11a9852a-8dd8-423e-b537-9356db4fbfb8")
IWSDAsyncResult : public IUnknown {
    /// Sets who is told of the end and what is handed along; both are kept, and replace what was
    /// set before. Delivered also if the exchange has ended already, but once in all.
    ///
    /// Returns S_OK; E_INVALIDARG if `callback` is null.
    virtual HRESULT ASYNCOM_CALL SetCallback(IWSDAsyncCallback* callback, IUnknown* state) = 0;

    /// Sets a handle that is signalled once, after the event can be read. On POSIX systems it is
    /// a descriptor in a HANDLE: an eventfd, or the write end of a pipe or socket. It is
    /// duplicated here and gets eight bytes, the number 1, without blocking.
    ///
    /// Returns S_OK; E_INVALIDARG for null and -1; E_FAIL if the handle cannot be used.
    virtual HRESULT ASYNCOM_CALL SetWaitHandle(HANDLE handle) = 0;

    /// Returns S_OK if the exchange has ended, in whatever way; S_FALSE if not.
    virtual HRESULT ASYNCOM_CALL HasCompleted() = 0;

    /// Hands over the state that was set, which may be null. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetAsyncState(IUnknown** state) = 0;

    /// Ends the exchange, and waits for a callback of it that is running; called inside that
    /// callback it does not wait. No effect on an exchange that has ended. Returns S_OK.
    virtual HRESULT ASYNCOM_CALL Abort() = 0;

    /// Fills `event` with what came of the exchange; all it points to is borrowed from the result.
    ///
    /// Returns S_OK; E_FAIL while the exchange runs, with `event` untouched; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetEvent(WSD_EVENT* event) = 0;

    /// Hands over the proxy that the exchange was started on. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetEndpointProxy(IWSDEndpointProxy** endpoint) = 0;
};
#else
typedef struct IWSDAsyncResultVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IWSDAsyncResult* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IWSDAsyncResult* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IWSDAsyncResult* This);
    /* its own */

    /// Sets who is told of the end and what is handed along; both are kept, and replace what was
    /// set before. Delivered also if the exchange has ended already, but once in all.
    ///
    /// Returns S_OK; E_INVALIDARG if `callback` is null.
    HRESULT (ASYNCOM_CALL* SetCallback)(IWSDAsyncResult* This, IWSDAsyncCallback* callback,
        IUnknown* state);

    /// Sets a handle that is signalled once, after the event can be read. On POSIX systems it is
    /// a descriptor in a HANDLE: an eventfd, or the write end of a pipe or socket. It is
    /// duplicated here and gets eight bytes, the number 1, without blocking.
    ///
    /// Returns S_OK; E_INVALIDARG for null and -1; E_FAIL if the handle cannot be used.
    HRESULT (ASYNCOM_CALL* SetWaitHandle)(IWSDAsyncResult* This, HANDLE handle);

    /// Returns S_OK if the exchange has ended, in whatever way; S_FALSE if not.
    HRESULT (ASYNCOM_CALL* HasCompleted)(IWSDAsyncResult* This);

    /// Hands over the state that was set, which may be null. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetAsyncState)(IWSDAsyncResult* This, IUnknown** state);

    /// Ends the exchange, and waits for a callback of it that is running; called inside that
    /// callback it does not wait. No effect on an exchange that has ended. Returns S_OK.
    HRESULT (ASYNCOM_CALL* Abort)(IWSDAsyncResult* This);

    /// Fills `event` with what came of the exchange; all it points to is borrowed from the result.
    ///
    /// Returns S_OK; E_FAIL while the exchange runs, with `event` untouched; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetEvent)(IWSDAsyncResult* This, WSD_EVENT* event);

    /// Hands over the proxy that the exchange was started on. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetEndpointProxy)(IWSDAsyncResult* This, IWSDEndpointProxy** endpoint);
} IWSDAsyncResultVtbl;
struct IWSDAsyncResult {
    const IWSDAsyncResultVtbl* lpVtbl;
};
#endif
#endif

#endif

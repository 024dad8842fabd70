/* SPDX-License-Identifier: MIT
 *
 * What all asynchronous work has in common: an identity, a status, a reason, and the ways to ask it
 * to stop and to close it.
 *
 * Made from idl/asyncinfo.idl by idl/generate.py; change it there.
 */
#ifndef ASYNCOM_GENERATED_ASYNCINFO_H
#define ASYNCOM_GENERATED_ASYNCINFO_H

#include "inspectable.h"

#ifndef __IAsyncInfo_FWD_DEFINED__
#define __IAsyncInfo_FWD_DEFINED__
typedef struct IAsyncInfo IAsyncInfo;
#endif

#ifndef __asyncinfo_h__
#define __asyncinfo_h__
/// Where a piece of work stands. Started is the only value that is not final. Where work can end
/// in several ways at once, the first to be accepted wins and no later one changes it.
#if defined(__cplusplus)
namespace ABI { namespace Windows { namespace Foundation {
enum class ASYNCOM_VISIBLE AsyncStatus : int32_t {
    /// It runs, and nobody has asked it to stop.
    Started = 0,
    /// It ended well.
    Completed = 1,
    /// It was asked to stop, or ended as canceled by itself. After a request this is shown at
    /// once, although the body may still run for a while.
    Canceled = 2,
    /// It failed.
    Error = 3
};
}}}
using ABI::Windows::Foundation::AsyncStatus;
#else
typedef int32_t AsyncStatus;
enum {
    /// It runs, and nobody has asked it to stop.
    Started = 0,
    /// It ended well.
    Completed = 1,
    /// It was asked to stop, or ended as canceled by itself. After a request this is shown at
    /// once, although the body may still run for a while.
    Canceled = 2,
    /// It failed.
    Error = 3
};
#endif
#endif

#ifndef __IAsyncInfo_INTERFACE_DEFINED__
#define __IAsyncInfo_INTERFACE_DEFINED__
/* {00000036-0000-0000-c000-000000000046} */
ASYNCOM_CONSTANT GUID IID_IAsyncInfo = {
    0x00000036, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};

/// What every operation answers beside the interface of its family: QueryInterface leads from
/// either to the other. Any thread; no method blocks.
///
/// The methods of the families are not in this interface, and its methods are not in theirs.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("00000036-0000-0000-c000-000000000046")
IAsyncInfo : public IInspectable {
    /// Gives a number that is never 0 and that no two operations share while both live. A later
    /// operation may have it again; AsyncomOperationInfo::serial never recurs.
    ///
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close, with the number written all the same;
    /// E_POINTER.
    virtual HRESULT ASYNCOM_CALL get_Id(uint32_t* id) = 0;

    /// Gives where the work stands. It never goes back, and once a Completed handler has been
    /// invoked it never changes.
    ///
    /// Canceled is shown from an accepted request on and is final: a success or failure that the
    /// body reaches later does not change it. IAsyncControl::get_Ended tells when the body has
    /// ended too.
    ///
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close, with 4 written as Windows does;
    /// E_POINTER. In a process forked while the work ran: Error.
    virtual HRESULT ASYNCOM_CALL get_Status(AsyncStatus* status) = 0;

    /// Gives the reason of the end as a value: S_OK while running and after success, the failure
    /// after Error, 0x800704C7 after Canceled.
    ///
    /// Where the value is a failure its error information is put into the calling thread's slot;
    /// else the slot is not touched. Some implementations on Windows give S_OK after Canceled;
    /// this one does not, because a client that looks at nothing else would take it for success.
    ///
    /// Returns S_OK, whatever the value is; E_ILLEGAL_METHOD_CALL after Close, with that code
    /// written as Windows does; E_POINTER.
    virtual HRESULT ASYNCOM_CALL get_ErrorCode(HRESULT* error) = 0;

    /// Asks the work to stop. The request is accepted if the work runs and nobody asked before;
    /// then the status is Canceled when this returns, the producer's cancel handler has been
    /// invoked on this thread, and the request has gone to the operation's children.
    ///
    /// The Completed handler is not invoked by the request but when the body has ended. Nothing
    /// waits for that. Legal in every state and inside every handler, after Close too.
    ///
    /// Returns S_OK always.
    virtual HRESULT ASYNCOM_CALL Cancel() = 0;

    /// Says that the caller is done with the operation. From then on every member of this
    /// interface and of the family answers E_ILLEGAL_METHOD_CALL, but Cancel, Close and IUnknown.
    /// It closes; it frees nothing: the result goes with the last reference. Nobody needs to
    /// call it.
    ///
    /// Returns S_OK, also the second time; E_ILLEGAL_STATE_CHANGE while the body runs, whether a
    /// cancel has been requested or not.
    virtual HRESULT ASYNCOM_CALL Close() = 0;
};
#else
typedef struct IAsyncInfoVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IAsyncInfo* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IAsyncInfo* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IAsyncInfo* This);
    /* IInspectable */
    HRESULT (ASYNCOM_CALL* GetIids)(IAsyncInfo* This, ASYNCOM_ULONG* count, IID** iids);
    HRESULT (ASYNCOM_CALL* GetRuntimeClassName)(IAsyncInfo* This, HSTRING* name);
    HRESULT (ASYNCOM_CALL* GetTrustLevel)(IAsyncInfo* This, TrustLevel* level);
    /* its own */

    /// Gives a number that is never 0 and that no two operations share while both live. A later
    /// operation may have it again; AsyncomOperationInfo::serial never recurs.
    ///
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close, with the number written all the same;
    /// E_POINTER.
    HRESULT (ASYNCOM_CALL* get_Id)(IAsyncInfo* This, uint32_t* id);

    /// Gives where the work stands. It never goes back, and once a Completed handler has been
    /// invoked it never changes.
    ///
    /// Canceled is shown from an accepted request on and is final: a success or failure that the
    /// body reaches later does not change it. IAsyncControl::get_Ended tells when the body has
    /// ended too.
    ///
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close, with 4 written as Windows does;
    /// E_POINTER. In a process forked while the work ran: Error.
    HRESULT (ASYNCOM_CALL* get_Status)(IAsyncInfo* This, AsyncStatus* status);

    /// Gives the reason of the end as a value: S_OK while running and after success, the failure
    /// after Error, 0x800704C7 after Canceled.
    ///
    /// Where the value is a failure its error information is put into the calling thread's slot;
    /// else the slot is not touched. Some implementations on Windows give S_OK after Canceled;
    /// this one does not, because a client that looks at nothing else would take it for success.
    ///
    /// Returns S_OK, whatever the value is; E_ILLEGAL_METHOD_CALL after Close, with that code
    /// written as Windows does; E_POINTER.
    HRESULT (ASYNCOM_CALL* get_ErrorCode)(IAsyncInfo* This, HRESULT* error);

    /// Asks the work to stop. The request is accepted if the work runs and nobody asked before;
    /// then the status is Canceled when this returns, the producer's cancel handler has been
    /// invoked on this thread, and the request has gone to the operation's children.
    ///
    /// The Completed handler is not invoked by the request but when the body has ended. Nothing
    /// waits for that. Legal in every state and inside every handler, after Close too.
    ///
    /// Returns S_OK always.
    HRESULT (ASYNCOM_CALL* Cancel)(IAsyncInfo* This);

    /// Says that the caller is done with the operation. From then on every member of this
    /// interface and of the family answers E_ILLEGAL_METHOD_CALL, but Cancel, Close and IUnknown.
    /// It closes; it frees nothing: the result goes with the last reference. Nobody needs to
    /// call it.
    ///
    /// Returns S_OK, also the second time; E_ILLEGAL_STATE_CHANGE while the body runs, whether a
    /// cancel has been requested or not.
    HRESULT (ASYNCOM_CALL* Close)(IAsyncInfo* This);
} IAsyncInfoVtbl;
struct IAsyncInfo {
    const IAsyncInfoVtbl* lpVtbl;
};
#endif
#endif

#endif

/* SPDX-License-Identifier: MIT
 *
 * What this library adds to Windows' interfaces: the producer's side of an operation, types at run
 * time, control over an operation that goes beyond IAsyncInfo, schedulers, and what is built on
 * them.
 *
 * For all interfaces below, unless a method says otherwise: any thread may call; no initialisation
 * is needed; every out-parameter is cleared first; a null pointer where none is allowed answers
 * E_POINTER, checked before anything else; anything else wrong with an argument answers
 * E_INVALIDARG; a failure changes nothing and leaves error information in the calling thread's
 * slot. abi/contract.md holds what is common to all of them.
 *
 * Made from idl/asyncom.idl by idl/generate.py; change it there.
 */
#ifndef ASYNCOM_GENERATED_ASYNCOM_H
#define ASYNCOM_GENERATED_ASYNCOM_H

#include "asyncinfo.h"

#ifndef __IAsyncType_FWD_DEFINED__
#define __IAsyncType_FWD_DEFINED__
typedef struct IAsyncType IAsyncType;
#endif

#ifndef __IAsyncCancelHandler_FWD_DEFINED__
#define __IAsyncCancelHandler_FWD_DEFINED__
typedef struct IAsyncCancelHandler IAsyncCancelHandler;
#endif

#ifndef __IAsyncProducer_FWD_DEFINED__
#define __IAsyncProducer_FWD_DEFINED__
typedef struct IAsyncProducer IAsyncProducer;
#endif

#ifndef __IAsyncWork_FWD_DEFINED__
#define __IAsyncWork_FWD_DEFINED__
typedef struct IAsyncWork IAsyncWork;
#endif

#ifndef __IAsyncScheduler_FWD_DEFINED__
#define __IAsyncScheduler_FWD_DEFINED__
typedef struct IAsyncScheduler IAsyncScheduler;
#endif

#ifndef __IAsyncManualScheduler_FWD_DEFINED__
#define __IAsyncManualScheduler_FWD_DEFINED__
typedef struct IAsyncManualScheduler IAsyncManualScheduler;
#endif

#ifndef __IAsyncControl_FWD_DEFINED__
#define __IAsyncControl_FWD_DEFINED__
typedef struct IAsyncControl IAsyncControl;
#endif

#ifndef __IAsyncListeners_FWD_DEFINED__
#define __IAsyncListeners_FWD_DEFINED__
typedef struct IAsyncListeners IAsyncListeners;
#endif

#ifndef __IAsyncProgressSink_FWD_DEFINED__
#define __IAsyncProgressSink_FWD_DEFINED__
typedef struct IAsyncProgressSink IAsyncProgressSink;
#endif

#ifndef __IAsyncError_FWD_DEFINED__
#define __IAsyncError_FWD_DEFINED__
typedef struct IAsyncError IAsyncError;
#endif

#ifndef __IAsyncCompletionQueue_FWD_DEFINED__
#define __IAsyncCompletionQueue_FWD_DEFINED__
typedef struct IAsyncCompletionQueue IAsyncCompletionQueue;
#endif

/// 0 or 1: the Windows Runtime's boolean, under a name that no other library owns.
typedef uint8_t AsyncomBoolean;

/// Stands for a Completed handler's Invoke; `status` is an AsyncStatus. `sender` is borrowed: the
/// pointer of the family's interface. A failure is counted and changes nothing.
///
/// This and every other callback is plain C, is called on the thread that the interface it stands
/// for would be called on, and must not let an exception out.
typedef HRESULT (ASYNCOM_CALL* AsyncomCompletedCallback)(void* context, IUnknown* sender,
    int32_t status);

/// Stands for a Progress handler's Invoke. `sender` is borrowed, and so is `value`, which points
/// at one value of the progress type.
typedef HRESULT (ASYNCOM_CALL* AsyncomProgressCallback)(void* context, IUnknown* sender,
    const void* value);

/// Stands for IAsyncCancelHandler::Invoke. `sender` is borrowed.
typedef HRESULT (ASYNCOM_CALL* AsyncomCancelCallback)(void* context, IAsyncProducer* sender);

/// Stands for IAsyncWork::Run. `producer` and `antecedent` are borrowed.
typedef HRESULT (ASYNCOM_CALL* AsyncomWorkCallback)(void* context, IAsyncProducer* producer,
    IUnknown* antecedent);

/// A scheduled task. Called exactly once: with S_OK to run, with E_ABORT if it was dropped.
typedef void (ASYNCOM_CALL* AsyncomTaskCallback)(void* context, HRESULT reason);

/// Ends the life of a context. Called at the last Release of the object that was made with it, on
/// the thread of that Release; may be null.
typedef void (ASYNCOM_CALL* AsyncomDestroyCallback)(void* context);

/// How an operation is made. A null pointer to it means: all zero.
///
/// A structure grows at its end. `size` tells which one the caller knows: a smaller one is an
/// older client's, and of a larger one all that this library does not know must be zero. A size
/// that no version had, or above 4096, is E_INVALIDARG.
typedef struct AsyncomOperationOptions {
    /// sizeof(AsyncomOperationOptions).
    uint32_t size;
    /// Reserved, 0.
    uint32_t flags;
    /// UTF-8, copied; up to 63 bytes are kept. Shown in listings. Null: none.
    const char* name;
    /// An operation of this library that the new one belongs to: cancelling it cancels this one
    /// too, with its reason, after its own cancel handler. It is not kept alive, and its end
    /// changes nothing. If it has been cancelled already the new operation is born cancelled. A
    /// foreign one: E_NOINTERFACE. Null: none.
    IUnknown* parent;
    /// Where work is run; may be the client's own object. Ignored where nothing is scheduled.
    /// Null: the pool of the process.
    IAsyncScheduler* scheduler;
} AsyncomOperationOptions;

/// What is known of an operation at one moment. By value: it holds no reference, and nothing in it
/// needs to be freed.
typedef struct AsyncomOperationInfo {
    /// In: sizeof(AsyncomOperationInfo), at least 144. Out: how much was filled.
    uint32_t size;
    /// IAsyncInfo's Id.
    uint32_t id;
    /// No other operation of this process ever has it. Of those that one thread makes, a later one
    /// has a greater one; between threads it tells no order.
    uint64_t serial;
    /// The serial of the parent; 0: none.
    uint64_t parent_serial;
    /// An AsyncStatus.
    int32_t status;
    /// Of ASYNCOM_INFO_CANCEL_REQUESTED, _ENDED, _CLOSED, _ADOPTED.
    uint32_t flags;
    /// Since the operation was made, in ticks of 100 ns, from a coarse clock (4 ms).
    int64_t age;
    /// Immortal, needs no Release.
    IAsyncType* type;
    /// Where the creating call returned to.
    const void* call_site;
    /// How many listeners clients have subscribed; what compositions, queues and sinks hear with is
    /// not counted.
    uint32_t listeners;
    /// How many handlers have returned a failure.
    uint32_t handler_failures;
    /// What the first of them returned; S_OK if none has.
    HRESULT first_handler_failure;
    /// The reason of the end as IAsyncInfo's ErrorCode gives it.
    HRESULT error;
    /// From 0 to 1; NaN if it is not known or not a fraction. It is known where the progress type
    /// is Double and a report was made while the operation was looked at in a way that needs its
    /// extended record, or where a sink reported.
    double progress;
    /// UTF-8, NUL-terminated; empty if the operation has no name.
    char name[64];
} AsyncomOperationInfo;

/// Is shown one operation of a listing; `info` is borrowed. S_FALSE ends the listing, a failure
/// ends it and is returned by it. No lock is held, so it may call anything.
typedef HRESULT (ASYNCOM_CALL* AsyncomVisitCallback)(void* context,
    const AsyncomOperationInfo* info);

/// One ended operation, taken out of a completion queue. Frozen: it never grows.
typedef struct AsyncomCompletion {
    /// What Attach was given.
    uint64_t key;
    /// The pointer that Attach was given, handed over.
    IUnknown* operation;
    /// An AsyncStatus.
    int32_t status;
    /// 0.
    uint32_t reserved;
} AsyncomCompletion;

#ifndef __IAsyncType_INTERFACE_DEFINED__
#define __IAsyncType_INTERFACE_DEFINED__
/* {a9beadb4-c96c-40aa-9f90-96e26786501f} */
ASYNCOM_CONSTANT GUID IID_IAsyncType = {
    0xa9beadb4, 0xc96c, 0x40aa, {0x9f, 0x90, 0x96, 0xe2, 0x67, 0x86, 0x50, 0x1f}};

/// What an operation's result and progress are: a family with its type arguments, made from a
/// signature by AsyncomGetType. Any thread. Interned and immortal: one signature always gives the
/// same pointer, AddRef and Release do nothing and return 1, and no reference needs to be kept.
///
/// `value` is ASYNCOM_VALUE_RESULT or ASYNCOM_VALUE_PROGRESS.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("a9beadb4-c96c-40aa-9f90-96e26786501f")
IAsyncType : public IUnknown {
    /// Gives ASYNCOM_FAMILY_*. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL get_Family(int32_t* family) = 0;

    /// Gives the identifier of the operation (ASYNCOM_IID_OPERATION), of its Completed handler or
    /// of its Progress handler.
    /// Returns S_OK; E_NOTIMPL for the Progress handler of a family without progress;
    /// E_INVALIDARG for another `which`; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetIid(uint32_t which, GUID* iid) = 0;

    /// Gives the signature, NUL-terminated; borrowed for ever. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetSignature(const char** signature) = 0;

    /// Hands over the class name, as GetRuntimeClassName of such an operation gives it; delete it
    /// with WindowsDeleteString. Returns S_OK; E_OUTOFMEMORY; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetClassName(HSTRING* name) = 0;

    /// Gives how much room a value takes and how it is aligned; 0 and 1 where the family has no
    /// such value. Returns S_OK; E_INVALIDARG; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetLayout(uint32_t value, uint32_t* bytes,
        uint32_t* alignment) = 0;

    /// Copies a value: strings are duplicated, interfaces referenced, at every depth. What is in
    /// `target` before is not looked at; after a failure it is zero bytes. End the copy's life
    /// with DestroyValue.
    /// Returns S_OK; E_NOTIMPL where the family has no such value; E_OUTOFMEMORY; E_INVALIDARG;
    /// E_POINTER.
    virtual HRESULT ASYNCOM_CALL CopyValue(uint32_t value, void* target, const void* source) = 0;

    /// Ends the life of a value and leaves zero bytes: strings are deleted, interfaces released.
    /// Returns S_OK; E_NOTIMPL where the family has no such value; E_INVALIDARG; E_POINTER.
    virtual HRESULT ASYNCOM_CALL DestroyValue(uint32_t value, void* target) = 0;
};
#else
typedef struct IAsyncTypeVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IAsyncType* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IAsyncType* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IAsyncType* This);
    /* its own */

    /// Gives ASYNCOM_FAMILY_*. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* get_Family)(IAsyncType* This, int32_t* family);

    /// Gives the identifier of the operation (ASYNCOM_IID_OPERATION), of its Completed handler or
    /// of its Progress handler.
    /// Returns S_OK; E_NOTIMPL for the Progress handler of a family without progress;
    /// E_INVALIDARG for another `which`; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetIid)(IAsyncType* This, uint32_t which, GUID* iid);

    /// Gives the signature, NUL-terminated; borrowed for ever. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetSignature)(IAsyncType* This, const char** signature);

    /// Hands over the class name, as GetRuntimeClassName of such an operation gives it; delete it
    /// with WindowsDeleteString. Returns S_OK; E_OUTOFMEMORY; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetClassName)(IAsyncType* This, HSTRING* name);

    /// Gives how much room a value takes and how it is aligned; 0 and 1 where the family has no
    /// such value. Returns S_OK; E_INVALIDARG; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetLayout)(IAsyncType* This, uint32_t value, uint32_t* bytes,
        uint32_t* alignment);

    /// Copies a value: strings are duplicated, interfaces referenced, at every depth. What is in
    /// `target` before is not looked at; after a failure it is zero bytes. End the copy's life
    /// with DestroyValue.
    /// Returns S_OK; E_NOTIMPL where the family has no such value; E_OUTOFMEMORY; E_INVALIDARG;
    /// E_POINTER.
    HRESULT (ASYNCOM_CALL* CopyValue)(IAsyncType* This, uint32_t value, void* target,
        const void* source);

    /// Ends the life of a value and leaves zero bytes: strings are deleted, interfaces released.
    /// Returns S_OK; E_NOTIMPL where the family has no such value; E_INVALIDARG; E_POINTER.
    HRESULT (ASYNCOM_CALL* DestroyValue)(IAsyncType* This, uint32_t value, void* target);
} IAsyncTypeVtbl;
struct IAsyncType {
    const IAsyncTypeVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IAsyncCancelHandler_INTERFACE_DEFINED__
#define __IAsyncCancelHandler_INTERFACE_DEFINED__
/* {b59a615e-3a20-413f-a0d2-0973923f7014} */
ASYNCOM_CONSTANT GUID IID_IAsyncCancelHandler = {
    0xb59a615e, 0x3a20, 0x413f, {0xa0, 0xd2, 0x09, 0x73, 0x92, 0x3f, 0x70, 0x14}};

/// Is told that the consumer asked the work to stop. Implemented by whoever does the work, or made
/// from a function pointer by AsyncomCreateCancelHandler.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("b59a615e-3a20-413f-a0d2-0973923f7014")
IAsyncCancelHandler : public IUnknown {
    /// Called at most once, on the thread that asked, before Cancel returns; or inside
    /// put_CancelHandler if the request came first. `sender` is borrowed. It may end the
    /// operation, if no other call of the producer is in progress, and may release the producer.
    /// A failure is counted and changes nothing.
    virtual HRESULT ASYNCOM_CALL Invoke(IAsyncProducer* sender) = 0;
};
#else
typedef struct IAsyncCancelHandlerVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IAsyncCancelHandler* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IAsyncCancelHandler* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IAsyncCancelHandler* This);
    /* its own */

    /// Called at most once, on the thread that asked, before Cancel returns; or inside
    /// put_CancelHandler if the request came first. `sender` is borrowed. It may end the
    /// operation, if no other call of the producer is in progress, and may release the producer.
    /// A failure is counted and changes nothing.
    HRESULT (ASYNCOM_CALL* Invoke)(IAsyncCancelHandler* This, IAsyncProducer* sender);
} IAsyncCancelHandlerVtbl;
struct IAsyncCancelHandler {
    const IAsyncCancelHandlerVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IAsyncProducer_INTERFACE_DEFINED__
#define __IAsyncProducer_INTERFACE_DEFINED__
/* {3314039d-708d-4447-b009-c77c452249f0} */
ASYNCOM_CONSTANT GUID IID_IAsyncProducer = {
    0x3314039d, 0x708d, 0x4447, {0xb0, 0x09, 0xc7, 0x7c, 0x45, 0x22, 0x49, 0xf0}};

/// The producer's side of one operation, whoever does the work. It has an identity of its own: the
/// consumer's side is reached by GetOperation only, and the producer never by QueryInterface.
///
/// One caller at a time, but for get_CancelRequested, GetCancelReason and IUnknown, which any
/// thread may call. Complete, Fail, EndCanceled and the last Release are safe against each other
/// from any threads: one wins, the others answer E_ILLEGAL_STATE_CHANGE. ReportProgress and
/// SetPartialResult must return before the end is called: one that runs beside it is a misuse,
/// which harms no memory, and whose value is delivered or dropped.
///
/// Who ends the operation must do so before releasing the producer. The last Release without an
/// end ends it as Error with ASYNCOM_E_ABANDONED and error information that names the operation,
/// or as Canceled if a cancel was requested: nobody ever waits for ever.
///
/// What was written before the end is visible to the Completed handler and to whoever sees the
/// end. In a process forked while the work ran, the methods 3 to 7 and 12 answer ASYNCOM_E_FORKED.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("3314039d-708d-4447-b009-c77c452249f0")
IAsyncProducer : public IUnknown {
    /// Tells the Progress handler how far the work is, on this thread, before it returns. `value`
    /// points at one value of the progress type and is borrowed. With no handler the report is
    /// lost. Reports are still delivered after a cancel request.
    ///
    /// Returns S_OK, whatever the handler answers; E_NOTIMPL if the family has no progress;
    /// E_ILLEGAL_STATE_CHANGE after the end; ASYNCOM_E_FORKED; E_POINTER.
    virtual HRESULT ASYNCOM_CALL ReportProgress(const void* value) = 0;

    /// Sets what is there of the result so far; it replaces the last one and is copied. On an
    /// operation with progress GetResults shows it while the work runs; on one without, only
    /// IAsyncControl::GetPartialResult does.
    ///
    /// Returns S_OK; E_NOTIMPL for an action; E_ILLEGAL_STATE_CHANGE after the end; E_OUTOFMEMORY;
    /// ASYNCOM_E_FORKED; E_POINTER.
    virtual HRESULT ASYNCOM_CALL SetPartialResult(const void* value) = 0;

    /// Ends the work well. `result` points at one value of the result type and is copied; null
    /// for an action, and only there. The Completed handler is invoked on this thread before this
    /// returns, unless 64 or more such calls are nested on the thread already: then it is invoked
    /// in order when the outermost of them is about to return, or when the thread waits through
    /// this library, while the end itself can be seen at once.
    ///
    /// Returns S_OK; S_FALSE if a cancel was accepted before, which wins: the result is kept for
    /// GetPartialResult; E_ILLEGAL_STATE_CHANGE after the end; E_ILLEGAL_METHOD_CALL inside a
    /// progress handler that this producer is invoking; E_INVALIDARG for a result of an action;
    /// E_POINTER for none of an operation; E_OUTOFMEMORY; ASYNCOM_E_FORKED. After a failure the
    /// work still runs.
    virtual HRESULT ASYNCOM_CALL Complete(const void* result) = 0;

    /// Ends the work as Error. `message` is UTF-8 and copied. If it is null, the thread's error
    /// information is used if its code is `error`; it is read, not taken out of the slot.
    /// 0x800704C7 ends the work as EndCanceled does.
    ///
    /// Returns S_OK; S_FALSE if a cancel was accepted before, which wins: the error is kept for
    /// IAsyncControl::GetError; E_INVALIDARG if `error` is a success; else as Complete.
    virtual HRESULT ASYNCOM_CALL Fail(HRESULT error, const char* message) = 0;

    /// Ends the work as Canceled: after a request, or without one, with 0x800704C7 as its reason.
    ///
    /// Returns S_OK; E_ILLEGAL_STATE_CHANGE after the end; E_ILLEGAL_METHOD_CALL inside a progress
    /// handler that this producer is invoking; ASYNCOM_E_FORKED.
    virtual HRESULT ASYNCOM_CALL EndCanceled() = 0;

    /// Gives 1 once a cancel was requested; 0 also after EndCanceled without one. Any thread, at
    /// any rate: it costs one read of memory. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL get_CancelRequested(AsyncomBoolean* requested) = 0;

    /// Gives why the work was cancelled: 0x800704C7 and no text after a plain Cancel. The text is
    /// handed over; delete it with WindowsDeleteString. Any thread.
    ///
    /// Returns S_OK; S_FALSE with 0 and null if nothing was cancelled; E_OUTOFMEMORY; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetCancelReason(HRESULT* reason, HSTRING* text) = 0;

    /// Sets who is told of a cancel request; kept until the end, or until it is replaced. If the
    /// request was made already the handler is invoked inside, also if another one was invoked
    /// before; each at most once.
    ///
    /// Null, or another handler, removes the one before: when this returns that one neither runs
    /// nor will. So it waits for one that runs on another thread, and must not be called under a
    /// lock which that handler takes; called inside the handler itself it does not wait. The end
    /// drops the handler without waiting for it. After the end the new one is released unused.
    ///
    /// Returns S_OK; E_OUTOFMEMORY.
    virtual HRESULT ASYNCOM_CALL put_CancelHandler(IAsyncCancelHandler* handler) = 0;

    /// Hands over the consumer's side, as interface `iid`; also when no consumer has a reference
    /// any more. Returns S_OK; E_NOINTERFACE; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetOperation(const GUID* iid, void** operation) = 0;

    /// Ends this operation as `operation`, of the same type, will end; its progress and partial
    /// results pass through, and a cancel of this one cancels that one, with its reason. From then
    /// on the methods 3 to 7 and this one answer E_ILLEGAL_STATE_CHANGE, and releasing the producer
    /// abandons nothing. An operation that has ended ends this one inside the call.
    ///
    /// Returns S_OK; E_INVALIDARG for another type, and where `operation` waits for this one,
    /// through whatever compositions; E_NOINTERFACE for a foreign operation; E_ILLEGAL_STATE_CHANGE
    /// after the end; E_ILLEGAL_METHOD_CALL as Complete; ASYNCOM_E_FORKED; E_OUTOFMEMORY;
    /// E_POINTER.
    virtual HRESULT ASYNCOM_CALL Follow(IUnknown* operation) = 0;
};
#else
typedef struct IAsyncProducerVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IAsyncProducer* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IAsyncProducer* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IAsyncProducer* This);
    /* its own */

    /// Tells the Progress handler how far the work is, on this thread, before it returns. `value`
    /// points at one value of the progress type and is borrowed. With no handler the report is
    /// lost. Reports are still delivered after a cancel request.
    ///
    /// Returns S_OK, whatever the handler answers; E_NOTIMPL if the family has no progress;
    /// E_ILLEGAL_STATE_CHANGE after the end; ASYNCOM_E_FORKED; E_POINTER.
    HRESULT (ASYNCOM_CALL* ReportProgress)(IAsyncProducer* This, const void* value);

    /// Sets what is there of the result so far; it replaces the last one and is copied. On an
    /// operation with progress GetResults shows it while the work runs; on one without, only
    /// IAsyncControl::GetPartialResult does.
    ///
    /// Returns S_OK; E_NOTIMPL for an action; E_ILLEGAL_STATE_CHANGE after the end; E_OUTOFMEMORY;
    /// ASYNCOM_E_FORKED; E_POINTER.
    HRESULT (ASYNCOM_CALL* SetPartialResult)(IAsyncProducer* This, const void* value);

    /// Ends the work well. `result` points at one value of the result type and is copied; null
    /// for an action, and only there. The Completed handler is invoked on this thread before this
    /// returns, unless 64 or more such calls are nested on the thread already: then it is invoked
    /// in order when the outermost of them is about to return, or when the thread waits through
    /// this library, while the end itself can be seen at once.
    ///
    /// Returns S_OK; S_FALSE if a cancel was accepted before, which wins: the result is kept for
    /// GetPartialResult; E_ILLEGAL_STATE_CHANGE after the end; E_ILLEGAL_METHOD_CALL inside a
    /// progress handler that this producer is invoking; E_INVALIDARG for a result of an action;
    /// E_POINTER for none of an operation; E_OUTOFMEMORY; ASYNCOM_E_FORKED. After a failure the
    /// work still runs.
    HRESULT (ASYNCOM_CALL* Complete)(IAsyncProducer* This, const void* result);

    /// Ends the work as Error. `message` is UTF-8 and copied. If it is null, the thread's error
    /// information is used if its code is `error`; it is read, not taken out of the slot.
    /// 0x800704C7 ends the work as EndCanceled does.
    ///
    /// Returns S_OK; S_FALSE if a cancel was accepted before, which wins: the error is kept for
    /// IAsyncControl::GetError; E_INVALIDARG if `error` is a success; else as Complete.
    HRESULT (ASYNCOM_CALL* Fail)(IAsyncProducer* This, HRESULT error, const char* message);

    /// Ends the work as Canceled: after a request, or without one, with 0x800704C7 as its reason.
    ///
    /// Returns S_OK; E_ILLEGAL_STATE_CHANGE after the end; E_ILLEGAL_METHOD_CALL inside a progress
    /// handler that this producer is invoking; ASYNCOM_E_FORKED.
    HRESULT (ASYNCOM_CALL* EndCanceled)(IAsyncProducer* This);

    /// Gives 1 once a cancel was requested; 0 also after EndCanceled without one. Any thread, at
    /// any rate: it costs one read of memory. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* get_CancelRequested)(IAsyncProducer* This, AsyncomBoolean* requested);

    /// Gives why the work was cancelled: 0x800704C7 and no text after a plain Cancel. The text is
    /// handed over; delete it with WindowsDeleteString. Any thread.
    ///
    /// Returns S_OK; S_FALSE with 0 and null if nothing was cancelled; E_OUTOFMEMORY; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetCancelReason)(IAsyncProducer* This, HRESULT* reason, HSTRING* text);

    /// Sets who is told of a cancel request; kept until the end, or until it is replaced. If the
    /// request was made already the handler is invoked inside, also if another one was invoked
    /// before; each at most once.
    ///
    /// Null, or another handler, removes the one before: when this returns that one neither runs
    /// nor will. So it waits for one that runs on another thread, and must not be called under a
    /// lock which that handler takes; called inside the handler itself it does not wait. The end
    /// drops the handler without waiting for it. After the end the new one is released unused.
    ///
    /// Returns S_OK; E_OUTOFMEMORY.
    HRESULT (ASYNCOM_CALL* put_CancelHandler)(IAsyncProducer* This, IAsyncCancelHandler* handler);

    /// Hands over the consumer's side, as interface `iid`; also when no consumer has a reference
    /// any more. Returns S_OK; E_NOINTERFACE; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetOperation)(IAsyncProducer* This, const GUID* iid, void** operation);

    /// Ends this operation as `operation`, of the same type, will end; its progress and partial
    /// results pass through, and a cancel of this one cancels that one, with its reason. From then
    /// on the methods 3 to 7 and this one answer E_ILLEGAL_STATE_CHANGE, and releasing the producer
    /// abandons nothing. An operation that has ended ends this one inside the call.
    ///
    /// Returns S_OK; E_INVALIDARG for another type, and where `operation` waits for this one,
    /// through whatever compositions; E_NOINTERFACE for a foreign operation; E_ILLEGAL_STATE_CHANGE
    /// after the end; E_ILLEGAL_METHOD_CALL as Complete; ASYNCOM_E_FORKED; E_OUTOFMEMORY;
    /// E_POINTER.
    HRESULT (ASYNCOM_CALL* Follow)(IAsyncProducer* This, IUnknown* operation);
} IAsyncProducerVtbl;
struct IAsyncProducer {
    const IAsyncProducerVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IAsyncWork_INTERFACE_DEFINED__
#define __IAsyncWork_INTERFACE_DEFINED__
/* {81c89823-37d3-42f6-80f9-a50bba02257f} */
ASYNCOM_CONSTANT GUID IID_IAsyncWork = {
    0x81c89823, 0x37d3, 0x42f6, {0x80, 0xf9, 0xa5, 0x0b, 0xba, 0x02, 0x25, 0x7f}};

/// A piece of work. Implemented by whoever does it, or made from a function pointer by
/// AsyncomCreateWork.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("81c89823-37d3-42f6-80f9-a50bba02257f")
IAsyncWork : public IUnknown {
    /// Does the work, on a thread of the scheduler. `producer` is borrowed; whoever keeps a
    /// reference to it may end the operation later, from any thread. `antecedent` is null, or the
    /// ended operation that this work continues; borrowed.
    ///
    /// The thread's error slot is emptied before: what an earlier piece of work left there is not
    /// this one's error. Any success says that all is well; what ends the operation is the
    /// producer. A failure ends the operation as Error with it and the thread's error information;
    /// if the operation has ended already it is only counted.
    virtual HRESULT ASYNCOM_CALL Run(IAsyncProducer* producer, IUnknown* antecedent) = 0;
};
#else
typedef struct IAsyncWorkVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IAsyncWork* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IAsyncWork* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IAsyncWork* This);
    /* its own */

    /// Does the work, on a thread of the scheduler. `producer` is borrowed; whoever keeps a
    /// reference to it may end the operation later, from any thread. `antecedent` is null, or the
    /// ended operation that this work continues; borrowed.
    ///
    /// The thread's error slot is emptied before: what an earlier piece of work left there is not
    /// this one's error. Any success says that all is well; what ends the operation is the
    /// producer. A failure ends the operation as Error with it and the thread's error information;
    /// if the operation has ended already it is only counted.
    HRESULT (ASYNCOM_CALL* Run)(IAsyncWork* This, IAsyncProducer* producer, IUnknown* antecedent);
} IAsyncWorkVtbl;
struct IAsyncWork {
    const IAsyncWorkVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IAsyncScheduler_INTERFACE_DEFINED__
#define __IAsyncScheduler_INTERFACE_DEFINED__
/* {3a721918-522a-4084-ba1d-65a09f78ec77} */
ASYNCOM_CONSTANT GUID IID_IAsyncScheduler = {
    0x3a721918, 0x522a, 0x4084, {0xba, 0x1d, 0x65, 0xa0, 0x9f, 0x78, 0xec, 0x77}};

/// Runs tasks, now or later. AsyncomGetDefaultScheduler and AsyncomCreatePool give one; a client
/// may bring its own. Any thread. Durations are ticks of 100 ns.
///
/// A task that was accepted is called exactly once: with S_OK to run, or with E_ABORT when it is
/// dropped. The last Release of a pool drops what waits, on the releasing thread, lets running
/// tasks finish and joins its threads; if a worker of the pool itself releases, the threads are
/// detached instead.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("3a721918-522a-4084-ba1d-65a09f78ec77")
IAsyncScheduler : public IUnknown {
    /// Runs `task` as soon as a thread is free, never inside this call.
    /// Returns S_OK; E_OUTOFMEMORY, also if no thread can be made; E_ILLEGAL_METHOD_CALL while the
    /// pool's last Release is under way; E_POINTER. After a failure the task is never called.
    virtual HRESULT ASYNCOM_CALL Schedule(AsyncomTaskCallback task, void* context) = 0;

    /// Runs `task` when `delay` has passed, never inside this call. `token` names it for
    /// CancelScheduled; it is never 0 and never recurs, and may be null.
    /// Returns S_OK; E_INVALIDARG for a negative delay; else as Schedule.
    virtual HRESULT ASYNCOM_CALL ScheduleAfter(int64_t delay, AsyncomTaskCallback task,
        void* context, uint64_t* token) = 0;

    /// Drops a task that waits for its time, which is called with E_ABORT before this returns.
    /// It never waits for one that runs.
    /// Returns S_OK if the task was dropped; S_FALSE if it ran, runs or is not known, and inside
    /// the task itself.
    virtual HRESULT ASYNCOM_CALL CancelScheduled(uint64_t token) = 0;

    /// Gives the scheduler's clock, in ticks; it never goes back. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL get_Now(int64_t* ticks) = 0;
};
#else
typedef struct IAsyncSchedulerVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IAsyncScheduler* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IAsyncScheduler* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IAsyncScheduler* This);
    /* its own */

    /// Runs `task` as soon as a thread is free, never inside this call.
    /// Returns S_OK; E_OUTOFMEMORY, also if no thread can be made; E_ILLEGAL_METHOD_CALL while the
    /// pool's last Release is under way; E_POINTER. After a failure the task is never called.
    HRESULT (ASYNCOM_CALL* Schedule)(IAsyncScheduler* This, AsyncomTaskCallback task,
        void* context);

    /// Runs `task` when `delay` has passed, never inside this call. `token` names it for
    /// CancelScheduled; it is never 0 and never recurs, and may be null.
    /// Returns S_OK; E_INVALIDARG for a negative delay; else as Schedule.
    HRESULT (ASYNCOM_CALL* ScheduleAfter)(IAsyncScheduler* This, int64_t delay,
        AsyncomTaskCallback task, void* context, uint64_t* token);

    /// Drops a task that waits for its time, which is called with E_ABORT before this returns.
    /// It never waits for one that runs.
    /// Returns S_OK if the task was dropped; S_FALSE if it ran, runs or is not known, and inside
    /// the task itself.
    HRESULT (ASYNCOM_CALL* CancelScheduled)(IAsyncScheduler* This, uint64_t token);

    /// Gives the scheduler's clock, in ticks; it never goes back. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* get_Now)(IAsyncScheduler* This, int64_t* ticks);
} IAsyncSchedulerVtbl;
struct IAsyncScheduler {
    const IAsyncSchedulerVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IAsyncManualScheduler_INTERFACE_DEFINED__
#define __IAsyncManualScheduler_INTERFACE_DEFINED__
/* {1679d8b5-2ddb-4b9f-a100-166b94a00e86} */
ASYNCOM_CONSTANT GUID IID_IAsyncManualScheduler = {
    0x1679d8b5, 0x2ddb, 0x4b9f, {0xa1, 0x00, 0x16, 0x6b, 0x94, 0xa0, 0x0e, 0x86}};

/// A scheduler without threads, whose clock begins at 0 and stands still until it is told to go on:
/// for tests, which need neither time nor luck with it. AsyncomCreateManualScheduler makes one. Any
/// thread. A task runs inside RunReady or Advance, on the thread that calls it, and may do anything
/// there: schedule, cancel, call RunReady or Advance again, release the scheduler.
///
/// The last Release delivers E_ABORT to what waits, on the releasing thread; until it returns
/// Schedule and ScheduleAfter answer E_ILLEGAL_METHOD_CALL. In the child of a fork the scheduler has
/// stayed in the parent: nothing is pending, nothing can be dropped, the clock stands where it
/// stood, and all else answers ASYNCOM_E_FORKED.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("1679d8b5-2ddb-4b9f-a100-166b94a00e86")
IAsyncManualScheduler : public IAsyncScheduler {
    /// Runs up to `most` tasks that are ready, those of Schedule and those whose time has come, in
    /// the order in which they became ready; also those that become ready meanwhile, so that
    /// 0xFFFFFFFF runs until nothing is ready. `ran` is how many.
    /// Returns S_OK; ASYNCOM_E_FORKED; E_POINTER.
    virtual HRESULT ASYNCOM_CALL RunReady(uint32_t most, uint32_t* ran) = 0;

    /// Moves the clock by `ticks` and runs the tasks of ScheduleAfter that fall due, in the order of
    /// their time, and those of one instant in the order in which they were added; meanwhile the
    /// clock shows the time of each. A timer that is added meanwhile and falls due runs too. Tasks
    /// of Schedule are left to RunReady. If a task or another thread moves the clock further, it
    /// stays there. `ran` is how many ran inside this call.
    /// Returns S_OK; E_INVALIDARG for negative ticks; ASYNCOM_E_FORKED; E_POINTER.
    virtual HRESULT ASYNCOM_CALL Advance(int64_t ticks, uint32_t* ran) = 0;

    /// Gives how many tasks are ready or wait for their time. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL get_Pending(uint32_t* count) = 0;
};
#else
typedef struct IAsyncManualSchedulerVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IAsyncManualScheduler* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IAsyncManualScheduler* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IAsyncManualScheduler* This);
    /* IAsyncScheduler */
    HRESULT (ASYNCOM_CALL* Schedule)(IAsyncManualScheduler* This, AsyncomTaskCallback task,
        void* context);
    HRESULT (ASYNCOM_CALL* ScheduleAfter)(IAsyncManualScheduler* This, int64_t delay,
        AsyncomTaskCallback task, void* context, uint64_t* token);
    HRESULT (ASYNCOM_CALL* CancelScheduled)(IAsyncManualScheduler* This, uint64_t token);
    HRESULT (ASYNCOM_CALL* get_Now)(IAsyncManualScheduler* This, int64_t* ticks);
    /* its own */

    /// Runs up to `most` tasks that are ready, those of Schedule and those whose time has come, in
    /// the order in which they became ready; also those that become ready meanwhile, so that
    /// 0xFFFFFFFF runs until nothing is ready. `ran` is how many.
    /// Returns S_OK; ASYNCOM_E_FORKED; E_POINTER.
    HRESULT (ASYNCOM_CALL* RunReady)(IAsyncManualScheduler* This, uint32_t most, uint32_t* ran);

    /// Moves the clock by `ticks` and runs the tasks of ScheduleAfter that fall due, in the order of
    /// their time, and those of one instant in the order in which they were added; meanwhile the
    /// clock shows the time of each. A timer that is added meanwhile and falls due runs too. Tasks
    /// of Schedule are left to RunReady. If a task or another thread moves the clock further, it
    /// stays there. `ran` is how many ran inside this call.
    /// Returns S_OK; E_INVALIDARG for negative ticks; ASYNCOM_E_FORKED; E_POINTER.
    HRESULT (ASYNCOM_CALL* Advance)(IAsyncManualScheduler* This, int64_t ticks, uint32_t* ran);

    /// Gives how many tasks are ready or wait for their time. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* get_Pending)(IAsyncManualScheduler* This, uint32_t* count);
} IAsyncManualSchedulerVtbl;
struct IAsyncManualScheduler {
    const IAsyncManualSchedulerVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IAsyncControl_INTERFACE_DEFINED__
#define __IAsyncControl_INTERFACE_DEFINED__
/* {3c577088-71b6-4628-b4c2-afb830f1e28c} */
ASYNCOM_CONSTANT GUID IID_IAsyncControl = {
    0x3c577088, 0x71b6, 0x4628, {0xb4, 0xc2, 0xaf, 0xb8, 0x30, 0xf1, 0xe2, 0x8c}};

/// What Windows' interfaces leave out of an operation. Every operation of this library answers it.
/// Any thread, in every state, after Close too but for GetPartialResult.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("3c577088-71b6-4628-b4c2-afb830f1e28c")
IAsyncControl : public IUnknown {
    /// Asks the work to stop, as IAsyncInfo::Cancel does, and says why. `reason` is a failure;
    /// `text` is UTF-8, copied, or null. ErrorCode and GetResults still give 0x800704C7; the text
    /// rides on that code's error information, the reason itself only on GetCancelReason.
    ///
    /// The cancel handler has been invoked on this thread when this returns. Someone who asks
    /// second does not wait for that.
    ///
    /// Returns S_OK if this call asked in time; S_FALSE if someone asked before or the work has
    /// ended; E_INVALIDARG if `reason` is a success or `text` is not UTF-8; E_OUTOFMEMORY.
    virtual HRESULT ASYNCOM_CALL CancelWithReason(HRESULT reason, const char* text) = 0;

    /// Gives 1 once a cancel was requested. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL get_CancelRequested(AsyncomBoolean* requested) = 0;

    /// Gives why the work was cancelled: 0x800704C7 and no text after a plain Cancel. The text is
    /// handed over; delete it with WindowsDeleteString.
    ///
    /// Returns S_OK; S_FALSE with 0 and null if nothing was cancelled; E_OUTOFMEMORY; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetCancelReason(HRESULT* reason, HSTRING* text) = 0;

    /// Gives 1 when the status is final and the body has ended too. After a cancel request the
    /// status is final at once, and this still 0. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL get_Ended(AsyncomBoolean* ended) = 0;

    /// Waits up to `timeout` milliseconds, or for ever with ASYNCOM_INFINITE, until the work has
    /// ended. Any number of threads may, any number of times; the Completed slot is not used. It
    /// does not wait for handlers to return.
    ///
    /// Returns S_OK if the work has ended; S_FALSE if the time ran out; E_ILLEGAL_METHOD_CALL with
    /// a timeout other than 0 inside this operation's own progress or cancel handler, where it
    /// would never end; E_OUTOFMEMORY.
    virtual HRESULT ASYNCOM_CALL Wait(uint32_t timeout) = 0;

    /// Hands over a native handle that is signalled from the end on, for ever: on POSIX systems a
    /// close-on-exec descriptor that becomes readable, on Windows an event. It is a duplicate of
    /// the caller's own; end it with AsyncomCloseWaitHandle. Never read from it.
    ///
    /// Returns S_OK; E_OUTOFMEMORY; 0x80070004 if the process has no descriptor left; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetWaitHandle(intptr_t* handle) = 0;

    /// Copies what there is of the result: the partial result in any state, canceled and failed
    /// too, and the result itself after success. `value` has room for one value of the result
    /// type; end the copy's life with IAsyncType::DestroyValue.
    ///
    /// Returns S_OK; S_FALSE with zero bytes if there is none; E_NOTIMPL for an action;
    /// E_ILLEGAL_METHOD_CALL after Close; E_OUTOFMEMORY; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetPartialResult(void* value) = 0;

    /// Hands over the error: of a failed operation, and the one that came after an accepted
    /// cancel, which no Windows interface shows.
    ///
    /// In the child of a fork, an operation that ran in the parent gives an error of the code
    /// ASYNCOM_E_FORKED.
    ///
    /// Returns S_OK; S_FALSE with null if there is none; E_OUTOFMEMORY; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetError(IAsyncError** error) = 0;

    /// Gives the operation's type, which is immortal. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetType(IAsyncType** type) = 0;

    /// Fills what is known of the operation; see AsyncomOperationInfo for `size`. What the caller
    /// has beyond what this library fills is set to zero.
    ///
    /// Returns S_OK; E_INVALIDARG if `size` is less than 144; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetInfo(AsyncomOperationInfo* info) = 0;
};
#else
typedef struct IAsyncControlVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IAsyncControl* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IAsyncControl* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IAsyncControl* This);
    /* its own */

    /// Asks the work to stop, as IAsyncInfo::Cancel does, and says why. `reason` is a failure;
    /// `text` is UTF-8, copied, or null. ErrorCode and GetResults still give 0x800704C7; the text
    /// rides on that code's error information, the reason itself only on GetCancelReason.
    ///
    /// The cancel handler has been invoked on this thread when this returns. Someone who asks
    /// second does not wait for that.
    ///
    /// Returns S_OK if this call asked in time; S_FALSE if someone asked before or the work has
    /// ended; E_INVALIDARG if `reason` is a success or `text` is not UTF-8; E_OUTOFMEMORY.
    HRESULT (ASYNCOM_CALL* CancelWithReason)(IAsyncControl* This, HRESULT reason, const char* text);

    /// Gives 1 once a cancel was requested. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* get_CancelRequested)(IAsyncControl* This, AsyncomBoolean* requested);

    /// Gives why the work was cancelled: 0x800704C7 and no text after a plain Cancel. The text is
    /// handed over; delete it with WindowsDeleteString.
    ///
    /// Returns S_OK; S_FALSE with 0 and null if nothing was cancelled; E_OUTOFMEMORY; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetCancelReason)(IAsyncControl* This, HRESULT* reason, HSTRING* text);

    /// Gives 1 when the status is final and the body has ended too. After a cancel request the
    /// status is final at once, and this still 0. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* get_Ended)(IAsyncControl* This, AsyncomBoolean* ended);

    /// Waits up to `timeout` milliseconds, or for ever with ASYNCOM_INFINITE, until the work has
    /// ended. Any number of threads may, any number of times; the Completed slot is not used. It
    /// does not wait for handlers to return.
    ///
    /// Returns S_OK if the work has ended; S_FALSE if the time ran out; E_ILLEGAL_METHOD_CALL with
    /// a timeout other than 0 inside this operation's own progress or cancel handler, where it
    /// would never end; E_OUTOFMEMORY.
    HRESULT (ASYNCOM_CALL* Wait)(IAsyncControl* This, uint32_t timeout);

    /// Hands over a native handle that is signalled from the end on, for ever: on POSIX systems a
    /// close-on-exec descriptor that becomes readable, on Windows an event. It is a duplicate of
    /// the caller's own; end it with AsyncomCloseWaitHandle. Never read from it.
    ///
    /// Returns S_OK; E_OUTOFMEMORY; 0x80070004 if the process has no descriptor left; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetWaitHandle)(IAsyncControl* This, intptr_t* handle);

    /// Copies what there is of the result: the partial result in any state, canceled and failed
    /// too, and the result itself after success. `value` has room for one value of the result
    /// type; end the copy's life with IAsyncType::DestroyValue.
    ///
    /// Returns S_OK; S_FALSE with zero bytes if there is none; E_NOTIMPL for an action;
    /// E_ILLEGAL_METHOD_CALL after Close; E_OUTOFMEMORY; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetPartialResult)(IAsyncControl* This, void* value);

    /// Hands over the error: of a failed operation, and the one that came after an accepted
    /// cancel, which no Windows interface shows.
    ///
    /// In the child of a fork, an operation that ran in the parent gives an error of the code
    /// ASYNCOM_E_FORKED.
    ///
    /// Returns S_OK; S_FALSE with null if there is none; E_OUTOFMEMORY; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetError)(IAsyncControl* This, IAsyncError** error);

    /// Gives the operation's type, which is immortal. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetType)(IAsyncControl* This, IAsyncType** type);

    /// Fills what is known of the operation; see AsyncomOperationInfo for `size`. What the caller
    /// has beyond what this library fills is set to zero.
    ///
    /// Returns S_OK; E_INVALIDARG if `size` is less than 144; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetInfo)(IAsyncControl* This, AsyncomOperationInfo* info);
} IAsyncControlVtbl;
struct IAsyncControl {
    const IAsyncControlVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IAsyncListeners_INTERFACE_DEFINED__
#define __IAsyncListeners_INTERFACE_DEFINED__
/* {ae351e55-97ae-45dd-aa75-e29e4da7f218} */
ASYNCOM_CONSTANT GUID IID_IAsyncListeners = {
    0xae351e55, 0x97ae, 0x45dd, {0xaa, 0x75, 0xe2, 0x9e, 0x4d, 0xa7, 0xf2, 0x18}};

/// Any number of listeners beside the one handler of each kind that Windows has, and each can
/// leave. Every operation answers it; GetIids does not name it. All of it may be called from any
/// thread, also inside any handler, after the end and after Close. Listeners are called in the
/// order of their subscription, after the handler that was put; a progress listener that comes
/// during a report hears from the next one on. `sender` is the operation's family interface. A
/// listener's failure is counted and changes nothing.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("ae351e55-97ae-45dd-aa75-e29e4da7f218")
IAsyncListeners : public IUnknown {
    /// Adds a listener of the end: an object that answers the type's Completed handler
    /// identifier. A reference to it is kept until it has been invoked, once, or has left. If the
    /// work has ended it is invoked inside. `token` is never 0, is written before it can be
    /// invoked, and may be null.
    /// Returns S_OK; E_NOINTERFACE if `handler` is of another type; E_OUTOFMEMORY; E_POINTER;
    /// ASYNCOM_E_FORKED. A failure leaves no reference, and 0 in `token`.
    virtual HRESULT ASYNCOM_CALL SubscribeCompleted(IUnknown* handler, uint64_t* token) = 0;

    /// Adds a listener of progress, an object that answers the type's Progress handler
    /// identifier, on the reporting thread, at most so many times per second; 0: every report.
    /// The first value that it can hear always comes, and the last: what its rate has held back
    /// comes before the end is visible, on the ending thread, where the operation cannot be ended
    /// again. A reference to it is kept until it has left or the work has ended. If the work has
    /// ended it is never invoked, and not kept. `token` is never 0, and may be null.
    /// Returns S_OK; E_NOTIMPL if the family has no progress; else as SubscribeCompleted.
    virtual HRESULT ASYNCOM_CALL SubscribeProgress(IUnknown* handler, uint32_t max_per_second,
        uint64_t* token) = 0;

    /// Removes a listener. When it returns, the listener is neither running nor will be invoked:
    /// it waits for one that runs on another thread, so it is never called under a lock that the
    /// listener takes, and two listeners that run at the same time must not remove each other.
    /// Inside the listener itself it does not wait.
    /// Returns S_OK; S_FALSE if it was gone: invoked already, removed before, ended, never
    /// subscribed to this operation.
    virtual HRESULT ASYNCOM_CALL Unsubscribe(uint64_t token) = 0;
};
#else
typedef struct IAsyncListenersVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IAsyncListeners* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IAsyncListeners* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IAsyncListeners* This);
    /* its own */

    /// Adds a listener of the end: an object that answers the type's Completed handler
    /// identifier. A reference to it is kept until it has been invoked, once, or has left. If the
    /// work has ended it is invoked inside. `token` is never 0, is written before it can be
    /// invoked, and may be null.
    /// Returns S_OK; E_NOINTERFACE if `handler` is of another type; E_OUTOFMEMORY; E_POINTER;
    /// ASYNCOM_E_FORKED. A failure leaves no reference, and 0 in `token`.
    HRESULT (ASYNCOM_CALL* SubscribeCompleted)(IAsyncListeners* This, IUnknown* handler,
        uint64_t* token);

    /// Adds a listener of progress, an object that answers the type's Progress handler
    /// identifier, on the reporting thread, at most so many times per second; 0: every report.
    /// The first value that it can hear always comes, and the last: what its rate has held back
    /// comes before the end is visible, on the ending thread, where the operation cannot be ended
    /// again. A reference to it is kept until it has left or the work has ended. If the work has
    /// ended it is never invoked, and not kept. `token` is never 0, and may be null.
    /// Returns S_OK; E_NOTIMPL if the family has no progress; else as SubscribeCompleted.
    HRESULT (ASYNCOM_CALL* SubscribeProgress)(IAsyncListeners* This, IUnknown* handler,
        uint32_t max_per_second, uint64_t* token);

    /// Removes a listener. When it returns, the listener is neither running nor will be invoked:
    /// it waits for one that runs on another thread, so it is never called under a lock that the
    /// listener takes, and two listeners that run at the same time must not remove each other.
    /// Inside the listener itself it does not wait.
    /// Returns S_OK; S_FALSE if it was gone: invoked already, removed before, ended, never
    /// subscribed to this operation.
    HRESULT (ASYNCOM_CALL* Unsubscribe)(IAsyncListeners* This, uint64_t token);
} IAsyncListenersVtbl;
struct IAsyncListeners {
    const IAsyncListenersVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IAsyncProgressSink_INTERFACE_DEFINED__
#define __IAsyncProgressSink_INTERFACE_DEFINED__
/* {c52366be-66b8-4465-b999-01e1ddbf8c6c} */
ASYNCOM_CONSTANT GUID IID_IAsyncProgressSink = {
    0xc52366be, 0x66b8, 0x4465, {0xb9, 0x99, 0x01, 0xe1, 0xdd, 0xbf, 0x8c, 0x6c}};

/// Collects progress of many reporters into the reports of one producer, which it holds.
/// AsyncomCreateProgressSink makes one. Any thread. No two deliveries overlap; each comes on the
/// thread of a Report, of a child, of Flush, of the pool or of the end. A value over the rate waits,
/// the latest one replacing the one before, and a timer delivers it.
///
/// Complete, Fail and EndCanceled deliver the value that waits first, on the ending thread, and wait
/// for a delivery on another thread; so they, like Flush and the sink's last Release, are never
/// called under a lock that the progress handler takes. From there on the sink takes nothing. The
/// last Release lets the children go, delivers what waits, and gives up the producer: if nobody else
/// holds that, the operation is abandoned.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("c52366be-66b8-4465-b999-01e1ddbf8c6c")
IAsyncProgressSink : public IUnknown {
    /// Reports one value of the progress type, which is copied. Inside a progress handler that this
    /// sink is invoking, the value is delivered after it. A failure of the handler is counted.
    /// Returns S_OK; S_FALSE once the operation has ended, or its end has begun; E_OUTOFMEMORY;
    /// ASYNCOM_E_FORKED; E_POINTER.
    virtual HRESULT ASYNCOM_CALL Report(const void* value) = 0;

    /// Adds an operation whose progress counts with `weight`; the sum of all, divided by the sum of
    /// the weights, is reported whenever it changes. A child counts as 0 before its first report and
    /// as 1 from its end on, however it ends; only its reports of type Double count in between. NaN,
    /// a total that is not known, makes the whole NaN while the child runs. It may come at any time,
    /// ended too, and is held until its end. Its own reports and Report share one place: the latest
    /// wins. The sink's own progress type must be Double, a fraction from 0 to 1; a child's report below
    /// or above counts as 0 or 1. A line of sinks, each operation a child of the next one's, takes
    /// stack for each of them when it reports.
    /// Returns S_OK; S_FALSE as Report; E_NOTIMPL for another progress type; E_INVALIDARG for a
    /// weight that is negative or not finite, and for the sink's own operation; E_NOINTERFACE for a
    /// foreign one; E_OUTOFMEMORY; ASYNCOM_E_FORKED; E_POINTER.
    virtual HRESULT ASYNCOM_CALL AddChild(IUnknown* operation, double weight) = 0;

    /// Delivers the value that waits, on this thread and whatever the rate; inside the progress
    /// handler, right after it. Returns S_OK.
    virtual HRESULT ASYNCOM_CALL Flush() = 0;
};
#else
typedef struct IAsyncProgressSinkVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IAsyncProgressSink* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IAsyncProgressSink* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IAsyncProgressSink* This);
    /* its own */

    /// Reports one value of the progress type, which is copied. Inside a progress handler that this
    /// sink is invoking, the value is delivered after it. A failure of the handler is counted.
    /// Returns S_OK; S_FALSE once the operation has ended, or its end has begun; E_OUTOFMEMORY;
    /// ASYNCOM_E_FORKED; E_POINTER.
    HRESULT (ASYNCOM_CALL* Report)(IAsyncProgressSink* This, const void* value);

    /// Adds an operation whose progress counts with `weight`; the sum of all, divided by the sum of
    /// the weights, is reported whenever it changes. A child counts as 0 before its first report and
    /// as 1 from its end on, however it ends; only its reports of type Double count in between. NaN,
    /// a total that is not known, makes the whole NaN while the child runs. It may come at any time,
    /// ended too, and is held until its end. Its own reports and Report share one place: the latest
    /// wins. The sink's own progress type must be Double, a fraction from 0 to 1; a child's report below
    /// or above counts as 0 or 1. A line of sinks, each operation a child of the next one's, takes
    /// stack for each of them when it reports.
    /// Returns S_OK; S_FALSE as Report; E_NOTIMPL for another progress type; E_INVALIDARG for a
    /// weight that is negative or not finite, and for the sink's own operation; E_NOINTERFACE for a
    /// foreign one; E_OUTOFMEMORY; ASYNCOM_E_FORKED; E_POINTER.
    HRESULT (ASYNCOM_CALL* AddChild)(IAsyncProgressSink* This, IUnknown* operation, double weight);

    /// Delivers the value that waits, on this thread and whatever the rate; inside the progress
    /// handler, right after it. Returns S_OK.
    HRESULT (ASYNCOM_CALL* Flush)(IAsyncProgressSink* This);
} IAsyncProgressSinkVtbl;
struct IAsyncProgressSink {
    const IAsyncProgressSinkVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IAsyncError_INTERFACE_DEFINED__
#define __IAsyncError_INTERFACE_DEFINED__
/* {7f7e4364-5a54-4b28-80ee-47adff2c3dd5} */
ASYNCOM_CONSTANT GUID IID_IAsyncError = {
    0x7f7e4364, 0x5a54, 0x4b28, {0x80, 0xee, 0x47, 0xad, 0xff, 0x2c, 0x3d, 0xd5}};

/// The reason of a failure with all that is known of it. The same object answers IErrorInfo,
/// IRestrictedErrorInfo, ILanguageExceptionErrorInfo and IAgileObject. Any thread; immutable but
/// for AddContext.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("7f7e4364-5a54-4b28-80ee-47adff2c3dd5")
IAsyncError : public IUnknown {
    /// Gives the failure. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL get_Code(HRESULT* code) = 0;

    /// Writes a text as UTF-8 with its NUL: `which` is ASYNCOM_TEXT_MESSAGE, _ORIGIN or _CONTEXT,
    /// `index` the line, from 0. `needed` is how many bytes the whole text takes with its NUL.
    /// With capacity 0 `buffer` may be null.
    /// Returns S_OK; S_FALSE, an empty text and 1 past the last line; 0x8007007A if the text was
    /// cut, at the end of a character; E_INVALIDARG for another `which`; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetText(uint32_t which, uint32_t index, char* buffer,
        uint32_t capacity, uint32_t* needed) = 0;

    /// Adds one line to the context, for everyone who holds the error. `line` is UTF-8 and copied.
    /// Returns S_OK; E_INVALIDARG; E_OUTOFMEMORY; E_POINTER.
    virtual HRESULT ASYNCOM_CALL AddContext(const char* line) = 0;

    /// Hands over the exception of another language that caused the failure; null if there is
    /// none. Returns S_OK; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetException(IUnknown** exception) = 0;
};
#else
typedef struct IAsyncErrorVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IAsyncError* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IAsyncError* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IAsyncError* This);
    /* its own */

    /// Gives the failure. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* get_Code)(IAsyncError* This, HRESULT* code);

    /// Writes a text as UTF-8 with its NUL: `which` is ASYNCOM_TEXT_MESSAGE, _ORIGIN or _CONTEXT,
    /// `index` the line, from 0. `needed` is how many bytes the whole text takes with its NUL.
    /// With capacity 0 `buffer` may be null.
    /// Returns S_OK; S_FALSE, an empty text and 1 past the last line; 0x8007007A if the text was
    /// cut, at the end of a character; E_INVALIDARG for another `which`; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetText)(IAsyncError* This, uint32_t which, uint32_t index, char* buffer,
        uint32_t capacity, uint32_t* needed);

    /// Adds one line to the context, for everyone who holds the error. `line` is UTF-8 and copied.
    /// Returns S_OK; E_INVALIDARG; E_OUTOFMEMORY; E_POINTER.
    HRESULT (ASYNCOM_CALL* AddContext)(IAsyncError* This, const char* line);

    /// Hands over the exception of another language that caused the failure; null if there is
    /// none. Returns S_OK; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetException)(IAsyncError* This, IUnknown** exception);
} IAsyncErrorVtbl;
struct IAsyncError {
    const IAsyncErrorVtbl* lpVtbl;
};
#endif
#endif

#ifndef __IAsyncCompletionQueue_INTERFACE_DEFINED__
#define __IAsyncCompletionQueue_INTERFACE_DEFINED__
/* {5eb0b895-33e6-41bd-a028-f407aba8744e} */
ASYNCOM_CONSTANT GUID IID_IAsyncCompletionQueue = {
    0x5eb0b895, 0x33e6, 0x41bd, {0xa0, 0x28, 0xf4, 0x07, 0xab, 0xa8, 0x74, 0x4e}};

/// Ended operations in the order of their end, for one thread or many that serve a lot of them.
/// AsyncomCreateCompletionQueue makes one. Any thread. The last Release closes it.
///
/// In the child of a fork a queue of the parent stays the parent's: Attach, Dequeue and GetWaitHandle
/// answer ASYNCOM_E_FORKED there, Close does nothing.
#if defined(__cplusplus) && !defined(CINTERFACE)
ASYNCOM_INTERFACE("5eb0b895-33e6-41bd-a028-f407aba8744e")
IAsyncCompletionQueue : public IUnknown {
    /// Queues `operation` when it has ended, at once if it has; it is kept until then. It takes none
    /// of its handler slots. The same operation attached twice gives two items.
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close; E_NOINTERFACE for a foreign operation;
    /// E_OUTOFMEMORY; ASYNCOM_E_FORKED; E_POINTER.
    virtual HRESULT ASYNCOM_CALL Attach(IUnknown* operation, uint64_t key) = 0;

    /// Takes up to `capacity` items, waiting for the first up to `timeout` milliseconds. The
    /// operations in them are handed over; of the other items all bytes are 0. Completed handlers
    /// that this thread has put off run first.
    /// Returns S_OK; S_FALSE and a count of 0 if none came in time; E_ILLEGAL_METHOD_CALL after
    /// Close; E_INVALIDARG for capacity 0; ASYNCOM_E_FORKED; E_POINTER.
    virtual HRESULT ASYNCOM_CALL Dequeue(AsyncomCompletion* items, uint32_t capacity,
        uint32_t timeout, uint32_t* count) = 0;

    /// Hands over a native handle that is signalled while the queue is not empty, and from Close on;
    /// end it with AsyncomCloseWaitHandle, and never read from it. It wakes at least one who waits,
    /// and promises no item.
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close; 0x80070004 if the process has no
    /// descriptor left; E_OUTOFMEMORY; ASYNCOM_E_FORKED; E_POINTER.
    virtual HRESULT ASYNCOM_CALL GetWaitHandle(intptr_t* handle) = 0;

    /// Detaches every operation, releases what is queued and wakes all who wait. The operations run
    /// on. Returns S_OK.
    virtual HRESULT ASYNCOM_CALL Close() = 0;
};
#else
typedef struct IAsyncCompletionQueueVtbl {
    /* IUnknown */
    HRESULT (ASYNCOM_CALL* QueryInterface)(IAsyncCompletionQueue* This, REFIID iid, void** object);
    ASYNCOM_ULONG (ASYNCOM_CALL* AddRef)(IAsyncCompletionQueue* This);
    ASYNCOM_ULONG (ASYNCOM_CALL* Release)(IAsyncCompletionQueue* This);
    /* its own */

    /// Queues `operation` when it has ended, at once if it has; it is kept until then. It takes none
    /// of its handler slots. The same operation attached twice gives two items.
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close; E_NOINTERFACE for a foreign operation;
    /// E_OUTOFMEMORY; ASYNCOM_E_FORKED; E_POINTER.
    HRESULT (ASYNCOM_CALL* Attach)(IAsyncCompletionQueue* This, IUnknown* operation, uint64_t key);

    /// Takes up to `capacity` items, waiting for the first up to `timeout` milliseconds. The
    /// operations in them are handed over; of the other items all bytes are 0. Completed handlers
    /// that this thread has put off run first.
    /// Returns S_OK; S_FALSE and a count of 0 if none came in time; E_ILLEGAL_METHOD_CALL after
    /// Close; E_INVALIDARG for capacity 0; ASYNCOM_E_FORKED; E_POINTER.
    HRESULT (ASYNCOM_CALL* Dequeue)(IAsyncCompletionQueue* This, AsyncomCompletion* items,
        uint32_t capacity, uint32_t timeout, uint32_t* count);

    /// Hands over a native handle that is signalled while the queue is not empty, and from Close on;
    /// end it with AsyncomCloseWaitHandle, and never read from it. It wakes at least one who waits,
    /// and promises no item.
    /// Returns S_OK; E_ILLEGAL_METHOD_CALL after Close; 0x80070004 if the process has no
    /// descriptor left; E_OUTOFMEMORY; ASYNCOM_E_FORKED; E_POINTER.
    HRESULT (ASYNCOM_CALL* GetWaitHandle)(IAsyncCompletionQueue* This, intptr_t* handle);

    /// Detaches every operation, releases what is queued and wakes all who wait. The operations run
    /// on. Returns S_OK.
    HRESULT (ASYNCOM_CALL* Close)(IAsyncCompletionQueue* This);
} IAsyncCompletionQueueVtbl;
struct IAsyncCompletionQueue {
    const IAsyncCompletionQueueVtbl* lpVtbl;
};
#endif
#endif

#endif

/* SPDX-License-Identifier: MIT
 *
 * asyncom: work that is still running, as an object that any language can hold. This is the one
 * header that a C, C++ or FFI client includes.
 *
 * Consumers use the interfaces of Windows.Foundation (generated/windows.foundation.h and
 * generated/asyncinfo.h) and IAsyncControl; producers make an operation here and drive it through
 * IAsyncProducer (generated/asyncom.h). contract.md tells what is common to all of them.
 */
#ifndef ASYNCOM_H
#define ASYNCOM_H

#include "generated/asyncinfo.h"
#include "generated/asyncom.h"
#include "generated/errorinfo.h"
#include "generated/inspectable.h"
#include "generated/unknwn.h"
#include "generated/windows.foundation.h"
#include "generated/wsdasync.h"
#include "platform.h"
#include "results.h"
#include "runtime.h"

/* ---- constants ------------------------------------------------------------------------------ */

/* A timeout that never runs out. Other timeouts of waits are milliseconds. */
#define ASYNCOM_INFINITE 0xFFFFFFFFu

/* Its producer released an operation without ending it. */
#define ASYNCOM_E_ABANDONED ((HRESULT)0x8004A001)
/* New work is refused, because the module that asks is about to be unloaded. */
#define ASYNCOM_E_QUIESCED ((HRESULT)0x8004A002)
/* The work was running in the parent process when this process was forked off. */
#define ASYNCOM_E_FORKED ((HRESULT)0x8004A003)

/* Two results with a fixed meaning are Windows' own: 0x800704C7, HRESULT_FROM_WIN32 of
 * ERROR_CANCELLED, says that the work was cancelled, 0x800705B4, of ERROR_TIMEOUT, that the time
 * it was given has run out. */

/* IAsyncType::get_Family: which interface an operation has. */
enum {
    ASYNCOM_FAMILY_ACTION = 0,
    ASYNCOM_FAMILY_ACTION_WITH_PROGRESS = 1,
    ASYNCOM_FAMILY_OPERATION = 2,
    ASYNCOM_FAMILY_OPERATION_WITH_PROGRESS = 3
};

/* IAsyncType::GetIid: which identifier. */
enum {
    ASYNCOM_IID_OPERATION = 0,
    ASYNCOM_IID_COMPLETED_HANDLER = 1,
    ASYNCOM_IID_PROGRESS_HANDLER = 2
};

/* IAsyncType: which of the two values. */
enum { ASYNCOM_VALUE_RESULT = 0, ASYNCOM_VALUE_PROGRESS = 1 };

/* How a listing of operations is written. */
enum { ASYNCOM_DUMP_TEXT = 0, ASYNCOM_DUMP_JSON = 1 };

/* IAsyncError::GetText: the message, where the failure arose, or the lines that were added. */
enum { ASYNCOM_TEXT_MESSAGE = 0, ASYNCOM_TEXT_ORIGIN = 1, ASYNCOM_TEXT_CONTEXT = 2 };

/* AsyncomOperationInfo::flags: a cancel was requested; the body has ended; Close was called; the
 * operation stands for a foreign one. */
enum {
    ASYNCOM_INFO_CANCEL_REQUESTED = 1u,
    ASYNCOM_INFO_ENDED = 2u,
    ASYNCOM_INFO_CLOSED = 4u,
    ASYNCOM_INFO_ADOPTED = 8u
};

#if defined(__cplusplus)
extern "C" {
#endif

/* ---- functions ---------------------------------------------------------------------------------
 * For all of them: any thread; no initialisation; nothing is thrown. Every out-parameter is cleared
 * first. A null pointer where the comment does not allow it answers E_POINTER, checked before
 * anything else; anything else wrong with an argument answers E_INVALIDARG; a failure is as if the
 * call had not been made, and leaves error information in the calling thread's slot. In-parameters
 * are borrowed, and copied or referenced where they are kept.
 *
 * `const char*` is UTF-8 with a terminator. `operation` is a pointer to any interface of an
 * operation of this library; a foreign one answers E_NOINTERFACE, but the waits accept it. `iid`
 * names any interface of the operation that is made; for an unknown one nothing is made. */

/* Gives the version of the library that is loaded: major << 24 | minor << 16 | patch.
 *
 * Returns S_OK; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomGetVersion(uint32_t* packed) ASYNCOM_NOEXCEPT;

/* Has components looked for in a directory, too, by RoGetActivationFactory and RoActivateInstance:
 * behind the application's own directory and those that were added before. For the process, and for
 * good. The directory need not be there yet. On Windows it must be there (else 0x80070002), and
 * LoadLibraryEx with LOAD_LIBRARY_SEARCH_DEFAULT_DIRS finds it, as C++/WinRT's activation asks; the
 * system's own activation does not.
 *
 * Returns S_OK; S_FALSE if it was added before; E_INVALIDARG if it is not an absolute path, not
 * UTF-8 or, elsewhere than on Windows, holds a $, which loaders replace; E_OUTOFMEMORY;
 * E_POINTER; E_UNEXPECTED in a second copy of this library. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomAddComponentDirectory(const char* directory)
    ASYNCOM_NOEXCEPT;

/* ---- types ---- */

/* Gives the identifier that a Windows Runtime type has by its signature: of any pinterface(...) the
 * name-based one of that instance, of {iid} and delegate({iid}) that identifier, of rc(...) that of
 * its default interface. Nothing is kept, and nothing needs to be registered.
 *
 * A signature holds GUIDs in lower case only, names of dot-separated identifiers, structures of at
 * least one field, enums of i4 or u4; it is at most 65 536 bytes long and nested 64 deep.
 *
 * Returns S_OK; E_INVALIDARG for everything else, with the position in the error information;
 * E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomGetTypeIid(const char* signature,
                                                   GUID* iid) ASYNCOM_NOEXCEPT;

/* Gives the type of an operation by its signature: a pinterface of one of the three parameterised
 * families, or {5a648006-843a-4da9-865b-9d26e5dfad7b} for IAsyncAction. The same signature always
 * gives the same object, which lives as long as the process and needs no Release.
 *
 *   pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};string)    IAsyncOperation<String>
 *   pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};u4;f8)     ...WithProgress<UInt32, Double>
 *
 * Results may be of any type and size. Progress is passed by value, as compilers do it, up to 256
 * bytes.
 *
 * Returns S_OK; E_INVALIDARG as AsyncomGetTypeIid, for other types, and for the wrong number of
 * arguments; E_NOTIMPL for progress of more than 256 bytes; E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomGetType(const char* signature,
                                                IAsyncType** type) ASYNCOM_NOEXCEPT;

/* ---- errors ---- */

/* Writes the message in the calling thread's slot as UTF-8 with its terminator, and leaves the slot
 * as it is. `needed` is how many bytes the whole text takes with its terminator; with capacity 0
 * `buffer` may be null. Call it right after the call that failed.
 *
 * Returns S_OK; S_FALSE, an empty text and 1 if the slot is empty; 0x8007007A if the text was cut,
 * at the end of a character; E_OUTOFMEMORY, where another component's object has to be read;
 * E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomGetErrorText(char* buffer, uint32_t capacity,
                                                     uint32_t* needed) ASYNCOM_NOEXCEPT;

/* ---- produce ---- */

/* Makes a running operation, and the producer that drives and ends it. Both are handed over.
 * `options` may be null.
 *
 * Returns S_OK; E_NOINTERFACE for an unknown `iid` and for a foreign parent; E_INVALIDARG for
 * options that are wrong; E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomCreateOperation(IAsyncType* type,
                                                        const AsyncomOperationOptions* options,
                                                        const GUID* iid, void** operation,
                                                        IAsyncProducer** producer) ASYNCOM_NOEXCEPT;

/* Makes an operation that has ended well already. `result` points at one value of the result type
 * and is copied; null for an action, and only there.
 *
 * Returns S_OK; E_INVALIDARG for a result of an action; E_POINTER, also for none of an operation;
 * E_NOINTERFACE for an unknown `iid`; E_OUTOFMEMORY. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomCreateCompleted(IAsyncType* type, const void* result,
                                                        const GUID* iid,
                                                        void** operation) ASYNCOM_NOEXCEPT;

/* Makes an operation that has failed already. `message` may be null: then the thread's error
 * information is used if its code is `error`. 0x800704C7 makes it a cancelled one.
 *
 * Returns S_OK; E_INVALIDARG if `error` is a success; E_NOINTERFACE for an unknown `iid`;
 * E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomCreateFailed(IAsyncType* type, HRESULT error,
                                                     const char* message, const GUID* iid,
                                                     void** operation) ASYNCOM_NOEXCEPT;

/* Makes an operation that has been cancelled already, with 0x800704C7 as its reason.
 *
 * Returns S_OK; E_NOINTERFACE for an unknown `iid`; E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomCreateCanceled(IAsyncType* type, const GUID* iid,
                                                       void** operation) ASYNCOM_NOEXCEPT;

/* Makes an operation and runs `work` for it, once, on options->scheduler or else on the pool of the
 * process; never inside this call. `options` may be null.
 *
 * Cancelled before it starts, the work is not run and the operation ends as Canceled. Dropped by
 * the scheduler, it ends as Error with E_ABORT, or as Canceled if a cancel was requested. A failure
 * of the work ends it as Error. After a success it is ended by whoever keeps a reference to the
 * producer; if nobody does and it has not ended, it is abandoned.
 *
 * Returns S_OK; what the scheduler answers if it refuses; else as AsyncomCreateOperation. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomRun(IAsyncType* type, IAsyncWork* work,
                                            const AsyncomOperationOptions* options, const GUID* iid,
                                            void** operation) ASYNCOM_NOEXCEPT;

/* Makes an operation of this library that stands for one of another implementation: with everything
 * that ours have. It takes the foreign's Completed and Progress slots, and is the only one that
 * may; its result is copied, its progress, its error with the error information, its end are told
 * on, and Cancel and Close of ours are passed to it. The foreign is kept until ours is gone.
 *
 * What ends ours is the first firing with an outcome; what fires later, twice or with Started, is
 * ignored. A foreign that says Completed or Error when it is adopted has ended. One that lets go of
 * the Completed handler without an outcome ends ours as Error ASYNCOM_E_ABANDONED; one that neither
 * fires nor lets go is running. If GetResults of a completed one fails, ours ends as Error with
 * that. A foreign that takes no Progress handler is adopted without its progress.
 *
 * An operation of this library is handed over as it is; then `options` does not count.
 *
 * Returns S_OK; E_NOINTERFACE for an object that is no operation of `type`, and as
 * AsyncomCreateOperation; what put_Completed of the foreign answers if it fails, such as
 * E_ILLEGAL_DELEGATE_ASSIGNMENT where the slot is taken; E_INVALIDARG; E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomAdopt(IUnknown* foreign, IAsyncType* type,
                                              const AsyncomOperationOptions* options,
                                              const GUID* iid, void** operation) ASYNCOM_NOEXCEPT;

/* Makes a sink through which any number of threads, and of other operations, report the progress of
 * one: the latest value wins. It delivers at most `max_per_second` values per second, as reports of
 * `producer`, which it holds; a value that comes too early waits for a timer of the process's pool.
 * 0: every value is delivered. The first value, and what waits when the operation ends, always
 * come. The producer itself is still driven by its one caller, and ended by it. If the operation
 * has ended the sink takes nothing. IAsyncProgressSink tells the rest.
 *
 * Returns S_OK; E_NOTIMPL if the operation's type has no progress; E_NOINTERFACE if the producer is
 * not of this library; E_OUTOFMEMORY; ASYNCOM_E_FORKED; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomCreateProgressSink(
    IAsyncProducer* producer, uint32_t max_per_second, IAsyncProgressSink** sink) ASYNCOM_NOEXCEPT;

/* ---- objects from function pointers ------------------------------------------------------------
 * Each gives an agile object with one reference, which calls the function with `context`. When its
 * last reference goes, `destroy` is called with the context, exactly once; it may be null. After a
 * failure it is not called, and the context is still the caller's. */

/* Makes a Completed handler of the type: *handler is a pointer to the interface that put_Completed
 * takes. Returns S_OK; E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomCreateCompletedHandler(IAsyncType* type,
                                                               AsyncomCompletedCallback invoke,
                                                               void* context,
                                                               AsyncomDestroyCallback destroy,
                                                               void** handler) ASYNCOM_NOEXCEPT;

/* Makes a Progress handler of the type: *handler is a pointer to the interface that put_Progress
 * takes. Returns S_OK; E_NOTIMPL if the family has no progress; E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomCreateProgressHandler(IAsyncType* type,
                                                              AsyncomProgressCallback invoke,
                                                              void* context,
                                                              AsyncomDestroyCallback destroy,
                                                              void** handler) ASYNCOM_NOEXCEPT;

/* Makes a cancel handler, for IAsyncProducer::put_CancelHandler. Returns S_OK; E_OUTOFMEMORY;
 * E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomCreateCancelHandler(
    AsyncomCancelCallback invoke, void* context, AsyncomDestroyCallback destroy,
    IAsyncCancelHandler** handler) ASYNCOM_NOEXCEPT;

/* Makes a piece of work, for AsyncomRun. Returns S_OK; E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomCreateWork(AsyncomWorkCallback run, void* context,
                                                   AsyncomDestroyCallback destroy,
                                                   IAsyncWork** work) ASYNCOM_NOEXCEPT;

/* Does what put_Completed does, with one call for any family. The caller's reference to `handler`
 * passes to the operation, after a failure too. `handler` must be the pointer to the Completed
 * handler's own interface, as AsyncomCreateCompletedHandler gives it; null is an assignment too,
 * the only one.
 *
 * Returns what put_Completed returns; E_NOINTERFACE for a foreign operation; E_POINTER if
 * `operation` is null. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomAttachCompleted(IUnknown* operation,
                                                        IUnknown* handler) ASYNCOM_NOEXCEPT;

/* ---- wait --------------------------------------------------------------------------------------
 * `timeout` is milliseconds, or ASYNCOM_INFINITE. Waiting uses no handler slot, may be done any
 * number of times by any number of threads, and does not wait for handlers to return. With a
 * timeout other than 0 it answers E_ILLEGAL_METHOD_CALL inside the progress or cancel handler of an
 * operation that it would wait for; inside a Completed handler the operation has ended. An
 * operation that is not of this library is asked for its status at intervals of 1 to 16 ms. */

/* Waits until the operation has ended.
 *
 * Returns S_OK; S_FALSE if the time ran out; E_ILLEGAL_METHOD_CALL; E_NOINTERFACE for an object
 * without IAsyncInfo; E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomWait(IUnknown* operation,
                                             uint32_t timeout) ASYNCOM_NOEXCEPT;

/* Waits until one of the operations has ended; `index` is the lowest that has. The same operation
 * may stand there twice.
 *
 * Returns S_OK; S_FALSE with 0xFFFFFFFF as index if the time ran out; E_INVALIDARG for count 0;
 * E_POINTER, also for a null element; else as AsyncomWait. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomWaitAny(IUnknown* const* operations, uint32_t count,
                                                uint32_t timeout, uint32_t* index) ASYNCOM_NOEXCEPT;

/* Waits until all operations have ended; with count 0 they have. The same operation may stand there
 * twice.
 *
 * Returns S_OK; S_FALSE if the time ran out; E_POINTER, also for a null element; else as
 * AsyncomWait. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomWaitAll(IUnknown* const* operations, uint32_t count,
                                                uint32_t timeout) ASYNCOM_NOEXCEPT;

/* Hands over a native handle that is signalled from the end on, for ever: on POSIX systems a
 * close-on-exec descriptor that becomes readable, for poll and its like; on Windows an event. It is
 * a duplicate of the caller's own; end it with AsyncomCloseWaitHandle. Never read from it.
 *
 * Returns S_OK; E_NOINTERFACE for a foreign operation; 0x80070004 if the process has no descriptor
 * left; E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomGetWaitHandle(IUnknown* operation,
                                                      intptr_t* handle) ASYNCOM_NOEXCEPT;

/* Closes a handle that AsyncomGetWaitHandle, IAsyncControl::GetWaitHandle or
 * IAsyncCompletionQueue::GetWaitHandle gave: close() or CloseHandle(), for languages that have
 * neither.
 *
 * Returns S_OK; E_HANDLE for 0, -1 and a handle that is closed. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomCloseWaitHandle(intptr_t handle) ASYNCOM_NOEXCEPT;

/* Hands over a new, empty completion queue: any number of operations behind one place to wait, and
 * behind one descriptor for event loops. IAsyncCompletionQueue tells the rest.
 *
 * Returns S_OK; E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomCreateCompletionQueue(IAsyncCompletionQueue** queue)
    ASYNCOM_NOEXCEPT;

/* ---- compose -----------------------------------------------------------------------------------
 * Each hands over a new operation that ends when others have ended, and that others can be made of
 * in turn, to any depth: neither the end nor a cancel nor a release of a line of them needs more
 * stack than one. The inputs must be operations of this library; they are kept until the new one
 * has ended, and none of their handler slots is taken. Releasing the new operation cancels nothing.
 *
 * Cancelling it cancels the inputs that still run, with its reason; it has ended when they have.
 * Errors pass through as the same error object, to which a line of context is added where the input
 * has a name. The handlers of the new operation run on the thread that ends the last input, after
 * the outermost end on it is about to return.
 *
 * `options` may be null. All return, besides what stands at each: S_OK; E_NOINTERFACE for an
 * operation or a parent that is foreign, and for an unknown `iid`; E_INVALIDARG for options that
 * are wrong; E_OUTOFMEMORY, as if the call had not been made; E_POINTER, also for a null element.
 */

/* Makes an IAsyncActionWithProgress<Double> that ends when all operations have: as Error with the
 * first error in the order of the array, else as Canceled if one of them has, else as Completed. A
 * failure cancels no other. With count 0 it completes at once; `operations` is not null even then.
 * The same operation may stand there twice.
 *
 * Its progress is the sum of the fractions that operations with Double as their progress type
 * report, and of 1 for each that has ended, weighted: from 0 to 1, and 1 before it ends, also as
 * Error or Canceled. NaN changes nothing. `weights`: null for equal ones, else one for each.
 *
 * Also returns E_INVALIDARG for a weight that is negative or not finite, and if all are 0. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomWhenAll(IUnknown* const* operations, uint32_t count,
                                                const double* weights,
                                                const AsyncomOperationOptions* options,
                                                const GUID* iid, void** operation) ASYNCOM_NOEXCEPT;

/* Makes an IAsyncOperation<UInt32> that completes with the index of the operation that has ended
 * first, in whatever way; the lowest, if several have ended before the call. The others are then
 * cancelled, and it completes when they have ended.
 *
 * Also returns E_INVALIDARG for count 0. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomWhenAny(IUnknown* const* operations, uint32_t count,
                                                const AsyncomOperationOptions* options,
                                                const GUID* iid, void** operation) ASYNCOM_NOEXCEPT;

/* Makes an operation of `type` and runs `continuation` for it as AsyncomRun does, once `antecedent`
 * has ended, in whatever way; Run is given the pointer that stands here. Never inside this call.
 *
 * Cancelled before the continuation starts, it cancels the antecedent, waits for its end, and ends
 * as Canceled without running the continuation; afterwards a cancel is the continuation's to see.
 * A scheduler that refuses the continuation when its time has come ends it with that error; one
 * that is gone before it has run it, with E_ABORT. The scheduler is held while the antecedent runs.
 *
 * Also returns what the scheduler answers if the antecedent has ended already and it refuses. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomThen(IUnknown* antecedent, IAsyncType* type,
                                             IAsyncWork* continuation,
                                             const AsyncomOperationOptions* options,
                                             const GUID* iid, void** operation) ASYNCOM_NOEXCEPT;

/* Makes an operation of the same type that ends as `operation` does; its progress and its partial
 * result pass through. `duration` is in ticks of 100 ns on the clock of options->scheduler, or else
 * of the pool of the process. When it is over, `operation` is cancelled with 0x800705B4 as the
 * reason, and when that has ended as Canceled the new one ends as Error with 0x800705B4, also where
 * somebody had cancelled it before; if it never ends the new one keeps running. An operation that
 * has ended already keeps its outcome, even at duration 0. Of the deadline and the end one decides,
 * whichever comes first. A scheduler that drops the deadline acts as if it were over, with E_ABORT
 * in place of 0x800705B4. The scheduler is held until the new operation has ended.
 *
 * Also returns E_INVALIDARG for a negative duration; what the scheduler answers if it refuses. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomWithDeadline(IUnknown* operation, int64_t duration,
                                                     const AsyncomOperationOptions* options,
                                                     const GUID* iid,
                                                     void** deadline_operation) ASYNCOM_NOEXCEPT;

/* ---- schedule ---- */

/* Hands over the pool of the process, which starts its threads on demand and lives as long as the
 * process.
 *
 * Returns S_OK; E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomGetDefaultScheduler(IAsyncScheduler** scheduler)
    ASYNCOM_NOEXCEPT;

/* Hands over a new pool of up to `threads` threads, which start on demand; 0: one for each
 * processor. `name` may be null; the threads show it where the system shows names of threads.
 * IAsyncScheduler tells what the last Release does.
 *
 * Returns S_OK; E_INVALIDARG for more than 1024 threads and a name that is not UTF-8;
 * E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomCreatePool(uint32_t threads, const char* name,
                                                   IAsyncScheduler** pool) ASYNCOM_NOEXCEPT;

/* Hands over a new scheduler without threads, on a clock of its own that begins at 0 and stands
 * still: its tasks run when IAsyncManualScheduler::RunReady and Advance are called, on the calling
 * thread. As options->scheduler it makes a test of timed work exact.
 *
 * Returns S_OK; E_OUTOFMEMORY; E_POINTER. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomCreateManualScheduler(IAsyncManualScheduler** scheduler)
    ASYNCOM_NOEXCEPT;

/* ---- observe ---- */

/* Shows every operation of the process that lives, running or ended and still held, to `visit`,
 * on the calling thread and in no particular order. What is made or let go meanwhile may be missed.
 * `visit` gets a copy, borrowed for the call; neither a lock nor the operation is held while it
 * runs, so it may call anything, this function too. S_FALSE from it ends the listing, a failure
 * ends it and is the answer. While the listing looks at an operation it holds it, so the last
 * reference of one that is let go at that moment ends here, on this thread. In the child of a fork
 * the operations of the parent are listed as they answer there. Windows has nothing like it.
 *
 * Returns S_OK, also where `visit` ended the listing by S_FALSE; what `visit` failed with;
 * E_NOTIMPL with ASYNCOM_REGISTRY=off; E_POINTER for a null `visit`. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomEnumerateOperations(AsyncomVisitCallback visit,
                                                            void* context) ASYNCOM_NOEXCEPT;

/* Writes what AsyncomEnumerateOperations lists, by serial; that is in order of creation only within
 * one thread. As text for people (ASYNCOM_DUMP_TEXT), a line for each operation, children indented
 * under their parents, and at the end those that were abandoned and those that have ended and are
 * still held, by name; or as one JSON object (ASYNCOM_DUMP_JSON), {"operations":[...]}, whose
 * members contract.md names. Both are UTF-8; what is not printable in a name, or changes the
 * direction of what follows it, is escaped.
 *
 * `file` is an open descriptor, on Windows a HANDLE, and stays open; short writes are continued. A
 * pipe or socket that nobody reads any more is the failure 0x8007006D (EPIPE) and no signal. No
 * lock is held meanwhile; on a failure a part may have been written.
 *
 * Returns S_OK; E_INVALIDARG for another format; 0x80070006 for a file that is not open; the
 * system's code where writing fails; E_NOTIMPL with ASYNCOM_REGISTRY=off; E_OUTOFMEMORY. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomDumpOperations(intptr_t file,
                                                       uint32_t format) ASYNCOM_NOEXCEPT;

/* Has AsyncomDumpOperations called with `file` and `format` whenever the signal comes; another call
 * for the same signal exchanges them. The signal's handler only wakes a thread of the library,
 * which writes, once for several signals that come close together, and calls the handler that was
 * there before, only the first time if that asks for it (SA_RESETHAND); SA_RESTART, SA_NODEFER and
 * SA_ONSTACK stay as it had them. The default action does not happen any more. Who puts his own
 * handler over it may call it from there; asked again, it goes over that one, too.
 *
 * `file` stays the caller's, and open, until -1 in its place ends it: then the previous handler is
 * back, unless somebody has put his own since, and nothing is written any more when the call
 * returns, which waits for a listing for this signal that is being written, as long as the reader
 * of `file` takes. In the child of a fork the previous handler is back, and nothing is written
 * until it asks itself.
 *
 * Returns S_OK; S_FALSE for -1 where nothing was asked for; E_INVALIDARG for another format, a
 * number that is no signal, one that cannot be caught, and those that report a fault or abort;
 * 0x80070006 for a file that is not open; 0x80070004 without descriptors; E_OUTOFMEMORY where the
 * system refuses a thread, and over a fifth handler while four stand over each other; E_NOTIMPL on
 * Windows and with ASYNCOM_REGISTRY=off. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomDumpOnSignal(int32_t signal, intptr_t file,
                                                     uint32_t format) ASYNCOM_NOEXCEPT;

/* Takes a module out of use, for instance before it is unloaded: `module` is any address inside of
 * it, null stands for the whole process. From now on, until AsyncomResume, every function that
 * makes an operation and is called from there, or that makes an object from a function that lies
 * there, answers ASYNCOM_E_QUIESCED. Operations that were made from there and run are cancelled
 * with that reason. Objects made from functions of the module lose them: handlers are not called
 * any more, work ends its operation as Error ASYNCOM_E_QUIESCED; the context of each is ended by
 * `destroy`, on this thread, once nobody is inside. Then the call waits until the operations have
 * ended and the functions been left, at most `timeout` milliseconds, 0 or ASYNCOM_INFINITE. An
 * operation whose creation overlaps with the call may be handed out, and has then ended as
 * canceled.
 *
 * S_FALSE says that the time has run out: `remaining` counts operations that still run and
 * functions that somebody is inside of. New work stays refused; the call may be repeated. Ended
 * operations that somebody holds are not waited for, nor are tasks that were given to a scheduler,
 * threads of the module, and objects of its own classes: those it ends by itself. An operation that
 * AsyncomAdopt has made runs until the foreign one has ended. What runs in the parent process is
 * not waited for in the child of a fork. Windows has nothing like it.
 *
 * Returns S_OK, and S_OK again; S_FALSE; E_INVALIDARG for an address that lies in no module;
 * E_ILLEGAL_METHOD_CALL inside a handler, work, a task or a `destroy`, where nothing changes;
 * E_OUTOFMEMORY where 64 modules are quiesced; E_POINTER for a null `remaining`. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomQuiesce(const void* module, uint32_t timeout,
                                                uint32_t* remaining) ASYNCOM_NOEXCEPT;

/* Lets a module that was quiesced, or with null the process, make new work again; what each of them
 * was denied is lifted on its own. What was cancelled or removed stays so. Also for a module that
 * has been unloaded since: call it after the unloading, because the same module, or another, may
 * be loaded there again and would be refused.
 *
 * Returns S_OK, also where nothing was quiesced; E_INVALIDARG for an address that lies neither in a
 * module nor in one that was quiesced. */
ASYNCOM_API HRESULT ASYNCOM_CALL AsyncomResume(const void* module) ASYNCOM_NOEXCEPT;

#if defined(__cplusplus)
}
#endif

/* ---- short names -------------------------------------------------------------------------------
 * The interfaces that are no instances of a template, without their namespace. Instances are named
 * as in Windows' headers: __FIAsyncOperation_1_UINT32, and in C++ as well
 * ABI::Windows::Foundation::IAsyncOperation<uint32_t>. */
#if !defined(ASYNCOM_NO_SHORT_NAMES)

#if defined(__cplusplus) && !defined(CINTERFACE)
using ABI::Windows::Foundation::IAsyncAction;
using ABI::Windows::Foundation::IAsyncActionCompletedHandler;
typedef IAsyncActionCompletedHandler AsyncActionCompletedHandler;
#else
typedef __x_ABI_CWindows_CFoundation_CIAsyncAction IAsyncAction;
typedef __x_ABI_CWindows_CFoundation_CIAsyncActionVtbl IAsyncActionVtbl;
typedef __x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandler IAsyncActionCompletedHandler;
typedef __x_ABI_CWindows_CFoundation_CIAsyncActionCompletedHandlerVtbl
    IAsyncActionCompletedHandlerVtbl;
typedef IAsyncActionCompletedHandler AsyncActionCompletedHandler;
typedef IAsyncActionCompletedHandlerVtbl AsyncActionCompletedHandlerVtbl;
#endif

/* {5a648006-843a-4da9-865b-9d26e5dfad7b} */
ASYNCOM_CONSTANT GUID IID_IAsyncAction = {
    0x5a648006, 0x843a, 0x4da9, {0x86, 0x5b, 0x9d, 0x26, 0xe5, 0xdf, 0xad, 0x7b}};
/* {a4ed5c81-76c9-40bd-8be6-b1d90fb20ae7} */
ASYNCOM_CONSTANT GUID IID_IAsyncActionCompletedHandler = {
    0xa4ed5c81, 0x76c9, 0x40bd, {0x8b, 0xe6, 0xb1, 0xd9, 0x0f, 0xb2, 0x0a, 0xe7}};
ASYNCOM_CONSTANT GUID IID_AsyncActionCompletedHandler = {
    0xa4ed5c81, 0x76c9, 0x40bd, {0x8b, 0xe6, 0xb1, 0xd9, 0x0f, 0xb2, 0x0a, 0xe7}};

#endif

#endif

// SPDX-License-Identifier: MIT
// Asyncom's own functions: one line each, because what they do is said in asyncom.h and done in
// src. Every implementation is noexcept and checks its arguments.
#include "async/closure.h"
#include "async/create.h"
#include "async/type_iid.h"
#include "async/type_table.h"
#include "com/component_directories.h"
#include "com/error_info.h"
#include "com/first_copy.h"
#include "compose/then.h"
#include "compose/when_all.h"
#include "compose/when_any.h"
#include "compose/with_deadline.h"
#include "observe/dump.h"
#include "observe/dump_on_signal.h"
#include "observe/live_list.h"
#include "observe/quiesce.h"
#include "platform/code_address.h"
#include "platform/wait_handle.h"
#include "run/adopt.h"
#include "run/completion_queue.h"
#include "run/default_scheduler.h"
#include "run/manual_scheduler.h"
#include "run/pool.h"
#include "run/progress_sink.h"
#include "run/run.h"
#include "run/wait.h"

#include <asyncom/asyncom.h>

namespace core = asyncom::core;

// The build passes the project's version.
static_assert(ASYNCOM_VERSION_MAJOR < 256 && ASYNCOM_VERSION_MINOR < 256);

// ---- library, types -----------------------------------------------------------------------------

HRESULT ASYNCOM_CALL AsyncomGetVersion(uint32_t* packed) noexcept {
    if (packed == nullptr) return core::refuse_null();
    *packed = ASYNCOM_VERSION_MAJOR << 24 | ASYNCOM_VERSION_MINOR << 16 | ASYNCOM_VERSION_PATCH;
    return S_OK;
}

HRESULT ASYNCOM_CALL AsyncomAddComponentDirectory(const char* directory) noexcept {
    return core::add_component_directory(directory);
}

// For other copies of this library in the process; no header declares it.
extern "C" ASYNCOM_API std::atomic<core::copy_state>* ASYNCOM_CALL asyncom_get_copy() noexcept {
    return &core::own_copy;
}

HRESULT ASYNCOM_CALL AsyncomGetTypeIid(const char* signature, GUID* iid) noexcept {
    return core::get_type_iid(signature, iid);
}

HRESULT ASYNCOM_CALL AsyncomGetType(const char* signature, IAsyncType** type) noexcept {
    return core::get_type(signature, type);
}

HRESULT ASYNCOM_CALL AsyncomGetErrorText(char* buffer, uint32_t capacity,
                                         uint32_t* needed) noexcept {
    return core::get_error_text(buffer, capacity, needed);
}

// ---- produce ------------------------------------------------------------------------------------

HRESULT ASYNCOM_CALL AsyncomCreateOperation(IAsyncType* type,
                                            const AsyncomOperationOptions* options, const GUID* iid,
                                            void** operation, IAsyncProducer** producer) noexcept {
    return core::create_operation(type, options, iid, operation, producer,
                                  ASYNCOM_RETURN_ADDRESS());
}

HRESULT ASYNCOM_CALL AsyncomCreateCompleted(IAsyncType* type, const void* result, const GUID* iid,
                                            void** operation) noexcept {
    return core::create_completed(type, result, iid, operation, ASYNCOM_RETURN_ADDRESS());
}

HRESULT ASYNCOM_CALL AsyncomCreateFailed(IAsyncType* type, HRESULT error, const char* message,
                                         const GUID* iid, void** operation) noexcept {
    return core::create_failed(type, error, message, iid, operation, ASYNCOM_RETURN_ADDRESS());
}

HRESULT ASYNCOM_CALL AsyncomCreateCanceled(IAsyncType* type, const GUID* iid,
                                           void** operation) noexcept {
    return core::create_canceled(type, iid, operation, ASYNCOM_RETURN_ADDRESS());
}

HRESULT ASYNCOM_CALL AsyncomRun(IAsyncType* type, IAsyncWork* work,
                                const AsyncomOperationOptions* options, const GUID* iid,
                                void** operation) noexcept {
    return core::run(type, work, options, iid, operation, ASYNCOM_RETURN_ADDRESS());
}

HRESULT ASYNCOM_CALL AsyncomAdopt(IUnknown* foreign, IAsyncType* type,
                                  const AsyncomOperationOptions* options, const GUID* iid,
                                  void** operation) noexcept {
    return core::adopt(foreign, type, options, iid, operation, ASYNCOM_RETURN_ADDRESS());
}

HRESULT ASYNCOM_CALL AsyncomCreateProgressSink(IAsyncProducer* producer, uint32_t max_per_second,
                                               IAsyncProgressSink** sink) noexcept {
    return core::create_progress_sink(producer, max_per_second, sink);
}

HRESULT ASYNCOM_CALL AsyncomCreateCompletedHandler(IAsyncType* type,
                                                   AsyncomCompletedCallback invoke, void* context,
                                                   AsyncomDestroyCallback destroy,
                                                   void** handler) noexcept {
    return core::create_completed_handler(type, invoke, context, destroy, handler);
}

HRESULT ASYNCOM_CALL AsyncomCreateProgressHandler(IAsyncType* type, AsyncomProgressCallback invoke,
                                                  void* context, AsyncomDestroyCallback destroy,
                                                  void** handler) noexcept {
    return core::create_progress_handler(type, invoke, context, destroy, handler);
}

HRESULT ASYNCOM_CALL AsyncomCreateCancelHandler(AsyncomCancelCallback invoke, void* context,
                                                AsyncomDestroyCallback destroy,
                                                IAsyncCancelHandler** handler) noexcept {
    return core::create_cancel_handler(invoke, context, destroy, handler);
}

HRESULT ASYNCOM_CALL AsyncomCreateWork(AsyncomWorkCallback run, void* context,
                                       AsyncomDestroyCallback destroy, IAsyncWork** work) noexcept {
    return core::create_work(run, context, destroy, work);
}

HRESULT ASYNCOM_CALL AsyncomAttachCompleted(IUnknown* operation, IUnknown* handler) noexcept {
    return core::attach_completed(operation, handler);
}

// ---- wait ---------------------------------------------------------------------------------------

HRESULT ASYNCOM_CALL AsyncomWait(IUnknown* operation, uint32_t timeout) noexcept {
    return core::wait(operation, timeout);
}

HRESULT ASYNCOM_CALL AsyncomWaitAny(IUnknown* const* operations, uint32_t count, uint32_t timeout,
                                    uint32_t* index) noexcept {
    return core::wait_any(operations, count, timeout, index);
}

HRESULT ASYNCOM_CALL AsyncomWaitAll(IUnknown* const* operations, uint32_t count,
                                    uint32_t timeout) noexcept {
    return core::wait_all(operations, count, timeout);
}

HRESULT ASYNCOM_CALL AsyncomGetWaitHandle(IUnknown* operation, intptr_t* handle) noexcept {
    return core::wait_handle_of(operation, handle);
}

HRESULT ASYNCOM_CALL AsyncomCloseWaitHandle(intptr_t handle) noexcept {
    const HRESULT closed = core::close_native_handle(handle);
    return closed < 0 ? core::originate(closed, nullptr) : closed;
}

HRESULT ASYNCOM_CALL AsyncomCreateCompletionQueue(IAsyncCompletionQueue** queue) noexcept {
    return core::create_completion_queue(queue);
}

// ---- compose ------------------------------------------------------------------------------------

HRESULT ASYNCOM_CALL AsyncomWhenAll(IUnknown* const* operations, uint32_t count,
                                    const double* weights, const AsyncomOperationOptions* options,
                                    const GUID* iid, void** operation) noexcept {
    return core::when_all(operations, count, weights, options, iid, operation,
                          ASYNCOM_RETURN_ADDRESS());
}

HRESULT ASYNCOM_CALL AsyncomWhenAny(IUnknown* const* operations, uint32_t count,
                                    const AsyncomOperationOptions* options, const GUID* iid,
                                    void** operation) noexcept {
    return core::when_any(operations, count, options, iid, operation, ASYNCOM_RETURN_ADDRESS());
}

HRESULT ASYNCOM_CALL AsyncomThen(IUnknown* antecedent, IAsyncType* type, IAsyncWork* continuation,
                                 const AsyncomOperationOptions* options, const GUID* iid,
                                 void** operation) noexcept {
    return core::then(antecedent, type, continuation, options, iid, operation,
                      ASYNCOM_RETURN_ADDRESS());
}

HRESULT ASYNCOM_CALL AsyncomWithDeadline(IUnknown* operation, int64_t duration,
                                         const AsyncomOperationOptions* options, const GUID* iid,
                                         void** deadline_operation) noexcept {
    return core::with_deadline(operation, duration, options, iid, deadline_operation,
                               ASYNCOM_RETURN_ADDRESS());
}

// ---- schedule -----------------------------------------------------------------------------------

HRESULT ASYNCOM_CALL AsyncomGetDefaultScheduler(IAsyncScheduler** scheduler) noexcept {
    return core::default_scheduler(scheduler);
}

HRESULT ASYNCOM_CALL AsyncomCreatePool(uint32_t threads, const char* name,
                                       IAsyncScheduler** pool) noexcept {
    return core::create_pool(threads, name, pool);
}

HRESULT ASYNCOM_CALL AsyncomCreateManualScheduler(IAsyncManualScheduler** scheduler) noexcept {
    return core::create_manual_scheduler(scheduler);
}

// ---- observe ------------------------------------------------------------------------------------

HRESULT ASYNCOM_CALL AsyncomEnumerateOperations(AsyncomVisitCallback visit,
                                                void* context) noexcept {
    return core::enumerate_operations(visit, context);
}

HRESULT ASYNCOM_CALL AsyncomDumpOperations(intptr_t file, uint32_t format) noexcept {
    return core::dump_operations(file, format);
}

HRESULT ASYNCOM_CALL AsyncomDumpOnSignal(int32_t signal, intptr_t file, uint32_t format) noexcept {
    return core::dump_on_signal(signal, file, format);
}

HRESULT ASYNCOM_CALL AsyncomQuiesce(const void* module, uint32_t timeout,
                                    uint32_t* remaining) noexcept {
    return core::quiesce(module, timeout, remaining);
}

HRESULT ASYNCOM_CALL AsyncomResume(const void* module) noexcept {
    return core::resume(module);
}

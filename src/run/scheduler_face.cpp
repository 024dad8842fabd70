// SPDX-License-Identifier: MIT
//
// The methods that a pool and the process's scheduler have in common.
#include "run/scheduler_face.h"

#include "com/error_info.h"

namespace asyncom::core {

HRESULT check_timer(int64_t delay, AsyncomTaskCallback callback, uint64_t* token) noexcept {
    *token = 0;
    if (!callback) return refuse_null();
    return delay < 0 ? originate(E_INVALIDARG, "The delay is negative.") : S_OK;
}

HRESULT refuse_forked() noexcept {
    return originate(ASYNCOM_E_FORKED, "The scheduler stayed in the parent process.");
}

HRESULT ASYNCOM_CALL scheduler_face::QueryInterface(REFIID iid, void** object) noexcept {
    if (!object) return E_POINTER;
    *object = nullptr;
    if (iid != IID_IUnknown && iid != IID_IAsyncScheduler && iid != IID_IAgileObject) {
        return E_NOINTERFACE;
    }
    AddRef();
    *object = static_cast<IAsyncScheduler*>(this);
    return S_OK;
}

HRESULT ASYNCOM_CALL scheduler_face::Schedule(AsyncomTaskCallback callback,
                                              void* context) noexcept {
    if (!callback) return refuse_null();
    worker_pool* workers = nullptr;
    const HRESULT result = reach_workers(&workers);
    return result < 0 ? result : workers->schedule(task{callback, context});
}

HRESULT ASYNCOM_CALL scheduler_face::ScheduleAfter(int64_t delay, AsyncomTaskCallback callback,
                                                   void* context, uint64_t* token) noexcept {
    uint64_t unwanted = 0; // the token may be null
    if (!token) token = &unwanted;
    if (const HRESULT checked = check_timer(delay, callback, token); checked < 0) return checked;
    worker_pool* workers = nullptr;
    const HRESULT result = reach_workers(&workers);
    return result < 0 ? result : workers->schedule_after(delay, task{callback, context}, token);
}

HRESULT ASYNCOM_CALL scheduler_face::CancelScheduled(uint64_t token) noexcept {
    worker_pool* workers = workers_if_any();
    return workers && workers->cancel(token) ? S_OK : S_FALSE;
}

HRESULT ASYNCOM_CALL scheduler_face::get_Now(int64_t* ticks) noexcept {
    if (!ticks) return refuse_null();
    worker_pool* workers = workers_if_any();
    *ticks = workers ? workers->now() : system_time().now();
    return S_OK;
}

} // namespace asyncom::core

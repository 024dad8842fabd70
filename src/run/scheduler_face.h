// SPDX-License-Identifier: MIT
//
// IAsyncScheduler over a worker pool: checks arguments, leaves error info, and asks the derived
// class which pool serves the call. And what every scheduler of ours answers in the same way.
#pragma once

#include <asyncom/asyncom.h>

#include "run/worker_pool.h"

namespace asyncom::core {

// The arguments of ScheduleAfter, with error info where they are wrong. Clears *token.
HRESULT check_timer(int64_t delay, AsyncomTaskCallback callback, uint64_t* token) noexcept;

// ASYNCOM_E_FORKED, with error info.
HRESULT refuse_forked() noexcept;

class scheduler_face : public IAsyncScheduler {
public:
    // IUnknown, IAsyncScheduler, IAgileObject.
    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept final;

    HRESULT ASYNCOM_CALL Schedule(AsyncomTaskCallback callback, void* context) noexcept final;
    HRESULT ASYNCOM_CALL ScheduleAfter(int64_t delay, AsyncomTaskCallback callback, void* context,
                                       uint64_t* token) noexcept final;
    HRESULT ASYNCOM_CALL CancelScheduled(uint64_t token) noexcept final;
    HRESULT ASYNCOM_CALL get_Now(int64_t* ticks) noexcept final;

protected:
    ~scheduler_face() = default;

private:
    // The pool that takes new tasks, made if need be, or a failure with error info.
    virtual HRESULT reach_workers(worker_pool** workers) noexcept = 0;

    // The pool that this process has, or null.
    virtual worker_pool* workers_if_any() noexcept = 0;
};

} // namespace asyncom::core

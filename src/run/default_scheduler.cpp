// SPDX-License-Identifier: MIT
//
// A static face, and behind it the worker pool of the present process.
#include "run/default_scheduler.h"

#include <algorithm>
#include <atomic>

#include "com/error_info.h"
#include "com/first_copy.h"
#include "platform/cpu.h"
#include "platform/fork.h"
#include "run/pool.h"
#include "run/scheduler_face.h"

namespace asyncom::core {
namespace {

// Never closed: tasks of other libraries' destructors may come until the very end of the process.
constinit std::atomic<worker_pool*> current{nullptr};

class default_face final : public scheduler_face {
public:
    ULONG ASYNCOM_CALL AddRef() noexcept override { return 1; }
    ULONG ASYNCOM_CALL Release() noexcept override { return 1; }

private:
    HRESULT reach_workers(worker_pool** workers) noexcept override;
    worker_pool* workers_if_any() noexcept override;
};

worker_pool* of_this_process(worker_pool* workers) noexcept {
    return workers && workers->birth_epoch() == fork_epoch() ? workers : nullptr;
}

worker_pool* default_face::workers_if_any() noexcept {
    return of_this_process(current.load(std::memory_order_acquire));
}

HRESULT default_face::reach_workers(worker_pool** workers) noexcept {
    worker_pool* found = current.load(std::memory_order_acquire);
    *workers = of_this_process(found);
    if (*workers) return S_OK;
    watch_forks();
    const uint32_t limit = std::min(cpu_count(), most_pool_threads);
    worker_pool* made = worker_pool::create(limit, "asyncom", system_time());
    if (!made) return originate(E_OUTOFMEMORY, "There is no memory for the process's pool.");
    // A pool of the parent process that is replaced here is abandoned as it was found.
    if (current.compare_exchange_strong(found, made, std::memory_order_acq_rel,
                                        std::memory_order_acquire)) {
        *workers = made;
    } else {
        made->close(); // it has no thread yet
        *workers = found;
    }
    return S_OK;
}

constinit default_face the_default_face;

} // namespace

HRESULT default_scheduler(IAsyncScheduler** scheduler) noexcept {
    if (!scheduler) return refuse_null();
    *scheduler = nullptr;
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    *scheduler = &the_default_face;
    return S_OK;
}

HRESULT schedule_on(IAsyncScheduler* chosen, AsyncomTaskCallback callback, void* context) noexcept {
    if (chosen != nullptr) return chosen->Schedule(callback, context);
    IAsyncScheduler* pool = nullptr; // immortal: its references are not counted
    const HRESULT got = default_scheduler(&pool);
    return got < 0 ? got : pool->Schedule(callback, context);
}

} // namespace asyncom::core

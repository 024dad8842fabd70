// SPDX-License-Identifier: MIT
//
// The counted face of a worker pool. The last Release ends the pool.
#include "run/pool.h"

#include <algorithm>
#include <atomic>
#include <new>

#include "com/error_info.h"
#include "com/first_copy.h"
#include "com/utf.h"
#include "platform/cpu.h"
#include "platform/fork.h"
#include "run/scheduler_face.h"

namespace asyncom::core {
namespace {

class pool_face final : public scheduler_face {
public:
    explicit pool_face(worker_pool* workers) noexcept : m_workers(workers) {}

    ULONG ASYNCOM_CALL AddRef() noexcept override {
        return m_references.fetch_add(1, std::memory_order_relaxed) + 1;
    }

    ULONG ASYNCOM_CALL Release() noexcept override {
        // Release orders this owner's use before the end, acquire the end after everyone's.
        const uint32_t left = m_references.fetch_sub(1, std::memory_order_acq_rel) - 1;
        if (left == 0) {
            // In the child of a fork the parent's workers are abandoned as they were found: no lock
            // of theirs is taken, no task notified, no memory of theirs freed.
            if (worker_pool* workers = workers_if_any()) workers->close();
            delete this;
        }
        return left;
    }

private:
    HRESULT reach_workers(worker_pool** workers) noexcept override {
        *workers = workers_if_any();
        if (*workers) return S_OK;
        return refuse_forked();
    }

    worker_pool* workers_if_any() noexcept override {
        return m_workers->birth_epoch() == fork_epoch() ? m_workers : nullptr;
    }

    std::atomic<uint32_t> m_references{1};
    worker_pool* m_workers;
};

} // namespace

HRESULT create_pool(uint32_t threads, const char* name, IAsyncScheduler** pool) noexcept {
    return create_pool_on(system_time(), threads, name, pool);
}

HRESULT create_pool_on(time_source& time, uint32_t threads, const char* name,
                       IAsyncScheduler** pool) noexcept {
    if (!pool) return refuse_null();
    *pool = nullptr;
    if (threads > most_pool_threads) {
        return originate(E_INVALIDARG, "A pool has at most 1024 threads.");
    }
    if (name && !is_valid_utf8(name)) return originate(E_INVALIDARG, "The name is not UTF-8.");
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    watch_forks();
    const uint32_t limit = threads != 0 ? threads : std::min(cpu_count(), most_pool_threads);
    worker_pool* workers = worker_pool::create(limit, name ? name : "asyncom", time);
    pool_face* face = workers ? new (std::nothrow) pool_face(workers) : nullptr;
    if (!face) {
        if (workers) workers->close();
        return originate(E_OUTOFMEMORY, "There is no memory for a pool.");
    }
    *pool = face;
    return S_OK;
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
//
// Two timer queues, because a task without a delay is one that is due now: by instant and token
// both together have one order, in which RunReady takes from either and Advance from the second.
//
// A task that runs here may do anything, the last Release included. So the object deletes itself
// not before the last call into it has left.
#include "run/manual_scheduler.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <new>

#include "com/error_info.h"
#include "com/first_copy.h"
#include "platform/clock.h"
#include "platform/fork.h"
#include "platform/mutex.h"
#include "run/scheduler_face.h"
#include "run/timer_queue.h"

namespace asyncom::core {
namespace {

class manual_scheduler final : public IAsyncManualScheduler {
public:
    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept override;
    ULONG ASYNCOM_CALL AddRef() noexcept override;
    ULONG ASYNCOM_CALL Release() noexcept override;

    HRESULT ASYNCOM_CALL Schedule(AsyncomTaskCallback callback, void* context) noexcept override;
    HRESULT ASYNCOM_CALL ScheduleAfter(int64_t delay, AsyncomTaskCallback callback, void* context,
                                       uint64_t* token) noexcept override;
    HRESULT ASYNCOM_CALL CancelScheduled(uint64_t token) noexcept override;
    HRESULT ASYNCOM_CALL get_Now(int64_t* ticks) noexcept override;

    HRESULT ASYNCOM_CALL RunReady(uint32_t most, uint32_t* ran) noexcept override;
    HRESULT ASYNCOM_CALL Advance(int64_t ticks, uint32_t* ran) noexcept override;
    HRESULT ASYNCOM_CALL get_Pending(uint32_t* count) noexcept override;

private:
    // In the child of a fork the lock may be held for ever by a thread of the parent.
    bool is_forked() const noexcept { return m_birth_epoch != fork_epoch(); }

    HRESULT add(timer_queue& queue, int64_t delay, task next, uint64_t* token) noexcept;
    task take_ready() noexcept;
    task take_due(int64_t until) noexcept;
    void move_clock(int64_t to) noexcept;

    void run_unlocked(const task& next, std::unique_lock<core::mutex>& lock) noexcept;
    void leave(std::unique_lock<core::mutex>& lock) noexcept;
    void close() noexcept;

    const uint8_t m_birth_epoch = fork_epoch();
    std::atomic<uint32_t> m_references{1};
    std::atomic<int64_t> m_now{0}; // written under the lock, read without it

    core::mutex m_lock; // guards all that follows; no foreign code runs under it
    timer_queue m_scheduled;
    timer_queue m_timers;
    uint32_t m_inside = 0; // calls that run or drop tasks
    bool m_closing = false;
};

HRESULT ASYNCOM_CALL manual_scheduler::QueryInterface(REFIID iid, void** object) noexcept {
    if (!object) return E_POINTER;
    *object = nullptr;
    if (iid != IID_IUnknown && iid != IID_IAsyncScheduler && iid != IID_IAsyncManualScheduler &&
        iid != IID_IAgileObject) {
        return E_NOINTERFACE;
    }
    AddRef();
    *object = static_cast<IAsyncManualScheduler*>(this);
    return S_OK;
}

ULONG ASYNCOM_CALL manual_scheduler::AddRef() noexcept {
    return m_references.fetch_add(1, std::memory_order_relaxed) + 1;
}

ULONG ASYNCOM_CALL manual_scheduler::Release() noexcept {
    // Release orders this owner's use before the end, acquire the end after everyone's.
    const uint32_t left = m_references.fetch_sub(1, std::memory_order_acq_rel) - 1;
    // In the child of a fork it is abandoned as it was found: no lock is taken, no task of the
    // parent notified, no memory freed that another thread may have been changing.
    if (left == 0 && !is_forked()) close();
    return left;
}

HRESULT ASYNCOM_CALL manual_scheduler::Schedule(AsyncomTaskCallback callback,
                                                void* context) noexcept {
    if (!callback) return refuse_null();
    uint64_t unwanted = 0;
    return add(m_scheduled, 0, task{callback, context}, &unwanted);
}

HRESULT ASYNCOM_CALL manual_scheduler::ScheduleAfter(int64_t delay, AsyncomTaskCallback callback,
                                                     void* context, uint64_t* token) noexcept {
    uint64_t unwanted = 0; // the token may be null
    if (!token) token = &unwanted;
    const HRESULT checked = check_timer(delay, callback, token);
    return checked < 0 ? checked : add(m_timers, delay, task{callback, context}, token);
}

HRESULT manual_scheduler::add(timer_queue& queue, int64_t delay, task next,
                              uint64_t* token) noexcept {
    if (is_forked()) return refuse_forked();
    // Error info is left after the lock: it releases the one before it, maybe a foreign object.
    HRESULT answer = S_OK;
    try {
        const std::lock_guard lock(m_lock);
        if (m_closing)
            answer = E_ILLEGAL_METHOD_CALL;
        else
            *token = queue.add(add_ticks(m_now.load(std::memory_order_relaxed), delay), next);
    } catch (const std::bad_alloc&) {
        answer = E_OUTOFMEMORY;
    }
    if (answer == S_OK) return S_OK;
    return originate(answer, answer == E_OUTOFMEMORY
                                 ? "There is no memory to queue the task."
                                 : "The last reference to the scheduler was released.");
}

HRESULT ASYNCOM_CALL manual_scheduler::CancelScheduled(uint64_t token) noexcept {
    if (is_forked()) return S_FALSE;
    task removed;
    {
        const std::lock_guard lock(m_lock);
        removed = m_timers.remove(token);
    }
    // Nothing of this object is touched any more: the task may release it.
    if (removed) removed.drop();
    return removed ? S_OK : S_FALSE;
}

HRESULT ASYNCOM_CALL manual_scheduler::get_Now(int64_t* ticks) noexcept {
    if (!ticks) return refuse_null();
    *ticks = m_now.load(std::memory_order_relaxed);
    return S_OK;
}

HRESULT ASYNCOM_CALL manual_scheduler::get_Pending(uint32_t* count) noexcept {
    if (!count) return refuse_null();
    *count = 0;
    if (is_forked()) return S_OK; // what waits does so in the parent
    const std::lock_guard lock(m_lock);
    const size_t pending = m_scheduled.size() + m_timers.size();
    *count = static_cast<uint32_t>(std::min<size_t>(pending, UINT32_MAX));
    return S_OK;
}

HRESULT ASYNCOM_CALL manual_scheduler::RunReady(uint32_t most, uint32_t* ran) noexcept {
    if (!ran) return refuse_null();
    *ran = 0;
    if (is_forked()) return refuse_forked();
    uint32_t count = 0;
    std::unique_lock lock(m_lock);
    ++m_inside;
    while (count < most && lock.owns_lock()) {
        const task next = take_ready();
        if (!next) break;
        run_unlocked(next, lock);
        ++count;
    }
    leave(lock);
    *ran = count;
    return S_OK;
}

HRESULT ASYNCOM_CALL manual_scheduler::Advance(int64_t ticks, uint32_t* ran) noexcept {
    if (!ran) return refuse_null();
    *ran = 0;
    if (ticks < 0) return originate(E_INVALIDARG, "The clock does not go back.");
    if (is_forked()) return refuse_forked();
    uint32_t count = 0;
    std::unique_lock lock(m_lock);
    ++m_inside;
    const int64_t until = add_ticks(m_now.load(std::memory_order_relaxed), ticks);
    while (lock.owns_lock()) {
        const task next = take_due(until);
        if (!next) break;
        run_unlocked(next, lock);
        ++count;
    }
    leave(lock);
    *ran = count;
    return S_OK;
}

// The one that became ready first.
task manual_scheduler::take_ready() noexcept {
    if (m_scheduled.comes_before(m_timers)) return m_scheduled.pop_due(INT64_MAX);
    return m_timers.pop_due(m_now.load(std::memory_order_relaxed));
}

// The clock stands at its instant while a timer runs. Unless somebody inside a task or on another
// thread has moved it further: then it stays there.
task manual_scheduler::take_due(int64_t until) noexcept {
    move_clock(std::min(m_timers.next_due(), until));
    return m_timers.pop_due(until);
}

void manual_scheduler::move_clock(int64_t to) noexcept {
    m_now.store(std::max(m_now.load(std::memory_order_relaxed), to), std::memory_order_relaxed);
}

// Comes back without the lock if the task forked and this is the child.
void manual_scheduler::run_unlocked(const task& next,
                                    std::unique_lock<core::mutex>& lock) noexcept {
    lock.unlock();
    next.run();
    if (!is_forked()) lock.lock();
}

void manual_scheduler::leave(std::unique_lock<core::mutex>& lock) noexcept {
    if (!lock.owns_lock()) return;
    const bool last = --m_inside == 0 && m_closing;
    lock.unlock();
    if (last) delete this;
}

void manual_scheduler::close() noexcept {
    std::unique_lock lock(m_lock);
    if (m_closing) return; // a reference that was taken and given back while tasks are dropped
    m_closing = true;
    ++m_inside;
    while (lock.owns_lock()) {
        task next = m_scheduled.pop_due(INT64_MAX);
        if (!next) next = m_timers.pop_due(INT64_MAX);
        if (!next) break;
        lock.unlock();
        next.drop();
        if (!is_forked()) lock.lock();
    }
    leave(lock);
}

} // namespace

HRESULT create_manual_scheduler(IAsyncManualScheduler** scheduler) noexcept {
    if (!scheduler) return refuse_null();
    *scheduler = nullptr;
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    watch_forks();
    *scheduler = new (std::nothrow) manual_scheduler;
    return *scheduler ? S_OK : originate(E_OUTOFMEMORY, "There is no memory for a scheduler.");
}

} // namespace asyncom::core

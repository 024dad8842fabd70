// SPDX-License-Identifier: MIT
//
// What clients of the pool call, from its creation to its end.
#include "run/worker_pool.h"

#include <new>

#include "com/error_info.h"
#include "platform/fork.h"

namespace asyncom::core {
worker_pool* worker_pool::create(uint32_t thread_limit, const char* name,
                                 time_source& time) noexcept {
    try {
        return new worker_pool(thread_limit, name, time);
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}

worker_pool::worker_pool(uint32_t thread_limit, const char* name, time_source& time)
    : m_time(time), m_thread_limit(thread_limit), m_birth_epoch(fork_epoch()),
      m_threads(std::make_unique<thread_handle[]>(thread_limit)) {
    copy_thread_name(m_name, name);
}

HRESULT worker_pool::schedule(task next) noexcept {
    worker* helper = nullptr;
    const refusal reason = enqueue(next, &helper);
    wake(helper);
    return report(reason);
}

HRESULT worker_pool::schedule_after(int64_t delay, task next, uint64_t* token) noexcept {
    worker* helper = nullptr;
    const int64_t due = add_ticks(m_time.now(), delay);
    const refusal reason = enqueue_timer(due, next, token, &helper);
    wake(helper);
    return report(reason);
}

worker_pool::refusal worker_pool::enqueue(task next, worker** helper) noexcept {
    const std::lock_guard lock(m_lock);
    if (m_closing) return refusal::end;
    try {
        m_queue.push(next);
    } catch (const std::bad_alloc&) {
        return refusal::memory;
    }
    *helper = call_helper();
    if (m_present > 0) return refusal::none;
    m_queue.pop_newest();
    return refusal::thread;
}

worker_pool::refusal worker_pool::enqueue_timer(int64_t due, task next, uint64_t* token,
                                                worker** helper) noexcept {
    const std::lock_guard lock(m_lock);
    if (m_closing) return refusal::end;
    const int64_t next_due = m_timers.next_due();
    uint64_t added = 0;
    try {
        added = m_timers.add(due, next);
    } catch (const std::bad_alloc&) {
        return refusal::memory;
    }
    // A watcher that sleeps for a later timer looks again; without a watcher somebody has to be
    // one.
    *helper = m_watcher && due < next_due ? call_watcher() : call_helper();
    if (m_present == 0) {
        m_timers.remove(added);
        return refusal::thread;
    }
    // Under the lock: the task, once it runs, may free the memory that the token is written to.
    *token = added;
    return refusal::none;
}

HRESULT worker_pool::report(refusal reason) noexcept {
    switch (reason) {
    case refusal::none:
        return S_OK;
    case refusal::memory:
        return originate(E_OUTOFMEMORY, "There is no memory to queue the task.");
    case refusal::thread:
        return originate(E_OUTOFMEMORY, "The system refused to start a thread, and the pool has no "
                                        "other thread that could run the task.");
    case refusal::end:
        break;
    }
    return originate(E_ILLEGAL_METHOD_CALL, "The last reference to the pool was released.");
}

bool worker_pool::cancel(uint64_t token) noexcept {
    task removed;
    {
        const std::lock_guard lock(m_lock);
        removed = m_timers.remove(token);
    }
    // A watcher that slept for it wakes in vain at most once.
    if (removed) removed.drop();
    return static_cast<bool>(removed);
}

void worker_pool::close() noexcept {
    std::unique_lock lock(m_lock);
    m_closing = true;
    m_deletes_itself = is_on_worker();
    const bool on_worker = m_deletes_itself;
    call_everyone();
    // Before anything is waited for: what runs may wait for the end of what is dropped.
    drop_everything(lock);
    if (on_worker) {
        // The calling thread is present until its task returns, so the pool still exists here.
        for (uint32_t i = 0; i < m_thread_count; ++i) {
            detach_thread(m_threads[i]);
        }
        return;
    }
    lock.unlock();
    for (uint32_t i = 0; i < m_thread_count; ++i) {
        join_thread(m_threads[i]);
    }
    delete this;
}

bool worker_pool::is_on_worker() const noexcept {
    for (uint32_t i = 0; i < m_thread_count; ++i) {
        if (is_this_thread(m_threads[i])) return true;
    }
    return false;
}

void worker_pool::drop_everything(std::unique_lock<mutex>& lock) noexcept {
    while (true) {
        task next = m_queue.pop();
        if (!next) next = m_timers.pop_due(INT64_MAX);
        if (!next) return;
        lock.unlock();
        next.drop();
        lock.lock();
    }
}

} // namespace asyncom::core

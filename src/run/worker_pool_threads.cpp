// SPDX-License-Identifier: MIT
//
// The life of a pool's worker, and who is called when there is something to do.
#include "run/worker_pool.h"

#include <utility>

namespace asyncom::core {

void worker_pool::enter(void* pool) noexcept {
    static_cast<worker_pool*>(pool)->work();
}

void worker_pool::work() noexcept {
    worker self;
    std::unique_lock lock(m_lock);
    --m_coming; // counted by start_worker
    while (!m_closing) {
        const task next = take();
        if (!next) {
            rest(self, lock);
            continue;
        }
        worker* helper = call_helper();
        lock.unlock();
        wake(helper);
        next.run();
        lock.lock();
    }
    leave(lock);
}

// Timers and tasks take turns when both wait, so that neither a timer that sets itself again
// without delay nor a stream of tasks keeps the other out.
task worker_pool::take() noexcept {
    const bool timers_turn = m_queue.empty() || !m_timer_went_last;
    if (timers_turn && !m_timers.empty()) {
        const task due = m_timers.pop_due(m_time.now());
        m_timer_went_last = static_cast<bool>(due);
        if (due) return due;
    }
    m_timer_went_last = false;
    return m_queue.pop();
}

void worker_pool::rest(worker& self, std::unique_lock<mutex>& lock) noexcept {
    deadline until = forever;
    self.called.store(0, std::memory_order_relaxed);
    if (!m_timers.empty() && !m_watcher) {
        m_watcher = &self;
        until.ticks = m_timers.next_due();
    } else {
        self.next_idle = std::exchange(m_idle, &self);
    }
    lock.unlock();
    // The order of what the caller did is given by the lock; the word only says that it called.
    while (self.called.load(std::memory_order_relaxed) == 0 && m_time.park(self.called, 0, until)) {
    }
    lock.lock();
    if (self.called.load(std::memory_order_relaxed) != 0) {
        --m_coming;
    } else {
        m_watcher = nullptr; // only the watcher's sleep has an end of its own
    }
}

void worker_pool::leave(std::unique_lock<mutex>& lock) noexcept {
    const bool last = --m_present == 0;
    const bool deletes = last && m_deletes_itself;
    lock.unlock();
    if (deletes) delete this;
}

worker_pool::worker* worker_pool::call_helper() noexcept {
    // Somebody who is coming will look at everything and call the next one, if there is need.
    if (m_coming > 0) return nullptr;
    const bool unwatched = !m_timers.empty() && !m_watcher;
    if (m_queue.empty() && !unwatched) return nullptr;
    if (m_idle) return call_idle();
    if (m_watcher) return call_watcher();
    if (m_thread_count < m_thread_limit) start_worker();
    return nullptr;
}

worker_pool::worker* worker_pool::call_idle() noexcept {
    worker* called = std::exchange(m_idle, m_idle->next_idle);
    ++m_coming;
    called->called.store(1, std::memory_order_relaxed);
    return called;
}

worker_pool::worker* worker_pool::call_watcher() noexcept {
    worker* called = std::exchange(m_watcher, nullptr);
    ++m_coming;
    called->called.store(1, std::memory_order_relaxed);
    return called;
}

void worker_pool::call_everyone() noexcept {
    while (m_idle) {
        wake(call_idle());
    }
    if (m_watcher) wake(call_watcher());
}

// Under the lock, although it takes tens of microseconds: until the thread exists no other caller
// may count on it. It happens once per thread in the pool's life.
void worker_pool::start_worker() noexcept {
    thread_handle& handle = m_threads[m_thread_count];
    if (start_thread(enter, this, m_name, &handle) < 0) return;
    ++m_thread_count;
    ++m_present;
    ++m_coming;
}

// Outside the lock, which the woken thread takes at once. It may be awake, and even gone, before:
// only its address is used.
void worker_pool::wake(worker* called) noexcept {
    if (called) m_time.unpark(called->called);
}

} // namespace asyncom::core

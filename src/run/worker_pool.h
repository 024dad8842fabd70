// SPDX-License-Identifier: MIT
//
// Threads that run tasks and timers. Threads start one by one when there is work and nobody free
// for it, and stay. Of the idle ones at most one, the watcher, sleeps with the deadline of the
// earliest timer; the others sleep until they are called. Whoever takes a task looks whether more
// work waits and calls the next, so that at most one call is under way at any time: a producer does
// not pay for waking workers that are awake.
//
// One mutex and one queue, and each task taken singly: a batch taken by one worker would put tasks
// behind a long or waiting one while other workers idle, and a lock-free stack was measured slower.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>

#include <asyncom/asyncom.h>

#include "platform/mutex.h"
#include "platform/thread.h"
#include "platform/thread_start.h"
#include "run/task_queue.h"
#include "run/time_source.h"
#include "run/timer_queue.h"

namespace asyncom::core {

class worker_pool {
public:
    // At most `thread_limit` threads, 1 to 1024, that show the beginning of `name`. Starts none.
    // Null if there is no memory. `time` outlives the pool.
    static worker_pool* create(uint32_t thread_limit, const char* name, time_source& time) noexcept;

    worker_pool(const worker_pool&) = delete;
    worker_pool& operator=(const worker_pool&) = delete;

    // S_OK: the callback comes exactly once, never before this call has let go of the queue.
    // A failure, with error info: it never comes.
    HRESULT schedule(task next) noexcept;

    // `delay` is not negative. *token is written before the task can begin.
    HRESULT schedule_after(int64_t delay, task next, uint64_t* token) noexcept;

    // Drops the timer, its callback included, and answers true; false if there is none (any more).
    bool cancel(uint64_t token) noexcept;

    int64_t now() noexcept { return m_time.now(); }

    // In the child of a fork its threads do not exist and its lock may be held for ever: nothing of
    // a pool of another epoch may be touched but this.
    uint8_t birth_epoch() const noexcept { return m_birth_epoch; }

    // Drops what has not begun on the calling thread and ends the threads once what runs has ended;
    // waits for that unless called by one of them, which would wait for itself. Nobody may use the
    // pool any more: it deletes itself.
    void close() noexcept;

private:
    struct worker {
        std::atomic<uint32_t> called{0}; // written under the lock, slept on without it
        worker* next_idle = nullptr;
    };

    // Why a task was not taken. Told to the caller after the lock, because leaving error info
    // releases the error before it, which may be a foreign object.
    enum class refusal { none, memory, thread, end };

    worker_pool(uint32_t thread_limit, const char* name, time_source& time);
    ~worker_pool() = default;

    refusal enqueue(task next, worker** helper) noexcept;
    refusal enqueue_timer(int64_t due, task next, uint64_t* token, worker** helper) noexcept;
    static HRESULT report(refusal reason) noexcept;

    static void enter(void* pool) noexcept;
    void work() noexcept;
    void rest(worker& self, std::unique_lock<mutex>& lock) noexcept;
    void leave(std::unique_lock<mutex>& lock) noexcept;
    task take() noexcept;

    // All under the lock; what they return is woken by wake() after it.
    worker* call_helper() noexcept;
    worker* call_idle() noexcept;
    worker* call_watcher() noexcept;
    void call_everyone() noexcept;
    void start_worker() noexcept;
    void wake(worker* called) noexcept;

    bool is_on_worker() const noexcept;
    void drop_everything(std::unique_lock<mutex>& lock) noexcept;

    time_source& m_time;
    const uint32_t m_thread_limit;
    const uint8_t m_birth_epoch;
    char m_name[thread_name_bytes + 1];

    mutex m_lock; // guards all that follows; no foreign code runs under it
    task_queue m_queue;
    timer_queue m_timers;
    bool m_timer_went_last = false;
    worker* m_idle = nullptr;    // sleep until called; the latest to fall asleep is warm and first
    worker* m_watcher = nullptr; // sleeps until the earliest timer
    uint32_t m_coming = 0;       // called or started, but not yet looking at the queue
    uint32_t m_present = 0;      // workers that have not left
    uint32_t m_thread_count = 0; // handles in m_threads
    bool m_closing = false;
    bool m_deletes_itself = false;
    std::unique_ptr<thread_handle[]> m_threads;
};

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// Latches and threads for tests that meet each other: nothing here sleeps.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace contract {

// Opens once; every waiter passes from then on.
class gate {
public:
    void open() {
        // Notified under the lock: the waiter may destroy the gate as soon as it can pass.
        const std::scoped_lock lock(m_guard);
        m_open = true;
        m_opened.notify_all();
    }
    void wait() {
        std::unique_lock lock(m_guard);
        m_opened.wait(lock, [this] { return m_open; });
    }
    // For meetings that a wrong implementation never keeps; the patience only shows in a failure.
    bool wait_for(std::chrono::milliseconds patience) {
        std::unique_lock lock(m_guard);
        return m_opened.wait_for(lock, patience, [this] { return m_open; });
    }
    bool is_open() {
        const std::scoped_lock lock(m_guard);
        return m_open;
    }

private:
    std::mutex m_guard;
    std::condition_variable m_opened;
    bool m_open = false;
};

// Lets a fixed number of threads start together.
class start_line {
public:
    explicit start_line(int runners) : m_missing(runners) {}
    void meet() {
        m_missing.fetch_sub(1);
        while (m_missing.load() > 0)
            std::this_thread::yield();
    }

private:
    std::atomic<int> m_missing;
};

// Runs `body` on a thread with a stack of the given size and waits for it.
void on_small_stack(std::size_t bytes, const std::function<void()>& body);
// 256 KiB; more where a sanitizer makes every frame several times as large.
extern const std::size_t small_stack;

} // namespace contract

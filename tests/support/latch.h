// SPDX-License-Identifier: MIT
// std::latch, but where the system has no futex of its own for it: under Wine that of mingw-w64's
// library was seen to sleep on after the last count.
#pragma once

#if defined(_WIN32)
#include <condition_variable>
#include <cstddef>
#include <mutex>

class test_latch {
public:
    explicit test_latch(std::ptrdiff_t expected) : m_left(expected) {}
    test_latch(const test_latch&) = delete;
    test_latch& operator=(const test_latch&) = delete;

    void count_down(std::ptrdiff_t count = 1) {
        // Under the lock: a waiter may destroy the latch as soon as it knows.
        std::scoped_lock lock(m_mutex);
        m_left -= count;
        if (m_left == 0) m_all_there.notify_all();
    }
    bool try_wait() const {
        std::scoped_lock lock(m_mutex);
        return m_left == 0;
    }
    void wait() const {
        std::unique_lock lock(m_mutex);
        m_all_there.wait(lock, [this] { return m_left == 0; });
    }
    void arrive_and_wait(std::ptrdiff_t count = 1) {
        count_down(count);
        wait();
    }

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_all_there;
    std::ptrdiff_t m_left;
};
#else
#include <latch>

using test_latch = std::latch;
#endif

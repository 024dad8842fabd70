// SPDX-License-Identifier: MIT
// A clock that stands still until a test moves it. Sleepers with a deadline wake when it is
// reached.
#pragma once

#include "run/time_source.h"

#include <condition_variable>
#include <mutex>

class manual_time final : public asyncom::core::time_source {
public:
    // On Windows the first lock of a std::mutex may need memory, which a test may take away later.
    manual_time() { const std::lock_guard lock(m_lock); }

    int64_t now() noexcept override {
        const std::lock_guard lock(m_lock);
        return m_now;
    }

    bool park(const std::atomic<uint32_t>& word, uint32_t expected,
              asyncom::core::deadline until) noexcept override {
        std::unique_lock lock(m_lock);
        ++m_sleepers;
        m_changed.notify_all();
        // A caller sets the word first and unparks then, under this lock: nothing is missed.
        m_changed.wait(lock, [&] {
            return word.load(std::memory_order_relaxed) != expected || m_now >= until.ticks;
        });
        --m_sleepers;
        return word.load(std::memory_order_relaxed) != expected;
    }

    void unpark(const std::atomic<uint32_t>&) noexcept override {
        const std::lock_guard lock(m_lock);
        m_changed.notify_all();
    }

    void advance(int64_t ticks) {
        const std::lock_guard lock(m_lock);
        m_now += ticks;
        m_changed.notify_all();
    }

    // Returns when that many workers have nothing to do.
    void wait_for_sleepers(int count) {
        std::unique_lock lock(m_lock);
        m_changed.wait(lock, [&] { return m_sleepers == count; });
    }

private:
    std::mutex m_lock;
    std::condition_variable m_changed;
    int64_t m_now = 1'000'000;
    int m_sleepers = 0;
};

// SPDX-License-Identifier: MIT
// What both models are made of: interfaces with a count, and a lock of one word.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace models {

struct unknown {
    virtual std::uint32_t add_ref() noexcept = 0;
    virtual std::uint32_t release() noexcept = 0;

protected:
    ~unknown() = default;
};

enum class status : std::int32_t { started, completed, canceled, error };

struct operation;

struct completed_handler : unknown {
    virtual std::int32_t invoke(operation& sender, status ended) noexcept = 0;

protected:
    ~completed_handler() = default;
};

struct operation : unknown {
    // Always succeeds; the answer carries a reference.
    virtual unknown& query_interface() noexcept = 0;
    virtual std::int32_t put_completed(completed_handler* handler) noexcept = 0;
    virtual std::int32_t get_results(double& result) noexcept = 0;

protected:
    ~operation() = default;
};

// One exchange to lock, one to unlock: what a slim lock and a futex mutex do when nobody contends.
class word_mutex {
public:
    void lock() noexcept {
        std::uint32_t expected = 0;
        if (!m_word.compare_exchange_strong(expected, 1, std::memory_order_acquire,
                                            std::memory_order_relaxed)) {
            lock_contended();
        }
    }

    void unlock() noexcept {
        if (m_word.exchange(0, std::memory_order_release) == 2) m_word.notify_one();
    }

private:
    void lock_contended() noexcept {
        while (m_word.exchange(2, std::memory_order_acquire) != 0)
            m_word.wait(2);
    }

    std::atomic<std::uint32_t> m_word{0};
};

// What a handler has seen, so that a run can tell that its lifecycles were whole.
struct observations {
    std::size_t invoked = 0;
    double sum = 0;
};
inline thread_local observations observed;

// Ends the process unless `count` handlers ran and read the result 1 since `before`.
inline void verify(const observations& before, std::size_t count) {
    const bool all_ran = observed.invoked - before.invoked == count;
    const bool all_right = observed.sum - before.sum == static_cast<double>(count);
    if (all_ran && all_right) return;
    std::fputs("a model lost a completion\n", stderr);
    std::abort();
}

} // namespace models

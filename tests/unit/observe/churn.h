// SPDX-License-Identifier: MIT
// Threads that do the same again and again while a test looks on.
#pragma once
#include "support/latch.h"
#include "unit/support/both_ends.h"

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

namespace asyncom::core::test {

// All threads have begun when it is made, and have left when it is gone.
class churn {
public:
    explicit churn(std::function<void()> turn) : m_turn(std::move(turn)) {
        for (int i = 0; i < threads; ++i)
            m_threads.emplace_back([this] {
                m_ready.arrive_and_wait();
                while (!m_done)
                    m_turn();
            });
        m_ready.arrive_and_wait();
    }
    ~churn() {
        m_done = true;
        for (std::thread& each : m_threads)
            each.join();
    }
    churn(const churn&) = delete;
    churn& operator=(const churn&) = delete;

private:
    static constexpr int threads = 3;
    const std::function<void()> m_turn;
    test_latch m_ready{threads + 1};
    std::atomic<bool> m_done{false};
    std::vector<std::thread> m_threads;
};

// Two operations come and go: one with a name fails, one without completes.
inline void come_and_go(const void* call_site) {
    AsyncomOperationOptions options{};
    options.size = sizeof options;
    options.name = "one of many";
    both_ends named(action, &options, call_site);
    both_ends plain(u4_with_f8, nullptr, call_site);
    const std::uint32_t result = 7;
    plain.producer()->Complete(&result);
    plain.release_producer();
    named.producer()->Fail(E_ABORT, nullptr);
}

} // namespace asyncom::core::test

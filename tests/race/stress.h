// SPDX-License-Identifier: MIT
// The same few threads against each other over and over, for as long as the
// environment says.
#pragma once

#include "support.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <random>

namespace race {

// Lets nobody go on before all are running: who comes out of a barrier may be through before the
// others have woken up.
class running_start {
public:
    explicit running_start(std::size_t count) : m_count(count) {}
    void gather() {
        const std::size_t before = m_arrived.fetch_add(1);
        const std::size_t all = before - before % m_count + m_count;
        while (m_arrived.load() < all)
            std::this_thread::yield();
    }

private:
    const std::size_t m_count;
    std::atomic<std::size_t> m_arrived{0};
};

// A target has start() and check(), which run alone. Each body is a thread, which passes through
// all targets of a round and gives way to the others now and then, at random: they overtake each
// other again and again, however few processors there are.
//
// One batch of rounds, or as many as begin within ASYNCOM_STRESS_SECONDS, which the tsan preset
// sets: there each round may show an access that nothing orders.
template <class Target>
void stress(const std::vector<std::function<void(Target&)>>& bodies) {
    constexpr int rounds_of_a_batch = 20;
    constexpr int most_batches = 1'000;
    std::array<Target, 32> targets;
    running_start line(bodies.size());
    std::vector<std::function<void()>> threads;
    for (std::size_t which = 0; which < bodies.size(); ++which) {
        threads.emplace_back([&, which, random = std::minstd_rand(unsigned(which))]() mutable {
            line.gather();
            for (Target& each : targets) {
                if (random() % 2 == 0) std::this_thread::yield();
                bodies[which](each);
            }
        });
    }
    const auto start = [&] {
        for (Target& each : targets)
            each.start();
    };
    const auto check = [&] {
        for (Target& each : targets)
            each.check();
    };
    const char* const seconds = std::getenv("ASYNCOM_STRESS_SECONDS");
    const auto until = std::chrono::steady_clock::now() +
                       std::chrono::seconds(seconds != nullptr ? std::atoi(seconds) : 0);
    int batch = 0;
    do {
        run_rounds(rounds_of_a_batch, start, threads, check);
    } while (++batch < most_batches && !testing::Test::HasFailure() &&
             std::chrono::steady_clock::now() < until);
}

} // namespace race

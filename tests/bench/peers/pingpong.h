// SPDX-License-Identifier: MIT
// Case E for everything that is signalled once and waited for once: each direction of each round
// trip is a fresh object, made by the thread that starts the round.
#pragma once

#include <array>
#include <latch>
#include <thread>

#include "case_table.h"
#include "cpu_time.h"
#include "one_cpu.h"

namespace bench {

// `OneShot` is movable and has a static `make()`, `signal()` and `wait()`; each is called once, and
// the object's resources are gone after both.
template <class OneShot>
class pingpong {
public:
    nanoseconds run(std::size_t count) {
        const one_cpu pinned;
        m_ping[0] = OneShot::make();
        std::latch ready(2);
        std::thread partner([&] {
            ready.arrive_and_wait();
            answer(count);
        });
        ready.arrive_and_wait();
        const nanoseconds before = process_time();
        for (std::size_t round = 0; round < count; ++round) {
            m_pong[round & 1] = OneShot::make();
            // Two places each are enough: a round begins when the answer of the last has arrived,
            // and that is given after the partner has let go of the objects of the round before.
            if (round + 1 < count) m_ping[(round + 1) & 1] = OneShot::make();
            m_ping[round & 1].signal();
            m_pong[round & 1].wait();
        }
        const nanoseconds taken = process_time() - before;
        partner.join();
        return taken;
    }

private:
    void answer(std::size_t count) {
        for (std::size_t round = 0; round < count; ++round) {
            m_ping[round & 1].wait();
            m_pong[round & 1].signal();
        }
    }

    std::array<OneShot, 2> m_ping;
    std::array<OneShot, 2> m_pong;
};

template <class OneShot>
nanoseconds run_pingpong(std::size_t count) {
    return pingpong<OneShot>().run(count);
}

} // namespace bench

// SPDX-License-Identifier: MIT
// The floor of the ping-pong: two words and the system call, nothing else.
#include <atomic>
#include <cstdint>
#include <latch>
#include <thread>

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "case_table.h"
#include "cpu_time.h"
#include "one_cpu.h"

namespace bench {
namespace {

using word = std::atomic<std::uint32_t>;

void signal(word& target, std::uint32_t value) {
    target.store(value, std::memory_order_release);
    syscall(SYS_futex, &target, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

void wait(word& source, std::uint32_t value) {
    for (;;) {
        const std::uint32_t seen = source.load(std::memory_order_acquire);
        if (seen == value) return;
        syscall(SYS_futex, &source, FUTEX_WAIT_PRIVATE, seen, nullptr, nullptr, 0);
    }
}

nanoseconds pingpong(std::size_t count) {
    const one_cpu pinned;
    word ping{0};
    word pong{0};
    std::latch ready(2);
    const auto rounds = static_cast<std::uint32_t>(count);
    std::thread partner([&] {
        ready.arrive_and_wait();
        for (std::uint32_t round = 1; round <= rounds; ++round) {
            wait(ping, round);
            signal(pong, round);
        }
    });
    ready.arrive_and_wait();
    const nanoseconds before = process_time();
    for (std::uint32_t round = 1; round <= rounds; ++round) {
        signal(ping, round);
        wait(pong, round);
    }
    const nanoseconds taken = process_time() - before;
    partner.join();
    return taken;
}

} // namespace

void add_futex(case_table& table) {
    table.add_timed("E_pingpong", "raw futex", pingpong);
}

} // namespace bench

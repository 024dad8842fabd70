// SPDX-License-Identifier: MIT
//
// How many files are hashed at the same time, and for how long.
#pragma once

#include <cstdint>
#include <limits>
#include <thread>

namespace asyncom::tool {

// The most that a pool of the library takes.
constexpr uint32_t most_jobs = 1024;

// Seconds.
constexpr double no_deadline = std::numeric_limits<double>::infinity();

// 0 stands for one per CPU.
[[nodiscard]] inline uint32_t effective_jobs(uint32_t wanted) noexcept {
    if (wanted != 0) return wanted;
    const unsigned cpus = std::thread::hardware_concurrency();
    return cpus == 0 ? 1 : cpus > most_jobs ? most_jobs : cpus;
}

} // namespace asyncom::tool

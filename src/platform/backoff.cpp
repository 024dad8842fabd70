// SPDX-License-Identifier: MIT
//
// The three stages of a short wait.
#include "platform/backoff.h"

#include "platform/cpu.h"

#if defined(_WIN32)
#include <windows.h>
#else
#include <sched.h>
#include <time.h>
#endif

namespace asyncom::core {
namespace {

constexpr uint32_t relaxing_rounds = 6;  // 2^6 - 1 relaxations in all, some microseconds
constexpr uint32_t yielding_rounds = 32; // then sleep: yielding never helps a lower priority

void yield_to_others() noexcept {
#if defined(_WIN32)
    SwitchToThread();
#else
    sched_yield();
#endif
}

void sleep_shortly() noexcept {
#if defined(_WIN32)
    Sleep(1);
#else
    const timespec interval{0, 50'000};
    nanosleep(&interval, nullptr);
#endif
}

} // namespace

void backoff::pause() noexcept {
    if (m_round >= relaxing_rounds + yielding_rounds) return sleep_shortly();
    const uint32_t round = m_round++;
    if (round >= relaxing_rounds) return yield_to_others();
    for (uint32_t i = 0; i < 1u << round; ++i) {
        cpu_relax();
    }
}

} // namespace asyncom::core

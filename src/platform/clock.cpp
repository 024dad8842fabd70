// SPDX-License-Identifier: MIT
//
// The monotonic clocks of each system.
#include "platform/clock.h"

#if defined(_WIN32)
#include <windows.h>
#else
#include <time.h>
#endif

namespace asyncom::core {

namespace {

// No division: every operation asks for it.
uint32_t coarse_reading(uint64_t seconds, uint64_t nanoseconds) noexcept {
    return static_cast<uint32_t>(seconds << 8 | nanoseconds >> 22);
}

int64_t coarse_ticks(uint32_t reading) noexcept {
    return (reading >> 8) * ticks_per_second + ((int64_t{reading & 0xFF} << 22) / 100);
}

constexpr int64_t ticks_before_wrap = (int64_t{1} << 24) * ticks_per_second;

} // namespace

int64_t coarse_ticks_between(uint32_t earlier, uint32_t later) noexcept {
    const int64_t ticks = coarse_ticks(later) - coarse_ticks(earlier);
    return ticks >= 0 ? ticks : ticks + ticks_before_wrap;
}

#if defined(_WIN32)

int64_t monotonic_ticks() noexcept {
    LARGE_INTEGER frequency;
    LARGE_INTEGER counter;
    QueryPerformanceFrequency(&frequency);
    QueryPerformanceCounter(&counter);
    // Whole seconds first: the product of counter and 10^7 overflows after days.
    const int64_t seconds = counter.QuadPart / frequency.QuadPart;
    const int64_t rest = counter.QuadPart % frequency.QuadPart;
    return seconds * ticks_per_second + rest * ticks_per_second / frequency.QuadPart;
}

uint32_t coarse_clock() noexcept {
    const uint64_t milliseconds = GetTickCount64();
    return coarse_reading(milliseconds / 1000, milliseconds % 1000 * 1'000'000);
}

#else

namespace {

#if defined(CLOCK_MONOTONIC_COARSE)
constexpr clockid_t coarse_source = CLOCK_MONOTONIC_COARSE;
#elif defined(CLOCK_MONOTONIC_RAW_APPROX)
constexpr clockid_t coarse_source = CLOCK_MONOTONIC_RAW_APPROX;
#else
constexpr clockid_t coarse_source = CLOCK_MONOTONIC;
#endif

} // namespace

int64_t monotonic_ticks() noexcept {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * ticks_per_second + now.tv_nsec / 100;
}

uint32_t coarse_clock() noexcept {
    timespec now; // always filled: the clock exists
    clock_gettime(coarse_source, &now);
    return coarse_reading(static_cast<uint64_t>(now.tv_sec), static_cast<uint64_t>(now.tv_nsec));
}

#endif

} // namespace asyncom::core

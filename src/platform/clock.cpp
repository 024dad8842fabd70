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
    return static_cast<uint32_t>(GetTickCount64() / 4);
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
    timespec now{};
    clock_gettime(coarse_source, &now);
    return static_cast<uint32_t>(now.tv_sec * 250 + now.tv_nsec / 4'000'000);
}

#endif

} // namespace asyncom::core

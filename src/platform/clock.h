// SPDX-License-Identifier: MIT
//
// Time as the library counts it: 100 ns ticks of a monotonic clock in an int64, which hold 29 000
// years. Nanoseconds would overflow after 292 years, a duration that a caller may legally ask for.
#pragma once

#include <cstdint>

namespace asyncom::core {

inline constexpr int64_t ticks_per_second = 10'000'000;
inline constexpr int64_t ticks_per_millisecond = 10'000;
inline constexpr int64_t ticks_per_coarse_unit = 4 * ticks_per_millisecond;

// Counts from an arbitrary start and never goes back.
int64_t monotonic_ticks() noexcept;

// Units of 4 ms from an arbitrary start; it costs a few nanoseconds and wraps after 198 days, so
// only differences of two readings, taken as uint32_t, mean anything.
uint32_t coarse_clock() noexcept;

constexpr int64_t coarse_to_ticks(uint32_t units) noexcept {
    return units * ticks_per_coarse_unit;
}

// `duration` is not negative. A sum past the end of time is the end of time.
constexpr int64_t add_ticks(int64_t instant, int64_t duration) noexcept {
    return instant > INT64_MAX - duration ? INT64_MAX : instant + duration;
}

// An instant of monotonic_ticks() at which a wait gives up; the last representable one means never.
struct deadline {
    int64_t ticks = INT64_MAX;

    constexpr bool is_forever() const noexcept { return ticks == INT64_MAX; }
    bool has_passed() const noexcept { return !is_forever() && monotonic_ticks() >= ticks; }
};

inline constexpr deadline forever{};

inline deadline deadline_after(int64_t ticks) noexcept {
    return deadline{add_ticks(monotonic_ticks(), ticks)};
}

// The timeouts of the contract: 0xFFFFFFFF waits for ever.
inline deadline deadline_after_milliseconds(uint32_t milliseconds) noexcept {
    if (milliseconds == UINT32_MAX) return forever;
    return deadline_after(milliseconds * ticks_per_millisecond);
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
//
// Time as the library counts it: 100 ns ticks of a monotonic clock in an int64, which hold 29 000
// years. Nanoseconds would overflow after 292 years, a duration that a caller may legally ask for.
#pragma once

#include <cstdint>

namespace asyncom::core {

inline constexpr int64_t ticks_per_second = 10'000'000;
inline constexpr int64_t ticks_per_millisecond = 10'000;

// Counts from an arbitrary start and never goes back.
int64_t monotonic_ticks() noexcept;

// A reading of a clock that costs a few nanoseconds and moves every few milliseconds: seconds above
// the low eight bits, units of 2^22 ns in them. It wraps after 194 days.
uint32_t coarse_clock() noexcept;

// The ticks from one reading to a later one.
int64_t coarse_ticks_between(uint32_t earlier, uint32_t later) noexcept;

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

// SPDX-License-Identifier: MIT
// What is known of an operation once its state is more than "running": kept in the state word after
// an end in fast mode, and in the extended record in extended mode.
#pragma once

#include <cstdint>

namespace asyncom::core {

// The values of AsyncStatus.
enum class outcome : std::uint32_t { started = 0, completed = 1, canceled = 2, error = 3 };

using state_flags = std::uint32_t;

inline constexpr state_flags outcome_mask = 3;        // outcome::started: has not ended
inline constexpr state_flags flag_requested = 1 << 2; // a cancel request was accepted
inline constexpr state_flags flag_assigned = 1 << 3;  // put_Completed has had its one assignment
inline constexpr state_flags flag_closed = 1 << 4;
inline constexpr state_flags flag_value = 1 << 5; // the outcome's place holds a result
inline constexpr state_flags flag_error = 1 << 6; // the outcome's place holds an error
// ... and it owns something: it must be destroyed.
inline constexpr state_flags flag_owned = 1 << 9;
// Born ended and still biased: the creating thread may assign with a plain store (thread_mark.h).
inline constexpr state_flags flag_biased = 1 << 7;
// Another thread wants the bias gone and waits until the creating thread is certainly not storing.
inline constexpr state_flags flag_bias_ends = 1 << 8;

constexpr outcome outcome_of(state_flags flags) noexcept {
    return outcome(flags & outcome_mask);
}

constexpr bool has_ended(state_flags flags) noexcept {
    return (flags & outcome_mask) != 0;
}

} // namespace asyncom::core

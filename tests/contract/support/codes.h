// SPDX-License-Identifier: MIT
// The answers of the contract by name, written out here once more so that the tests do not take
// them from the headers under test.
#pragma once
#include <cstdint>
#include <string>

namespace contract {

using answer = std::int32_t;

constexpr answer code(std::uint32_t bits) {
    return static_cast<answer>(bits);
}

inline constexpr answer ok = 0;
inline constexpr answer no = 1; // S_FALSE
inline constexpr answer illegal_state_change = code(0x8000000D);
inline constexpr answer illegal_method_call = code(0x8000000E);
inline constexpr answer illegal_delegate_assignment = code(0x80000018);
inline constexpr answer not_started = code(0x80000019);
inline constexpr answer bounds = code(0x8000000B);
inline constexpr answer not_terminated = code(0x80000017);
inline constexpr answer not_implemented = code(0x80004001);
inline constexpr answer no_interface = code(0x80004002);
inline constexpr answer bad_pointer = code(0x80004003);
inline constexpr answer aborted = code(0x80004004);
inline constexpr answer failed = code(0x80004005);
inline constexpr answer unexpected = code(0x8000FFFF);
inline constexpr answer disconnected = code(0x80010108);
inline constexpr answer access_denied = code(0x80070005);
inline constexpr answer bad_handle = code(0x80070006);
inline constexpr answer out_of_memory = code(0x8007000E);
inline constexpr answer too_many_open_files = code(0x80070004);
inline constexpr answer bad_argument = code(0x80070057);
inline constexpr answer insufficient_buffer = code(0x8007007A);
inline constexpr answer cancelled = code(0x800704C7);
inline constexpr answer timed_out = code(0x800705B4);
inline constexpr answer abandoned = code(0x8004A001);
inline constexpr answer quiesced = code(0x8004A002);
inline constexpr answer forked = code(0x8004A003);

// AsyncStatus, and the number that a closed operation writes into it as Windows does.
inline constexpr std::int32_t started = 0;
inline constexpr std::int32_t completed = 1;
inline constexpr std::int32_t canceled = 2;
inline constexpr std::int32_t error = 3;
inline constexpr std::int32_t closed = 4;

inline constexpr bool is_failure(answer value) {
    return value < 0;
}

// The name where it has one, for failure messages; eight hex digits otherwise.
std::string name_of(answer value);

} // namespace contract

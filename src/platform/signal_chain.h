// SPDX-License-Identifier: MIT
//
// A handler of ours in front of whoever handles a signal, who is then called from it. Not on
// Windows.
#pragma once

#include <cstdint>

#include <asyncom/platform.h>

namespace asyncom::core {

// Of all systems: signals are numbered below it.
inline constexpr std::int32_t signal_limit = 65;

// From now on note(signal), which may do what a signal handler may, is called for each signal; on
// one that has been passed on to it by somebody who came later, too. Always the same function; one
// caller at a time. E_OUTOFMEMORY where four others in turn have put theirs over ours.
HRESULT put_in_front(std::int32_t signal, void (*note)(std::int32_t) noexcept) noexcept;
// Puts back whoever was there before, unless somebody has come since, who may still call ours: it
// goes on passing the signal on. May do what a signal handler may.
void step_aside(std::int32_t signal) noexcept;

} // namespace asyncom::core

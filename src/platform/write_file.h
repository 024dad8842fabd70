// SPDX-License-Identifier: MIT
//
// Writing to a file that a client has opened: a descriptor, or a HANDLE.
#pragma once

#include <cstdint>
#include <string_view>

#include <asyncom/platform.h>

namespace asyncom::core {

// Of what programs report to, without opening anything.
std::intptr_t standard_error_file() noexcept;

// S_OK where the file is open; what a write would fail with where it is not.
HRESULT check_file(std::intptr_t file) noexcept;

// All of it: goes on after a short write and a signal, waits where a file that does not block is
// full. A reader that has gone away is a failure and no signal. Failures carry the system's code,
// as EPIPE in 0x8007006D.
HRESULT write_file(std::intptr_t file, std::string_view text) noexcept;

} // namespace asyncom::core

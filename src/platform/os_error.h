// SPDX-License-Identifier: MIT
//
// How a failure of the operating system becomes an HRESULT: always as the Win32 code that Windows
// would have given for it, so that clients compare with the same numbers on every system.
#pragma once

#include <cstdint>

#include <asyncom/asyncom.h>

namespace asyncom::core {

// Codes of 0 to 65535; 0 is S_OK.
constexpr HRESULT hresult_from_win32(uint32_t code) noexcept {
    return code == 0 ? HRESULT{0} : static_cast<HRESULT>(0x80070000u | (code & 0xFFFFu));
}

// `error` is a value of errno, not 0; an unknown one is ERROR_GEN_FAILURE.
HRESULT hresult_from_errno(int error) noexcept;

} // namespace asyncom::core

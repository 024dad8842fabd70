// SPDX-License-Identifier: MIT
// How text leaves the library into a caller's buffer, the same wherever it does.
#pragma once

#include <asyncom/platform.h>

#include <cstdint>
#include <string_view>

namespace asyncom::core {

// `needed` counts the terminator. Capacity 0 asks for nothing else: S_OK, and the buffer may be
// null. Too small: what fits in whole characters, terminated, and ERROR_INSUFFICIENT_BUFFER.
// E_POINTER for a null where none is allowed; what is not null is cleared all the same. Never
// touches the thread's error slot: the text being read may be the slot's own.
HRESULT copy_text(std::string_view text, char* buffer, std::uint32_t capacity,
                  std::uint32_t* needed) noexcept;

} // namespace asyncom::core

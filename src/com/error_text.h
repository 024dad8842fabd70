// SPDX-License-Identifier: MIT
// A sentence for a code that came without one.
#pragma once

#include <asyncom/platform.h>

#include <array>
#include <string_view>

namespace asyncom::core {

using error_text_scratch = std::array<char, 20>;

// "Error 0x8004BEEF", written into `scratch`, for a code that is not in the table.
std::string_view generic_error_text(HRESULT code, error_text_scratch& scratch) noexcept;

} // namespace asyncom::core

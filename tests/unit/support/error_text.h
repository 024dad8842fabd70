// SPDX-License-Identifier: MIT
// The error slot as text.
#pragma once

#include "com/error_info.h"

#include <cstdint>
#include <string>

namespace asyncom::core::test {

// The message in the calling thread's slot, which is emptied; "" if there is none.
inline std::string take_error_text() {
    char text[512] = "";
    std::uint32_t needed = 0;
    get_error_text(text, sizeof text, &needed);
    set_error_info(0, nullptr);
    return text;
}

} // namespace asyncom::core::test

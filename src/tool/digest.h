// SPDX-License-Identifier: MIT
//
// A SHA-256 value.
#pragma once

#include <array>
#include <cstdint>

namespace asyncom::tool {

using digest = std::array<uint8_t, 32>;

} // namespace asyncom::tool

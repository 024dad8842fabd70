// SPDX-License-Identifier: MIT
//
// Bytes that nobody can guess, for identifiers.
#pragma once

#include <cstddef>

namespace asyncom::core {

// False where the system has no source of randomness for us; the bytes are then of no use.
bool fill_random(void* target, std::size_t bytes) noexcept;

} // namespace asyncom::core

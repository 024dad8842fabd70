// SPDX-License-Identifier: MIT
// Where an operation was made, and its name if it has one: one word in the operation, one block
// more for a name.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// Keeps up to 63 bytes, cut at a character boundary. False without memory. `name` may be null.
bool set_site(operation& target, const void* call_site, const char* name) noexcept;
// No address of code has its top bit set.
inline constexpr std::uintptr_t named_bit = std::uintptr_t{1} << 63;
inline bool has_name(const operation& target) noexcept {
    return (target.site & named_bit) != 0;
}
void free_site(operation& target) noexcept;

const void* call_site_of(const operation& target) noexcept;
// Never null.
const char* name_of(const operation& target) noexcept;

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
//
// Where a module lies in memory.
#pragma once

#include <cstdint>

namespace asyncom::core {

struct module_range {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;

    bool contains(const void* address) const noexcept {
        const auto at = reinterpret_cast<std::uintptr_t>(address);
        return begin <= at && at < end;
    }
};

// Of the module that contains the address; empty if none does.
module_range module_range_of(const void* address) noexcept;

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// Two copies of this library in one process would each have its own types, pool, error slots and
// live list, and objects of the one would be foreign to the other. The first that is used serves;
// the other one refuses to make anything.
#pragma once

#include "platform/hidden.h"

#include <asyncom/platform.h>

#include <atomic>
#include <cstdint>

namespace asyncom::core {

// Frozen: copies of different versions read each other's.
enum class copy_state : std::uint32_t { unused = 0, deciding = 1, first = 2, second = 3 };

extern constinit ASYNCOM_HIDDEN std::atomic<copy_state> own_copy;

// Under this name, which is frozen too, each copy exports a function that gives its own_copy.
using get_copy_function = std::atomic<copy_state>*(ASYNCOM_CALL*)();
inline constexpr const char* get_copy_name = "asyncom_get_copy";

HRESULT refuse_second_copy_slowly() noexcept;

// S_OK in the copy that serves; in another one E_UNEXPECTED, with the paths of both as the reason.
inline HRESULT refuse_second_copy() noexcept {
    // Nothing is published by it, so it needs no order.
    if (own_copy.load(std::memory_order_relaxed) == copy_state::first) [[likely]]
        return 0;
    return refuse_second_copy_slowly();
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// Whether nothing of this module lives any more. A thread of the pool says so a moment after it has
// ended an operation, perhaps the one of a test before.
#pragma once

#include <asyncom/module.hpp>

#include <chrono>
#include <thread>

namespace projection {

// Waits for it, as long as a thread may be kept from running on a busy machine.
inline bool comes_to_be_unloadable() {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (asyncom::can_unload_now() != S_OK) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::yield();
    }
    return true;
}

} // namespace projection

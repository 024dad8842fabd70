// SPDX-License-Identifier: MIT
//
// Sleeping on behalf of a client. A thread of a single-threaded apartment on Windows is where other
// threads' calls arrive, so there it goes on taking calls and messages; any other just sleeps.
#pragma once

#include "platform/park.h"

namespace asyncom::core {

#if defined(_WIN32)
// As park. Foreign code may run inside.
bool park_and_pump(const std::atomic<uint32_t>& word, uint32_t expected, deadline until) noexcept;

// Waits for a kernel object in the same way, for ever.
void wait_and_pump(void* handle) noexcept;

// What unpark does for those that sleep in there.
void wake_pumping_threads(const std::atomic<uint32_t>& word) noexcept;
#else
inline bool park_and_pump(const std::atomic<uint32_t>& word, uint32_t expected,
                          deadline until) noexcept {
    return park(word, expected, until);
}
#endif

} // namespace asyncom::core

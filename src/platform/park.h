// SPDX-License-Identifier: MIT
//
// Sleeping on a 32-bit word: the one way in which the library blocks a thread. The word usually
// lives in the waiter's frame or in an object's extended record; no kernel object exists for it.
#pragma once

#include <atomic>
#include <cstdint>

#include "platform/clock.h"

namespace asyncom::core {

// Sleeps while `word` holds `expected`. Returns false when `until` has passed, else true; true says
// nothing about the word (wake-ups may be spurious), so callers look again.
bool park(const std::atomic<uint32_t>& word, uint32_t expected, deadline until) noexcept;

// The word is only an address here and is never read: a waiter may already have seen the change and
// given its memory back, in which case the call wakes nobody, or a stranger, who looks again.
void unpark_one(const std::atomic<uint32_t>& word) noexcept;
void unpark_all(const std::atomic<uint32_t>& word) noexcept;

} // namespace asyncom::core

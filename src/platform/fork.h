// SPDX-License-Identifier: MIT
//
// Noticing that this process is the child of a fork. Every object remembers the epoch of its birth;
// one of another epoch belongs to the parent. Children made without the handlers of the C library
// (vfork, a bare clone) are not noticed and must not use the library before exec.
#pragma once

#include "platform/hidden.h"

#include <atomic>
#include <cstdint>

namespace asyncom::core {

extern constinit ASYNCOM_HIDDEN std::atomic<uint8_t> current_fork_epoch;

// Only the sole thread of a new child writes it, before any other code runs there.
inline uint8_t fork_epoch() noexcept {
    return current_fork_epoch.load(std::memory_order_relaxed);
}

// Begins to count forks; any thread, any number of times.
void watch_forks() noexcept;

// Has `reset` called in every child, in the order of registration, before fork returns there. It
// may only do what a signal handler may, and it may come twice. Registered for the process's life,
// by any thread, any number of times, and without a lock, as forks may come in the middle.
void on_fork_child(void (*reset)() noexcept) noexcept;

} // namespace asyncom::core

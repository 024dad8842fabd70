// SPDX-License-Identifier: MIT
//
// One child handler for the whole library; the subsystems hang their resets into it.
#include "platform/fork.h"

#include <iterator>

#include <gsl/assert>

#if !defined(_WIN32)
#include <pthread.h>
#endif

namespace asyncom::core {

constinit std::atomic<uint8_t> current_fork_epoch{0};

namespace {

using reset_function = void (*)() noexcept;

constinit std::atomic<reset_function> resets[16];

#if !defined(_WIN32)

constinit std::atomic<bool> watching{false};

void enter_child() noexcept {
    current_fork_epoch.fetch_add(1, std::memory_order_relaxed);
    for (auto& slot : resets) {
        if (const reset_function reset = slot.load(std::memory_order_relaxed)) reset();
    }
}

#endif

} // namespace

void watch_forks() noexcept {
#if !defined(_WIN32)
    if (watching.load(std::memory_order_acquire)) return;
    // Without a lock, because a fork could leave it locked. Two threads may both register: the
    // epoch then moves by two, which is still another epoch, and resets may come twice. When there
    // is no memory for the registration the next caller tries again.
    if (pthread_atfork(nullptr, nullptr, [] { enter_child(); }) != 0) return;
    watching.store(true, std::memory_order_release);
#endif
}

void on_fork_child(void (*reset)() noexcept) noexcept {
    for (auto& slot : resets) {
        reset_function taken = nullptr;
        if (slot.compare_exchange_strong(taken, reset) || taken == reset) return;
    }
    Expects(false); // one place for each subsystem
}

} // namespace asyncom::core

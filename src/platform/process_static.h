// SPDX-License-Identifier: MIT
//
// State of the whole process: there from the start, never destroyed, and told of a fork, because a
// lock in it may have been taken by a thread that the child does not have. A static that is made at
// its first use would not do: the child of a fork finds it for ever about to be made, if another
// thread was making it.
#pragma once

#include "platform/fork.h"

#include <atomic>
#include <type_traits>

namespace asyncom::core {

// What runs at exit may still need it.
#if defined(__clang__)
#define ASYNCOM_NEVER_DESTROYED [[clang::no_destroy]]
template <class State>
inline constexpr bool is_never_destroyed = true;
#else
#define ASYNCOM_NEVER_DESTROYED
template <class State>
inline constexpr bool is_never_destroyed = std::is_trivially_destructible_v<State>;
#endif

// One for each type, whose reset_in_child() may do what on_fork_child allows, and comes only to
// what somebody has asked for.
template <class State>
State& process_static() noexcept {
    static_assert(is_never_destroyed<State>);
    ASYNCOM_NEVER_DESTROYED constinit static State state;
    constinit static std::atomic<bool> is_watched{false};
    // Whoever comes meanwhile, or finds in a child that nobody has finished, does it once more.
    if (!is_watched.load(std::memory_order_acquire)) [[unlikely]] {
        watch_forks();
        on_fork_child([]() noexcept { state.reset_in_child(); });
        is_watched.store(true, std::memory_order_release);
    }
    return state;
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
//
// State of the whole process: made at the first use, never destroyed, and told of a fork, because a
// lock in it may have been taken by a thread that the child does not have.
#pragma once

#include "platform/fork.h"

#include <cstddef>
#include <new>

namespace asyncom::core {

// One for each type, whose reset_in_child() may do what on_fork_child allows. The child's handler
// does not ask for the state as others do: a fork could find another thread about to make it.
template <class State>
State& process_static() noexcept {
    alignas(State) static std::byte storage[sizeof(State)];
    static State* const made = [] {
        auto* const created = ::new (storage) State;
        watch_forks();
        on_fork_child(
            []() noexcept { std::launder(reinterpret_cast<State*>(storage))->reset_in_child(); });
        return created;
    }();
    return *made;
}

} // namespace asyncom::core

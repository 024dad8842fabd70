// SPDX-License-Identifier: MIT
// What the environment decides once per process, before the first object is made.
#pragma once

#include "platform/hidden.h"

namespace asyncom::core {

// ASYNCOM_ALLOCATOR=malloc: every block comes from malloc, so that tools see a dead one.
extern constinit ASYNCOM_HIDDEN bool uses_malloc;
// ASYNCOM_REGISTRY=off: operations carry no serial, call site, age or parent for diagnostics.
extern constinit ASYNCOM_HIDDEN bool registry_is_on;
// Neither of both was asked for: one look for the paths that every operation takes.
extern constinit ASYNCOM_HIDDEN bool switches_are_default;

// Reads the environment; any thread, any number of times. What it decides is visible to all that
// runs after it on the same thread, which is everything, because every thread's block is made
// first (thread_block.cpp).
void decide_switches() noexcept;
// What it does with what it has read; no other thread is inside the library.
void set_switches(bool malloc_asked_for, bool registry_wanted) noexcept;

} // namespace asyncom::core

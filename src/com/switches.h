// SPDX-License-Identifier: MIT
// What the environment decides once per process, before the first object is made.
#pragma once

namespace asyncom::core {

// ASYNCOM_ALLOCATOR=malloc: every block comes from malloc, so that tools see a dead one.
extern constinit bool uses_malloc;
// ASYNCOM_REGISTRY=off: operations carry no serial, call site, age or parent for diagnostics.
extern constinit bool registry_is_on;

// Reads the environment; any thread, any number of times. What it decides is visible to all that
// runs after it on the same thread, which is everything, because every thread's block is made
// first (thread_block.cpp).
void decide_switches() noexcept;

} // namespace asyncom::core

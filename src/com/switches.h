// SPDX-License-Identifier: MIT
// What the environment decides once per process, before the first object is made.
#pragma once

#include "platform/hidden.h"

#include <atomic>

namespace asyncom::core {

// ASYNCOM_ALLOCATOR=malloc: every block comes from malloc, so that tools see a dead one.
extern constinit ASYNCOM_HIDDEN std::atomic<bool> uses_malloc;
// ASYNCOM_REGISTRY=off: operations carry no serial, call site, age or parent for diagnostics.
extern constinit ASYNCOM_HIDDEN std::atomic<bool> registry_is_on;
// Neither of both was asked for: one look for the paths that every operation takes.
extern constinit ASYNCOM_HIDDEN std::atomic<bool> switches_are_default;

// Reads the environment; any thread, any number of times. Every thread's block is made first
// (thread_block.cpp) and nothing can be in hand before, so a thread that has a block sees what was
// decided, and one that has none yet finds nothing to work with, whatever it reads here.
void decide_switches() noexcept;
// What it does with what it has read; no other thread is inside the library.
void set_switches(bool malloc_asked_for, bool registry_wanted) noexcept;

} // namespace asyncom::core

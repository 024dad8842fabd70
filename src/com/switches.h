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
// AsyncomQuiesce refuses somebody's work at present (async/quiesced_modules.h).
extern constinit ASYNCOM_HIDDEN std::atomic<bool> anything_is_quiesced;
// One of the first two was asked for, or anything is quiesced: one look for the paths that every
// operation takes. The only ones of these that change while others look are the last two.
extern constinit ASYNCOM_HIDDEN std::atomic<bool> switches_differ;

// Reads the environment; any thread, any number of times. Every thread's block is made first
// (thread_block.cpp) and nothing can be in hand before, so a thread that has a block sees what was
// decided, and one that has none yet finds nothing to work with, whatever it reads here.
void decide_switches() noexcept;
// What it does with what it has read; no other thread is inside the library.
void set_switches(bool malloc_asked_for, bool registry_wanted) noexcept;

// One caller at a time, who has a block.
void set_anything_quiesced(bool value) noexcept;

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// What the library keeps per thread, behind one thread-local pointer: the error slot, the handlers
// that run on this thread right now, the memory caches. One pointer, because the static
// thread-local space that a library loaded late may use is scarce.
#pragma once

#include "com/running_calls.h"
#include "com/slab.h"
#include "platform/atomic_traits.h"
#include "platform/hidden.h"
#include "platform/thread_local_model.h"

#include <cstdint>

struct IErrorInfo;

namespace asyncom::core {

class lending_scope; // async/completing.h
struct invocation;   // async/invocation.h
struct operation;    // async/operation.h
struct passing_run;  // async/passing.cpp
struct sum_run;      // compose/when_all.cpp
struct watcher;      // async/watcher.h

// Inside, and by nobody.
inline constexpr std::uint32_t no_fast_mark = 1;

// More than handlers nest (operation::should_defer_completed).
using thread_calls = running_calls<atomic_traits, 72>;

struct thread_block {
    // The innermost call of an operation of ours on this thread.
    invocation* innermost = nullptr;
    // Calls of Complete, Fail, ... that are invoking a Completed handler, one inside the other.
    std::uint32_t completing = 0;
    // Unique among live threads, below 2^30; 0: this is no_thread_block. The child of a fork gives
    // its thread a new one.
    std::uint32_t token = 0;
    // What the thread's mark looks like while it is outside (thread_mark.h), if the thread may
    // enter it without a fence of its own; otherwise what no mark ever looks like.
    std::uint32_t fast_mark = no_fast_mark;
    // What is to be told of ends, and waits for the outermost of those calls.
    watcher* first_deferred = nullptr;
    watcher* last_deferred = nullptr;
    // The innermost end that lends its reference to them.
    lending_scope* lending = nullptr;
    // What hands progress on through compositions on this thread, one inside the other, and the
    // operation that it reports for right now.
    passing_run* innermost_passing = nullptr;
    sum_run* innermost_sums = nullptr;
    const operation* handing_on = nullptr;
    // Serials handed to this thread in one piece; a serial never recurs in a process.
    std::uint64_t next_serial = 0;
    std::uint64_t end_of_serials = 0;
    // The thread's error slot, one reference.
    IErrorInfo* error = nullptr;
    slab_cache caches[slab_class_count];
    // RoInitialize less RoUninitialize, and the kind of the first.
    std::uint32_t apartment_initializations = 0;
    std::int32_t apartment_type = 0;
    // Tasks of schedulers, and work, that this thread is inside of.
    std::uint32_t tasks = 0;
    // Taken from the static reserve because there was no memory; goes back there.
    bool spare = false;
    thread_calls calls;
    // Of the list of all threads, under its lock (thread_list.h).
    thread_block* next_in_list = nullptr;
    thread_block* previous_in_list = nullptr;
};

namespace detail {
// Stands for the block of a thread that has none yet, so that nobody asks for a null pointer first.
// Never written.
extern constinit ASYNCOM_HIDDEN thread_block no_thread_block;
// constinit: without it every use would ask first whether the pointer has been initialised.
extern constinit ASYNCOM_HIDDEN ASYNCOM_THREAD_LOCAL thread_block* current_thread;
thread_block& make_thread_block() noexcept;
} // namespace detail

// The calling thread's block, made on first use. Never fails: without memory a static reserve
// serves, so that calls which cannot report a failure (Release, an end) always have one.
inline thread_block& this_thread() noexcept {
    thread_block* block = detail::current_thread;
    if (block->token != 0) [[likely]]
        return *block;
    return detail::make_thread_block();
}

// The calling thread's block, or null where it has none yet.
inline thread_block* thread_block_if_any() noexcept {
    thread_block* block = detail::current_thread;
    return block->token != 0 ? block : nullptr;
}

// The calling thread's block where it has one; otherwise one that has no token, no fast mark and no
// memory, and that is not to be written.
inline thread_block& peek_at_thread() noexcept {
    return *detail::current_thread;
}

} // namespace asyncom::core

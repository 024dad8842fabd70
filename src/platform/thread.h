// SPDX-License-Identifier: MIT
//
// Starting threads. std::thread throws, and terminates when it is dropped; here a thread that the
// system refuses is an HRESULT.
#pragma once

#include <cstdint>

#include <asyncom/platform.h>

namespace asyncom::core {

// A started thread that somebody must join or detach, exactly once. 0: none.
struct thread_handle {
    uintptr_t value = 0;
};

// Runs entry(context) on a new thread whose name shows the first 15 bytes of `name` (cut between
// characters; null: unnamed). Signals that are sent to the process are blocked there, so that they
// reach a thread of the application. Without `handle` the thread is detached.
// E_OUTOFMEMORY when there is no memory or no room for one more thread; nothing has run then.
HRESULT start_thread(void (*entry)(void*) noexcept, void* context, const char* name,
                     thread_handle* handle = nullptr) noexcept;

void join_thread(thread_handle thread) noexcept;
void detach_thread(thread_handle thread) noexcept;

// True if the calling thread is that one.
bool is_this_thread(thread_handle thread) noexcept;

} // namespace asyncom::core

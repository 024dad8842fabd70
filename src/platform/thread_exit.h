// SPDX-License-Identifier: MIT
// Called when the thread ends: what a thread_local destructor would do, without putting the
// library's code on the C library's list of destructors before it is needed.
#pragma once

namespace asyncom::core {

// Best effort: without memory for the registration nothing is called and the block stays.
void call_at_thread_exit(void (*function)(void*) noexcept, void* argument) noexcept;

} // namespace asyncom::core

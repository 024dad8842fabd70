// SPDX-License-Identifier: MIT
//
// The kernel object behind a wait handle: readable (POSIX) or set (Windows) while it is signalled.
// An operation's stays so for ever, a queue's until it is empty. Linux has one descriptor for both
// ends, macOS a pipe.
#pragma once

#include <cstdint>

#include <asyncom/platform.h>

namespace asyncom::core {

// As a handle leaves the library: a descriptor, or a HANDLE. 0 and -1 are never valid.
using native_handle = intptr_t;

struct wait_handle {
    native_handle reader = 0;
    native_handle writer = 0; // the same as reader where one descriptor is both ends

    explicit operator bool() const noexcept { return reader != 0; }
};

// Close-on-exec and non-blocking, already signalled if wanted. Failures carry the system's code, as
// EMFILE in 0x80070004; `handle` is then untouched.
HRESULT create_wait_handle(bool signalled, wait_handle* handle) noexcept;

// Any thread; more than once does no harm.
void signal_wait_handle(const wait_handle& handle) noexcept;

// Ends the signal, however often it was given. Not while another thread signals: which of the two
// would win is nobody's to say.
void reset_wait_handle(const wait_handle& handle) noexcept;

// A handle of its own for a client, who closes it with close_native_handle.
HRESULT duplicate_wait_handle(const wait_handle& handle, native_handle* duplicate) noexcept;

// Duplicates stay signalled, or never will be.
void destroy_wait_handle(wait_handle& handle) noexcept;

// 0, -1 or one that is not open: E_HANDLE.
HRESULT close_native_handle(native_handle handle) noexcept;

} // namespace asyncom::core

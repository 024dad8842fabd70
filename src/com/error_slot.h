// SPDX-License-Identifier: MIT
// The error slot of the calling thread: one object that tells why the last failing call failed.
// Releasing a foreign object runs foreign code, which may use the slot itself.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

struct thread_block;

// What is in the slot, borrowed, or null.
IErrorInfo* peek_error_info() noexcept;

// Puts an object into the slot, referenced; null empties it. The old one is released first, since
// its destructor may leave a reason of its own, and ours is the later one.
void publish_error(IErrorInfo* error) noexcept;
void publish_error(IAsyncError* error) noexcept;

// The same, and the caller's reference passes to the slot.
void replace_error_slot(IErrorInfo* error) noexcept;

// At the end of a thread.
void release_error_slot(thread_block& thread) noexcept;

// Get- and SetErrorInfo, Get- and SetRestrictedErrorInfo; runtime.h describes them.
HRESULT get_error_info(std::uint32_t reserved, IErrorInfo** error) noexcept;
HRESULT set_error_info(std::uint32_t reserved, IErrorInfo* error) noexcept;
HRESULT get_restricted_error_info(IRestrictedErrorInfo** error) noexcept;
HRESULT set_restricted_error_info(IRestrictedErrorInfo* error) noexcept;

} // namespace asyncom::core

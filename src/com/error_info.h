// SPDX-License-Identifier: MIT
// Making, capturing and reading the reason of a failure. Messages are UTF-8; null means that the
// code's generic sentence serves. Want of memory never leaves a wrong reason in the thread's slot.
#pragma once

#include "com/error_slot.h"

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

// Puts a new error object into the slot and returns `code`: `return originate(E_INVALIDARG,
// "...")`. Without memory the slot gets the immortal object of E_OUTOFMEMORY where that is the
// code, else it is emptied, because an older reason would be a lie. A success code changes nothing.
// `origin` is an address in the code that failed; null: where this call returns to.
HRESULT originate(HRESULT code, const char* message, const void* origin = nullptr) noexcept;

// E_POINTER with its generic sentence.
HRESULT refuse_null() noexcept;

// An error object, the slot untouched. E_INVALIDARG: not UTF-8, or no failure code.
// E_OUTOFMEMORY: none is made, but for that code itself always one is given.
HRESULT make_error(HRESULT code, const char* message, IAsyncError** error,
                   const void* origin = nullptr) noexcept;

// The reason in the slot if its code is `code`, referenced; the slot keeps it. A foreign object is
// wrapped, its texts taken over and itself kept as the exception. S_FALSE and null: there is none
// that agrees. E_OUTOFMEMORY: there is one, but no memory to wrap it.
HRESULT capture_error(HRESULT code, IAsyncError** error) noexcept;

// AsyncomGetErrorText: an empty slot is S_FALSE and "". Leaves the slot as it is, in failure too.
HRESULT get_error_text(char* buffer, std::uint32_t capacity, std::uint32_t* needed) noexcept;

// RoOriginateError, RoOriginateErrorW and RoOriginateLanguageException: at most 511 units, up to
// the first null unit. `most` 0: the text is terminated. True where `code` is a failure.
bool originate_utf16(HRESULT code, HSTRING message, const void* origin,
                     IUnknown* exception = nullptr) noexcept;
bool originate_utf16(HRESULT code, std::uint32_t most, const char16_t* message,
                     const void* origin) noexcept;

} // namespace asyncom::core

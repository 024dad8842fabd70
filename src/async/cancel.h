// SPDX-License-Identifier: MIT
// Cancelling: the request, its reason, the producer's cancel handler, and the way down to children.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// HRESULT_FROM_WIN32(ERROR_CANCELLED).
inline constexpr HRESULT canceled_code = HRESULT(0x800704C7);

// Why a cancel is asked for. The plain one has no text and needs no memory.
struct cancel_reason {
    HRESULT code = canceled_code;
    HSTRING text = nullptr; // borrowed
    bool is_plain() const noexcept { return code == canceled_code && text == nullptr; }
};

// S_OK: this call asked in time; the cancel handler has run and children were asked. S_FALSE: asked
// before, or ended. E_OUTOFMEMORY: no memory to keep the reason, nothing happened.
HRESULT cancel_operation(operation& target, const cancel_reason& reason) noexcept;
// For who has nobody to tell: without memory to keep the reason it is better cancelled without.
void cancel_in_any_case(operation& target, const cancel_reason& reason) noexcept;

// What an accepted request has left in the record. Written once, before that request is visible.
cancel_reason reason_in(const operation_record& requested) noexcept;

// S_FALSE, 0 and null: nobody asked, and it did not end by itself as canceled.
HRESULT get_cancel_reason(operation& target, HRESULT* code, HSTRING* text) noexcept;

// The same as the methods of our interfaces answer it: null pointers refused, error info left.
HRESULT get_cancel_reason_checked(operation& target, HRESULT* code, HSTRING* text) noexcept;

// The reason's text as UTF-8, cut to 512 bytes; false if there is none.
bool read_cancel_text(operation& target, char (&text)[512]) noexcept;

// When it returns, the old handler neither runs nor will, but for the one it is called from.
// Already requested: the new one is invoked inside.
HRESULT put_cancel_handler(operation& target, IAsyncCancelHandler* handler) noexcept;
// After the end; a handler that runs on another thread goes on.
void drop_cancel_handler(operation& target) noexcept;

} // namespace asyncom::core

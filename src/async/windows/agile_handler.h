// SPDX-License-Identifier: MIT
// A handler that belongs to one apartment, held so that any thread may end the operation: what the
// operation keeps is a handler of ours that finds the real one in the global interface table and
// calls it, through a proxy where the calling thread is in another apartment.
//
// The table and not RoGetAgileReference: it is there in every version, and does the same.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// The handler to keep, with a reference, of the kind ASYNCOM_IID_*_HANDLER. S_FALSE and null: the
// given one can be kept as it is, because it is null or agile, the calling thread has no apartment,
// or the system knows no way to call it from elsewhere. E_OUTOFMEMORY.
HRESULT wrap_handler(const type_record& type, std::uint32_t which, IUnknown* handler,
                     IUnknown** wrapped) noexcept;

// Replaces one of those, whose reference is given, by the real handler as the calling thread may
// call it; leaves any other. A failure leaves null.
HRESULT unwrap_handler(IUnknown** handler) noexcept;

} // namespace asyncom::core

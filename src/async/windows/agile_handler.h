// SPDX-License-Identifier: MIT
// A handler that belongs to one apartment, held so that any thread may end the operation: what the
// operation keeps is a handler of ours that finds the real one in the global interface table and
// calls it, through a proxy where the calling thread is in another apartment.
//
// The table and not RoGetAgileReference: it is there in every version, and does the same.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// The handler to keep, with a reference, or null where the given one can be kept as it is: it is
// agile, the calling thread has no apartment, or the system knows no way to call the handler from
// elsewhere.
IUnknown* wrap_completed_handler(const type_record& type, IUnknown* handler) noexcept;
IUnknown* wrap_progress_handler(const type_record& type, IUnknown* handler) noexcept;

// Replaces one of those, whose reference is given, by the real handler as the calling thread may
// call it; leaves any other. A failure leaves null.
HRESULT unwrap_handler(IUnknown** handler) noexcept;

} // namespace asyncom::core

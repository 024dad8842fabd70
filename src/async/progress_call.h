// SPDX-License-Identifier: MIT
// The call of a progress handler, whose form depends on the calling class of P.
#pragma once

#include "async/operation.h"
#include "platform/call.h"

namespace asyncom::core {

template <std::size_t Class>
HRESULT call_progress(operation& target, IUnknown* handler, const void* value) noexcept {
    return calling<Class>::invoke(handler, static_cast<operation_faces*>(&target), value,
                                  target.type().progress().bytes);
}

// The same where the class is not known to the compiler.
HRESULT call_progress_by_class(operation& target, IUnknown* handler, const void* value) noexcept;

} // namespace asyncom::core

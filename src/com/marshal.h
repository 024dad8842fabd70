// SPDX-License-Identifier: MIT
// IMarshal of the objects that any thread may call: another apartment gets the same pointer.
#pragma once

#include "com/guid.h"
#include "platform/apartments.h"

#include <asyncom/asyncom.h>

namespace asyncom::core {

// An IMarshal that belongs to `object`, any interface of it: the free-threaded marshaler of the
// system, with the object's identity. Only where there are apartments.
HRESULT give_marshal(IUnknown* object, void** marshal) noexcept;

// What QueryInterface answers for an identifier that the object itself does not know.
inline HRESULT query_beyond(IUnknown* object, const GUID& iid, void** found) noexcept {
    if constexpr (has_apartments) {
        if (iid == IID_IMarshal) return give_marshal(object, found);
    }
    return E_NOINTERFACE;
}

} // namespace asyncom::core

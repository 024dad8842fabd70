// SPDX-License-Identifier: MIT
// One reference to an interface of anybody's, given back at the end of the scope. To give it back
// runs foreign code.
#pragma once

#include <asyncom/asyncom.h>

#include <memory>

namespace asyncom::core {

struct release_reference {
    void operator()(IUnknown* object) const noexcept { object->Release(); }
};

template <class Interface>
using owned = std::unique_ptr<Interface, release_reference>;

// The object's interface, or null.
template <class Interface>
owned<Interface> query(IUnknown& object, REFIID iid) noexcept {
    void* found = nullptr;
    if (object.QueryInterface(iid, &found) < 0) return nullptr;
    return owned<Interface>(static_cast<Interface*>(found));
}

} // namespace asyncom::core

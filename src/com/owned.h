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

} // namespace asyncom::core

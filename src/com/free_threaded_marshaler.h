// SPDX-License-Identifier: MIT
// CoCreateFreeThreadedMarshaler: the IMarshal of an object that any thread may call. Within the
// process it carries the pointer itself; there is no other place to carry one to.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

HRESULT create_free_threaded_marshaler(IUnknown* outer, IUnknown** marshaler) noexcept;

} // namespace asyncom::core

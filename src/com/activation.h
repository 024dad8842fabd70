// SPDX-License-Identifier: MIT
// From the name of a class to its factory and to an object: runtime.h describes the functions.
#pragma once

#include <asyncom/asyncom.h>

namespace asyncom::core {

HRESULT get_activation_factory(HSTRING class_name, REFIID iid, void** factory) noexcept;
HRESULT activate_instance(HSTRING class_name, IInspectable** instance) noexcept;

} // namespace asyncom::core

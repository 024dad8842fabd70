// SPDX-License-Identifier: MIT
// Calls into the code of components and registered callbacks: whatever they do, the answer is an
// HRESULT, and what is in the thread's error slot afterwards belongs to it.
#pragma once

#include "com/owned.h"

#include <asyncom/asyncom.h>

#include <string>

namespace asyncom::core {

// S_OK with the factory; a failure with its reason in the slot; a failure that only says that this
// class is not there (is_unknown_class), with the slot as it was before and with what the callback
// itself said to that, if anything, in `said`. `where` begins the sentences of a reason. Throws
// std::bad_alloc.
HRESULT ask_for_factory(PFNGETACTIVATIONFACTORY callback, HSTRING class_name,
                        owned<IActivationFactory>& factory, const std::string& where,
                        std::string& said);
bool is_unknown_class(HRESULT result) noexcept;

// S_OK with the interface, or a failure with its reason in the slot. Throws std::bad_alloc.
HRESULT ask_for_interface(IActivationFactory& factory, HSTRING class_name, REFIID iid,
                          void** found);

// S_OK with the object, or a failure with its reason in the slot. Throws std::bad_alloc.
HRESULT ask_for_instance(IActivationFactory& factory, HSTRING class_name, IInspectable** instance);

// The name for a message: long ones are cut, and control characters become question marks. Throws
// std::bad_alloc.
std::string shown_class(HSTRING class_name);

} // namespace asyncom::core

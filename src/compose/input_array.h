// SPDX-License-Identifier: MIT
// The inputs of a composition of any number: checked, and kept in the block of the composition,
// which comes from the slabs where it is small.
#pragma once

#include "async/composition.h"

#include <cstddef>

namespace asyncom::core {

// E_POINTER for a null array or element; E_UNEXPECTED in a second copy, to which the operations of
// the first are foreign, too; E_NOINTERFACE for an operation of another library. Error info is
// left.
HRESULT check_inputs(IUnknown* const* operations, std::uint32_t count) noexcept;

// Null without memory.
void* allocate_composition(std::size_t bytes) noexcept;
void free_composition(void* memory, std::size_t bytes) noexcept;

// Fills the places of checked inputs; those of the types that `holds` names, if it is given, with a
// reference. True: there is one of those.
bool fill_inputs(composition_input* places, IUnknown* const* operations, std::uint32_t count,
                 bool (*holds)(const type_record&) noexcept) noexcept;

// Makes the outer operation and starts the composition, whose only reference is the caller's and
// passes to this call. Error info is left.
HRESULT start_composed(composition* fresh, IAsyncType* type, const AsyncomOperationOptions* options,
                       const GUID* iid, void** consumer, const void* call_site) noexcept;

// The type of that signature. E_OUTOFMEMORY, with error info.
HRESULT find_composed_type(const char* signature, IAsyncType** type) noexcept;

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// IWeakReferenceSource and IWeakReference of an operation.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// QueryInterface for IWeakReferenceSource: its face lies in the extended record.
HRESULT query_weak_source(operation& target, void** object) noexcept;
// The operation behind such a face.
operation& weak_source_operation(void* face) noexcept;

} // namespace asyncom::core

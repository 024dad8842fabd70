// SPDX-License-Identifier: MIT
// The live list: every operation of the process, from the slabs that it lives in.
#pragma once

#include <asyncom/asyncom.h>

namespace asyncom::core {

// AsyncomEnumerateOperations. Nothing is held while `visit` runs, neither a lock nor the operation.
HRESULT enumerate_operations(AsyncomVisitCallback visit, void* context) noexcept;

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// Whose new work is refused: modules, by where they lie, and the whole process as one that lies
// everywhere. Asked by everything that makes an operation, or an object from a function, once the
// switch anything_is_quiesced says that there is anybody.
#pragma once

#include "com/switches.h"
#include "platform/module_range.h"

#include <asyncom/asyncom.h>

namespace asyncom::core {

// Twice is as good as once. E_OUTOFMEMORY: there is no place for one more.
HRESULT add_quiesced(const module_range& module) noexcept;
void remove_quiesced(const module_range& module) noexcept;
// The one among them that contains the address, though it may not be loaded any more; else empty.
module_range find_quiesced(const void* address) noexcept;

bool is_quiesced(const void* code) noexcept;

HRESULT fail_quiesced() noexcept;
// ASYNCOM_E_QUIESCED, with error info, for work that comes from there.
inline HRESULT refuse_quiesced(const void* code) noexcept {
    return anything_is_quiesced && is_quiesced(code) ? fail_quiesced() : S_OK;
}

} // namespace asyncom::core

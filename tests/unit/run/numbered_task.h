// SPDX-License-Identifier: MIT
// A task that is told from others by its number.
#pragma once
#include "run/task.h"

#include <cstdint>

namespace asyncom::core {

inline task numbered(uintptr_t number) {
    return task{[](void*, HRESULT) {}, reinterpret_cast<void*>(number)};
}

inline uintptr_t number_of(const task& one) {
    return reinterpret_cast<uintptr_t>(one.context);
}

} // namespace asyncom::core

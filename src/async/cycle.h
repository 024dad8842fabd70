// SPDX-License-Identifier: MIT
// Follow is the only way to make an operation wait for one that waits for it: all other
// compositions make a new operation, which nobody can wait for yet.
#pragma once

#include "async/composition.h"

namespace asyncom::core {

// E_INVALIDARG where `followed` waits for the outer, through whatever compositions: so the outer
// cannot follow it. E_OUTOFMEMORY. The caller keeps both.
//
// Of calls that close a cycle together each shows in its outer's record that it waits, makes what
// it follows an input, and looks here after that, with what it has `shown`. The last one to show
// itself sees the whole cycle; of several that see it the first to look is refused, and those who
// look later take that one for gone, so that no more are refused than have to be.
HRESULT refuse_cycle(operation& outer, operation& followed, composition* shown = nullptr) noexcept;

} // namespace asyncom::core

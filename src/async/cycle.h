// SPDX-License-Identifier: MIT
// Follow is the only way to make an operation wait for one that waits for it: all other
// compositions make a new operation, which nobody can wait for yet.
#pragma once

#include "async/composition.h"

namespace asyncom::core {

// Shows in the outer's record that it waits for the composition's inputs. E_INVALIDARG and nothing
// shown where one of them waits for the outer, through whatever compositions. Of calls that would
// close a cycle together, the last one is refused. E_OUTOFMEMORY.
HRESULT show_without_cycle(operation& outer, composition& fresh) noexcept;

} // namespace asyncom::core

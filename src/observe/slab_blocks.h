// SPDX-License-Identifier: MIT
// The slabs as the registry that they are: every block that was ever used, newest slab first.
#pragma once

#include "com/slab.h"

#include <cstddef>

namespace asyncom::core {

// visit(void* block) answers whether to go on; false if it did not want to.
template <class Visit>
bool visit_blocks(slab_class kind, Visit&& visit) {
    for (slab* home = first_slab(kind); home != nullptr; home = home->next_of_class) {
        auto* const blocks = reinterpret_cast<std::byte*>(home) + sizeof(slab);
        for (std::uint32_t index = 0; index < home->block_count; ++index)
            if (!visit(blocks + std::size_t{index} * home->block_bytes)) return false;
    }
    return true;
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// The children of an operation, for its cancel alone: remembered slots in the parent's extended
// record. A child that ends or dies does nothing; the list drops the dead when it would grow.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// Before the child is handed out. A parent that has ended changes nothing; one that was asked to
// cancel has the child born asked. E_OUTOFMEMORY: nothing happened.
HRESULT add_child(operation& parent, operation& child) noexcept;

// The list with all that was in it, or null; a child added later finds the request itself.
child_list* take_children(operation_record& parent) noexcept;
// A reference to the next child from `index` on that still runs, or null after the last.
operation* reference_child(child_list* children, std::uint32_t& index) noexcept;
void free_children(child_list* children) noexcept;

} // namespace asyncom::core

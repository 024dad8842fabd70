// SPDX-License-Identifier: MIT
// The value that an operation shows before its end: counted, because it may be replaced while
// somebody copies it.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// Copies the value and shows it from now on. E_ILLEGAL_STATE_CHANGE after the end.
HRESULT set_partial_result(operation& target, const void* value) noexcept;
// Copies what is shown, also by what the operation ends as, while it runs; S_FALSE and nothing
// written where there is none.
HRESULT copy_partial_result(operation& target, void* value) noexcept;
// Shows what `ended`, of the same type, has shown, unless something is shown already. Before the
// target's end.
void share_partial_result(operation& target, const operation& ended) noexcept;
void drop_partial(const type_record& type, value_block* block) noexcept;

} // namespace asyncom::core

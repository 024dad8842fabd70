// SPDX-License-Identifier: MIT
// A snapshot of an operation for people: no references, nothing to free.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// info.size: in, what the caller has, at least the first version; out, what was filled. Bytes
// beyond are zeroed.
void fill_info(operation& target, AsyncomOperationInfo& info) noexcept;

// The same of a remembered slot, for whoever holds no reference; info.size as above. False: no
// operation lives there, or it was just coming or going. An operation that has ended, has no name
// and is held by consumers only can't be referenced through its slot (reference_word.h): it is read
// in passing, without its listeners, of which it has none any more.
bool fill_info_of_slot(operation_slot& slot, AsyncomOperationInfo& info) noexcept;

} // namespace asyncom::core

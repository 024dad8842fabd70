// SPDX-License-Identifier: MIT
// A snapshot of an operation for people: no references, nothing to free.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// info.size: in, what the caller has, at least the first version; out, what was filled. Bytes
// beyond are zeroed.
void fill_info(operation& target, AsyncomOperationInfo& info) noexcept;

} // namespace asyncom::core

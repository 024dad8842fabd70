// SPDX-License-Identifier: MIT
// IAsyncProducer::Follow: from then on the library is the operation's producer.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// The target runs, and follows nothing. Error info is left.
HRESULT follow(operation& target, operation& followed) noexcept;

inline bool follows(const operation& target) noexcept {
    const operation_record* const extended = target.extended_if_any();
    return extended != nullptr && extended->follows.load(std::memory_order_relaxed);
}

} // namespace asyncom::core

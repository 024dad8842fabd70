// SPDX-License-Identifier: MIT
// What a scheduler's callback does with a piece of work and the operation that it is the body of.
#pragma once

#include <asyncom/asyncom.h>

namespace asyncom::core {

// `reason` is the callback's. Cancelled before: the work is not run, and the operation ends as
// Canceled. Dropped by the scheduler: it ends with that error. A failure of the work ends it.
void call_work(IAsyncWork& work, IAsyncProducer& producer, IUnknown* antecedent,
               HRESULT reason) noexcept;

} // namespace asyncom::core

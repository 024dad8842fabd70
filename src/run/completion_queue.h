// SPDX-License-Identifier: MIT
//
// Many operations behind one place to wait: whoever serves them takes what has ended, in batches.
#pragma once

#include <asyncom/asyncom.h>

namespace asyncom::core {

// AsyncomCreateCompletionQueue.
HRESULT create_completion_queue(IAsyncCompletionQueue** queue) noexcept;

} // namespace asyncom::core

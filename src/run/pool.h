// SPDX-License-Identifier: MIT
//
// A pool that a client has made: AsyncomCreatePool.
#pragma once

#include <cstdint>

#include <asyncom/asyncom.h>

#include "run/time_source.h"

namespace asyncom::core {

inline constexpr uint32_t most_pool_threads = 1024;

// `threads` 0 means one per CPU; more than 1024: E_INVALIDARG, as a name that is not UTF-8. No
// thread is started yet. Failures leave error info and write null.
HRESULT create_pool(uint32_t threads, const char* name, IAsyncScheduler** pool) noexcept;

// The same on a clock of the caller's, which outlives the pool and its workers.
HRESULT create_pool_on(time_source& time, uint32_t threads, const char* name,
                       IAsyncScheduler** pool) noexcept;

} // namespace asyncom::core

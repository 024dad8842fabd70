// SPDX-License-Identifier: MIT
//
// The process's own pool, one thread per CPU: what runs whatever names no scheduler.
#pragma once

#include <asyncom/asyncom.h>

namespace asyncom::core {

// Always the same object; it exists as long as the process, and in the child of a fork it starts
// afresh with the first task. Its threads are made when tasks need them.
HRESULT default_scheduler(IAsyncScheduler** scheduler) noexcept;

// IAsyncScheduler::Schedule of the one that was chosen, or else of that pool.
HRESULT schedule_on(IAsyncScheduler* chosen, AsyncomTaskCallback callback, void* context) noexcept;

} // namespace asyncom::core

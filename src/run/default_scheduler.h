// SPDX-License-Identifier: MIT
//
// The process's own pool, one thread per CPU: what runs whatever names no scheduler.
#pragma once

#include <asyncom/asyncom.h>

namespace asyncom::core {

// Always the same object; it exists as long as the process, and in the child of a fork it starts
// afresh with the first task. Its threads are made when tasks need them.
HRESULT default_scheduler(IAsyncScheduler** scheduler) noexcept;

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
//
// A scheduler without threads, on a clock that stands still: what runs, when and where is the
// caller's decision alone, so that a test of timed code needs neither time nor luck.
#pragma once

#include <asyncom/asyncom.h>

namespace asyncom::core {

// AsyncomCreateManualScheduler.
HRESULT create_manual_scheduler(IAsyncManualScheduler** scheduler) noexcept;

} // namespace asyncom::core

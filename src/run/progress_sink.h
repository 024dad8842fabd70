// SPDX-License-Identifier: MIT
//
// Progress of many threads and of many operations, made into the reports of one producer.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

// AsyncomCreateProgressSink.
HRESULT create_progress_sink(IAsyncProducer* producer, std::uint32_t max_per_second,
                             IAsyncProgressSink** sink) noexcept;

// The same on the timers and the clock of a scheduler of this library.
HRESULT create_progress_sink_on(IAsyncScheduler& scheduler, IAsyncProducer* producer,
                                std::uint32_t max_per_second, IAsyncProgressSink** sink) noexcept;

} // namespace asyncom::core

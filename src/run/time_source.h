// SPDX-License-Identifier: MIT
//
// The clock that a pool's timers read and the way its workers sleep on it: the seam at which tests
// put a clock that they move by hand.
#pragma once

#include <atomic>
#include <cstdint>

#include "platform/clock.h"

namespace asyncom::core {

class time_source {
public:
    virtual int64_t now() noexcept = 0;

    // As park.h's functions, with deadlines on this clock. Like there, the word of a wake-up is an
    // address only.
    virtual bool park(const std::atomic<uint32_t>& word, uint32_t expected,
                      deadline until) noexcept = 0;
    virtual void unpark(const std::atomic<uint32_t>& word) noexcept = 0;

protected:
    ~time_source() = default;
};

// The machine's monotonic clock.
time_source& system_time() noexcept;

} // namespace asyncom::core

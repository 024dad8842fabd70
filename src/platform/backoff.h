// SPDX-License-Identifier: MIT
//
// Short waits for another thread that is about to be done: first in the core, then by giving the
// CPU away, at last asleep, so that a holder of lower priority gets to run as well.
#pragma once

#include <cstdint>

namespace asyncom::core {

class backoff {
public:
    void pause() noexcept;

private:
    uint32_t m_round = 0;
};

} // namespace asyncom::core

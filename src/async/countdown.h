// SPDX-License-Identifier: MIT
// How many a composition still waits for: inputs that have not ended, and calls that are inside
// it. Whoever leaves last finishes it, once. A template over the primitives, so that the model
// checker in tests/race runs this code.
#pragma once

#include <cstdint>

namespace asyncom::core {

template <class Traits>
class countdown {
public:
    // Nobody else looks yet.
    void start(std::uint32_t count) noexcept { m_left.store(count, Traits::relaxed); }

    // A call comes in that nobody waited for. False: it is finished or being finished, and must not
    // be touched any more than that.
    bool enter() noexcept {
        std::uint32_t left = m_left.load(Traits::relaxed);
        while (left != 0) {
            if (m_left.compare_exchange_strong(left, left + 1, Traits::acquire, Traits::relaxed))
                return true;
        }
        return false;
    }

    // Acquire: what those who have left did before happens before the answer.
    std::uint32_t left() const noexcept { return m_left.load(Traits::acquire); }

    // True: the caller is the last and finishes. acq_rel: what everybody did before leaving happens
    // before that.
    bool leave() noexcept { return m_left.fetch_sub(1, Traits::acq_rel) == 1; }

    // The same where nobody enters: who is alone needs no atomic instruction.
    bool leave_unentered() noexcept { return left() == 1 || leave(); }

private:
    typename Traits::template atomic<std::uint32_t> m_left;
};

} // namespace asyncom::core

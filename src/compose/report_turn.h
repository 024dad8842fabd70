// SPDX-License-Identifier: MIT
// One reporter at a time, of whoever has something to report; the others leave it to him and go on.
// A template over the primitives, so that the model checker in tests/race runs this code.
#pragma once

#include <cstdint>

namespace asyncom::core {

template <class Traits>
class report_turn {
public:
    // Nobody else looks yet.
    void start() noexcept { m_asked.store(0, Traits::relaxed); }

    // What the caller has changed before is reported by some report() that begins after it: inside
    // this call, or inside that of another thread, or further out on this one.
    template <class Report>
    void take(Report&& report) noexcept {
        if (m_asked.fetch_add(1, Traits::acq_rel) != 0) return;
        std::uint32_t seen = 1;
        for (;;) {
            report();
            // Who has asked since then has changed something that it may not have seen.
            if (m_asked.compare_exchange_strong(seen, 0, Traits::acq_rel, Traits::acquire)) return;
        }
    }

private:
    typename Traits::template atomic<std::uint32_t> m_asked;
};

} // namespace asyncom::core

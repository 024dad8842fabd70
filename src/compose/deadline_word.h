// SPDX-License-Identifier: MIT
// Between a timer and the end of what it limits: which of them came first. A template over the
// primitives, so that the model checker in tests/race runs this code.
#pragma once

#include <cstdint>

namespace asyncom::core {

template <class Traits>
class deadline_word {
public:
    // Nobody else looks yet.
    void start() noexcept { m_word.store(0, Traits::relaxed); }

    // The time is over. True: it had not ended, and the caller asks it to. What the caller wrote
    // before is seen by an end that is not in time.
    bool expire() noexcept {
        return (m_word.fetch_or(expired_bit, Traits::acq_rel) & ended_bit) == 0;
    }

    // It has ended. True: in time.
    bool end() noexcept { return (m_word.fetch_or(ended_bit, Traits::acq_rel) & expired_bit) == 0; }

    // Before the time is over: nothing is to be asked any more.
    bool has_ended() const noexcept { return (m_word.load(Traits::relaxed) & ended_bit) != 0; }

private:
    static constexpr std::uint32_t ended_bit = 1;
    static constexpr std::uint32_t expired_bit = 2;

    typename Traits::template atomic<std::uint32_t> m_word;
};

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// Which of several operations has ended first, and who cancels the others: the thread that comes
// second of the winner and the one that subscribes to all, so that nobody is cancelled by a call
// that may still fail. A template over the primitives, so that the model checker in tests/race runs
// this code.
#pragma once

#include <cstdint>

namespace asyncom::core {

template <class Traits>
class winner_word {
public:
    // Nobody else looks yet.
    void start() noexcept { m_word.store(0, Traits::relaxed); }

    // An input has ended. True: it is the winner, and the caller cancels the losers.
    bool claim(std::uint32_t index) noexcept {
        std::uint64_t word = m_word.load(Traits::relaxed);
        while ((word & index_mask) == 0) {
            if (m_word.compare_exchange_strong(word, word | (std::uint64_t{index} + 1),
                                               Traits::acq_rel, Traits::relaxed))
                return (word & subscribed_bit) != 0;
        }
        return false;
    }

    // The call can no longer fail. True: there is a winner, and the caller cancels the losers.
    bool subscribed() noexcept {
        return (m_word.fetch_or(subscribed_bit, Traits::acq_rel) & index_mask) != 0;
    }

    // There is a winner.
    std::uint32_t index() const noexcept {
        return std::uint32_t((m_word.load(Traits::acquire) & index_mask) - 1);
    }

private:
    // The index plus one, which may need 33 bits.
    static constexpr std::uint64_t subscribed_bit = std::uint64_t{1} << 63;
    static constexpr std::uint64_t index_mask = subscribed_bit - 1;

    typename Traits::template atomic<std::uint64_t> m_word;
};

} // namespace asyncom::core

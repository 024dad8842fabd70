// SPDX-License-Identifier: MIT
// Which thread is inside a short section of an operation, told by plain stores: the thread that
// reports progress (it uses the handler without a reference), or the thread that an operation born
// ended is biased to. Only a change of thread costs an atomic read-modify-write; who must know
// whether another thread is inside pays a heavy fence.
//
// The bargain, for any state word W that both sides look at:
//   inside:  enter; look at W; use what W allows; leave; look at W again
//   outside: change W; is_other_inside
// If the inside thread did not see the change, is_other_inside answers true, and the inside thread
// sees the change after leave (model: tests/race/report_model.cpp).
#pragma once

#include <cstdint>

namespace asyncom::core {

template <class Traits>
class thread_mark {
public:
    // token 0: nobody yet.
    void initialize(std::uint32_t token) noexcept { m_mark.store(token << 1, Traits::relaxed); }

    bool belongs_to(std::uint32_t token) const noexcept {
        return m_mark.load(Traits::relaxed) >> 1 == token;
    }

    // True: entered. False: this thread is inside already, and the outer call leaves.
    bool enter(std::uint32_t token) noexcept {
        const std::uint32_t mark = m_mark.load(Traits::relaxed);
        if (mark == token << 1) [[likely]] {
            m_mark.store((token << 1) | 1, Traits::relaxed);
            Traits::light_fence();
            return true;
        }
        if (mark == ((token << 1) | 1)) return false;
        // seq_cst: before the look at W, as the change of W is before is_other_inside.
        m_mark.exchange((token << 1) | 1, Traits::seq_cst);
        return true;
    }

    // Release: what the section did happens before whatever follows is_other_inside == false.
    void leave(std::uint32_t token) noexcept {
        m_mark.store(token << 1, Traits::release);
        Traits::light_fence();
    }

    bool is_inside(std::uint32_t token) const noexcept {
        return m_mark.load(Traits::relaxed) == ((token << 1) | 1);
    }

    bool is_other_inside(std::uint32_t token) const noexcept {
        std::uint32_t mark = m_mark.load(Traits::seq_cst);
        if (mark >> 1 == token || mark == 0) return false;
        // Another thread's plain stores may still be on their way.
        Traits::heavy_fence();
        mark = m_mark.load(Traits::seq_cst);
        return (mark & 1) != 0 && mark >> 1 != token;
    }

private:
    typename Traits::template atomic<std::uint32_t> m_mark;
};

} // namespace asyncom::core

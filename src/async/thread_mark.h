// SPDX-License-Identifier: MIT
// Which thread is inside a short section of an operation, told by plain stores: the thread that
// reports progress (it uses the handler without a reference), or the thread that an operation born
// ended is biased to. Only a change of thread costs an atomic read-modify-write; who must know
// whether another thread is inside pays a heavy fence.
//
//   bit      0   inside
//   bits  1-30   the thread's token; 0: nobody yet
//   bit     31   a Release of the thread inside has handed its reference over to the section
//
// The bargain, for any word W that both sides look at:
//   inside:  enter; look at W; use what W allows; leave; look at W again
//   outside: change W; is_other_inside
// If the inside thread did not see the change, is_other_inside answers true, and the inside thread
// sees the change after leave (model: tests/race/report_model_test.cpp).
#pragma once

#include <cstdint>

namespace asyncom::core {

template <class Traits>
class thread_mark {
public:
    // token 0: nobody yet.
    void initialize(std::uint32_t token) noexcept { m_mark.store(token << 1, Traits::relaxed); }

    bool belongs_to(std::uint32_t token) const noexcept {
        return token_of(m_mark.load(Traits::relaxed)) == token;
    }

    // The common case: the last thread inside was this one, and it has a fast mark
    // (thread_block.h), so that the compiler's fence is enough.
    bool try_enter(std::uint32_t fast_mark) noexcept {
        const std::uint32_t mark = m_mark.load(Traits::relaxed);
        if (mark != fast_mark) [[unlikely]]
            return false;
        m_mark.store(mark | inside, Traits::relaxed);
        Traits::fast_light_fence();
        return true;
    }
    // Of a section without foreign code: nothing can have been handed over.
    void leave_short(std::uint32_t fast_mark) noexcept {
        m_mark.store(fast_mark, Traits::release);
        Traits::fast_light_fence();
    }
    // Release: what the section did happens before whatever follows is_other_inside == false.
    void leave_fast() noexcept {
        m_mark.store(m_mark.load(Traits::relaxed) & ~inside, Traits::release);
        Traits::fast_light_fence();
    }

    // True: entered. False: this thread is inside already, and the outer call leaves.
    bool enter(std::uint32_t token) noexcept {
        const std::uint32_t mark = m_mark.load(Traits::relaxed);
        if (mark == token << 1) {
            m_mark.store((token << 1) | inside, Traits::relaxed);
            Traits::light_fence();
            return true;
        }
        if ((mark & ~holds) == ((token << 1) | inside)) return false;
        // seq_cst: before the look at W, as the change of W is before is_other_inside.
        m_mark.exchange((token << 1) | inside, Traits::seq_cst);
        return true;
    }
    void leave() noexcept {
        m_mark.store(m_mark.load(Traits::relaxed) & ~inside, Traits::release);
        Traits::light_fence();
    }

    // Nobody has ever been inside; who enters later sees what was changed before this was asked.
    bool is_untouched() const noexcept { return m_mark.load(Traits::seq_cst) == 0; }
    bool is_anybody_inside() const noexcept { return (m_mark.load(Traits::relaxed) & inside) != 0; }
    bool is_inside(std::uint32_t token) const noexcept {
        return (m_mark.load(Traits::relaxed) & ~holds) == ((token << 1) | inside);
    }
    bool is_other_inside(std::uint32_t token) const noexcept {
        std::uint32_t mark = m_mark.load(Traits::seq_cst);
        if (token_of(mark) == token || token_of(mark) == 0) return false;
        // Another thread's plain stores may still be on their way.
        Traits::heavy_fence();
        mark = m_mark.load(Traits::seq_cst);
        return (mark & inside) != 0 && token_of(mark) != token;
    }

    // By the thread inside. False: the section has one already.
    bool hand_over() noexcept {
        const std::uint32_t mark = m_mark.load(Traits::relaxed);
        if ((mark & holds) != 0) return false;
        m_mark.store(mark | holds, Traits::relaxed);
        return true;
    }
    // By the thread that has just left: whether there is a reference to drop, which is now its.
    bool take_over() noexcept {
        const std::uint32_t mark = m_mark.load(Traits::relaxed);
        if ((mark & holds) == 0) return false;
        m_mark.store(mark & ~holds, Traits::relaxed);
        return true;
    }

private:
    static constexpr std::uint32_t inside = 1;
    static constexpr std::uint32_t holds = std::uint32_t{1} << 31;
    static constexpr std::uint32_t token_of(std::uint32_t mark) noexcept {
        return (mark & ~holds) >> 1;
    }

    typename Traits::template atomic<std::uint32_t> m_mark;
};

} // namespace asyncom::core

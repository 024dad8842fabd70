// SPDX-License-Identifier: MIT
// The state of an operation in one atomic word: who wins is decided here and nowhere else.
//
//   running             handler | 0       no handler yet: 0; put_Completed(null): the null mark
//   cancel requested    handler | 1       as running
//   watched             watcher | 4       running, no handler yet, and the library itself is to be
//   watched, requested  watcher | 5       told of the end (watcher.h)
//   ending              requested | 2     one producer call has won and is storing the outcome
//   ended               flags << 3 | 3    state_flags.h
//   extended            record | 7        for ever; the record holds the state (extended_record.h)
//
// Fast mode is all but the last: one compare-exchange to attach, one to end, plain loads to look.
// `ending` lasts a few plain stores and never runs foreign code, so others wait it out.
#pragma once

#include "async/state_flags.h"

#include <cstdint>

namespace asyncom::core {

enum class state_tag : std::uint64_t {
    running = 0,
    cancel_requested = 1,
    ending = 2,
    ended = 3,
    watched = 4,
    watched_requested = 5,
    extended = 7
};

// One look at the word.
class state_view {
public:
    explicit constexpr state_view(std::uint64_t bits) noexcept : m_bits(bits) {}

    constexpr std::uint64_t bits() const noexcept { return m_bits; }
    constexpr state_tag tag() const noexcept { return state_tag(m_bits & 7); }
    constexpr bool is_running() const noexcept { return (m_bits & 2) == 0; }
    constexpr bool is_watched() const noexcept { return (m_bits & 6) == 4; }
    constexpr bool is_ending() const noexcept { return tag() == state_tag::ending; }
    constexpr bool is_ended() const noexcept { return tag() == state_tag::ended; }
    constexpr bool is_extended() const noexcept { return tag() == state_tag::extended; }
    // Of a running or ending word.
    constexpr bool is_cancel_requested() const noexcept {
        return is_ending() ? (m_bits & ending_requested) != 0 : (m_bits & 1) != 0;
    }
    constexpr std::uint64_t payload() const noexcept { return m_bits & ~std::uint64_t{7}; }
    // Of a running word: put_Completed has had its one assignment.
    constexpr bool is_assigned() const noexcept { return payload() != 0 && !is_watched(); }
    // ... of a handler, not of null.
    constexpr bool has_handler() const noexcept {
        return is_assigned() && payload() != null_handler;
    }
    // Of an ended word.
    constexpr state_flags flags() const noexcept { return state_flags(m_bits >> 3); }

    // Ended in fast mode as completed, and not closed.
    constexpr bool is_completed() const noexcept {
        constexpr state_flags asked = outcome_mask | flag_closed;
        constexpr std::uint64_t mask = (std::uint64_t{asked} << 3) | 7;
        return (m_bits & mask) ==
               ((std::uint64_t(outcome::completed) << 3) | std::uint64_t(state_tag::ended));
    }
    // Born ended, still biased, neither assigned nor closed.
    constexpr bool is_biased_unassigned() const noexcept {
        constexpr state_flags asked = flag_biased | flag_bias_ends | flag_assigned | flag_closed;
        constexpr std::uint64_t mask = (std::uint64_t{asked} << 3) | 7;
        return (m_bits & mask) ==
               ((std::uint64_t{flag_biased} << 3) | std::uint64_t(state_tag::ended));
    }
    // Ended in fast mode with an outcome that needs no destruction.
    constexpr bool is_ended_owning_nothing() const noexcept {
        constexpr std::uint64_t mask = (std::uint64_t{flag_owned} << 3) | 7;
        return (m_bits & mask) == std::uint64_t(state_tag::ended);
    }

    static constexpr std::uint64_t ending_requested = 8;
    // In the place of a handler: put_Completed(null) has used up the one assignment.
    static constexpr std::uint64_t null_handler = 8;

private:
    std::uint64_t m_bits;
};

enum class assign_result { stored, has_ended, already_assigned, closed, extended };
enum class end_result { claimed, lost, extended };
enum class cancel_result { accepted, already_requested, has_ended, extended };
enum class close_result { closed, still_running, extended };

template <class Traits>
class state_word {
public:
    state_view look() const noexcept { return state_view(m_word.load(Traits::acquire)); }

    // As look, but never `ending`, unless give_up() says that nobody is left to publish that end:
    // whoever needs to know how it ends waits those few stores out.
    template <class GiveUp>
    state_view look_settled(GiveUp&& give_up) const noexcept {
        state_view view = look();
        for (typename Traits::backoff wait; view.is_ending() && !give_up(); view = look())
            wait.pause();
        return view;
    }
    state_view look_settled() const noexcept {
        return look_settled([] { return false; });
    }

    // Before the operation is handed out.
    void initialize_running() noexcept { m_word.store(0, Traits::relaxed); }
    void initialize_ended(state_flags flags) noexcept { publish(flags, Traits::relaxed); }

    // One try to store `handler` (or the null mark) as the one assignment. `view` is what the
    // caller saw last; on failure it holds what is there now. Release: the handler's memory is
    // visible to the thread that ends the operation.
    bool try_assign(state_view& view, std::uint64_t handler) noexcept {
        return replace(view, view.bits() | handler, Traits::acq_rel);
    }

    // The same from a word that was never touched: nothing asked, nothing assigned.
    bool try_assign_first(std::uint64_t handler) noexcept {
        state_view view(0);
        return replace(view, handler, Traits::acq_rel);
    }

    // One try to store the watcher, of a running view without a handler or a watcher. Release: its
    // memory is visible to the thread that ends the operation. seq_cst: who watches and then looks
    // for a cycle, and who enters extended mode to close one, are in one order (cycle.cpp).
    bool try_watch(state_view& view, std::uint64_t watcher) noexcept {
        return replace(view, view.bits() | watcher | std::uint64_t(state_tag::watched),
                       Traits::seq_cst);
    }
    // One try to take it back, of a watched view.
    bool try_unwatch(state_view& view) noexcept {
        return replace(view, view.bits() & std::uint64_t(state_tag::cancel_requested),
                       Traits::acq_rel);
    }

    // Marks an ended word as assigned or closed.
    bool try_add_flag(state_view& view, state_flags flag) noexcept {
        return replace(view, view.bits() | (std::uint64_t{flag} << 3), Traits::acq_rel);
    }
    // The two steps that end the bias of an operation born ended: announce, which the biased
    // thread sees when it next looks, then, once it is known to be outside, remove. seq_cst: the
    // announcement is the change of the word in thread_mark.h's bargain.
    bool try_announce_end_of_bias(state_view& view) noexcept {
        return replace(view, view.bits() | (std::uint64_t{flag_bias_ends} << 3), Traits::seq_cst);
    }
    bool try_remove_bias(state_view& view) noexcept {
        return replace(view, view.bits() & ~(std::uint64_t{flag_biased | flag_bias_ends} << 3),
                       Traits::acq_rel);
    }
    // The biased thread's assignment: the only plain store to a word that others may write, and
    // they write it only after the bias is gone. Of a view that is_biased_unassigned. It may wipe
    // out an announcement; the bias goes with it.
    void assign_biased(state_view view) noexcept {
        constexpr state_flags changes = flag_biased | flag_assigned;
        m_word.store(view.bits() ^ (std::uint64_t{changes} << 3), Traits::release);
    }

    // Wins the right to end the operation; the winner gets the handler that was assigned (or the
    // null mark, or the watcher, or 0) and must call publish. Of all producer calls that race, one
    // is told `claimed`. seq_cst: a handler that put_Progress stores and the end that takes it away
    // each see the other or are seen (progress_word.h).
    end_result claim_end(state_view& view) noexcept {
        view = look();
        for (;;) {
            if (view.is_extended()) return end_result::extended;
            if (!view.is_running()) return end_result::lost;
            if (try_claim_end(view)) return end_result::claimed;
        }
    }
    // One try, of a running view.
    bool try_claim_end(state_view& view) noexcept {
        static_assert(state_view::ending_requested == 8);
        const std::uint64_t requested = (view.bits() & 1) << 3;
        return replace(view, std::uint64_t(state_tag::ending) | requested, Traits::seq_cst);
    }

    // One try, from a word that was just running, without a cancel request or a watcher: nothing
    // else in it than `handler`, the null mark or 0.
    bool try_claim_plain_end(std::uint64_t& handler) noexcept {
        state_view view = look();
        handler = view.bits();
        return view.tag() == state_tag::running &&
               replace(view, std::uint64_t(state_tag::ending), Traits::seq_cst);
    }

    // Ends what claim_end won. A plain store: between the two nobody else writes the word.
    void publish_end(state_flags flags) noexcept { publish(flags, Traits::release); }
    // The same, into extended mode: the record takes over.
    void publish_extended(std::uint64_t record) noexcept {
        m_word.store(record | std::uint64_t(state_tag::extended), Traits::release);
    }

    cancel_result request_cancel() noexcept {
        state_view view = look_settled();
        for (;;) {
            if (view.is_extended()) return cancel_result::extended;
            if (view.is_ended()) return cancel_result::has_ended;
            if (view.is_ending()) {
                view = look_settled();
                continue;
            }
            if (view.is_cancel_requested()) return cancel_result::already_requested;
            if (replace(view, view.bits() | std::uint64_t(state_tag::cancel_requested),
                        Traits::acq_rel))
                return cancel_result::accepted;
        }
    }

    // Enters extended mode. The record must hold what `view` says.
    bool try_extend(state_view& view, std::uint64_t record) noexcept {
        return replace(view, record | std::uint64_t(state_tag::extended), Traits::seq_cst);
    }

    // The order that progress_word.h needs.
    state_view look_in_order() const noexcept { return state_view(m_word.load(Traits::seq_cst)); }

private:
    template <class Order>
    void publish(state_flags flags, Order order) noexcept {
        m_word.store((std::uint64_t{flags} << 3) | std::uint64_t(state_tag::ended), order);
    }

    template <class Order>
    bool replace(state_view& view, std::uint64_t desired, Order order) noexcept {
        std::uint64_t expected = view.bits();
        if (m_word.compare_exchange_strong(expected, desired, order, Traits::acquire)) return true;
        view = state_view(expected);
        return false;
    }

    typename Traits::template atomic<std::uint64_t> m_word;
};

} // namespace asyncom::core

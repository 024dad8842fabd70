// SPDX-License-Identifier: MIT
//
// The heart of a progress sink: values of many reporters on their way to one listener. A reporter
// does one compare-exchange. Whoever puts a value where none was also sees to its delivery: at once
// if the rate allows it, else by a timer; who comes later finds a value there, replaces it, and has
// nothing else to do. Without a rate nothing is replaced, the values stand in a list.
//
// While a value waits, somebody has yet to look: the reporter who found nothing there, a thread
// that delivers, or a timer. A thread that delivers looks again before it leaves; so who finds one
// at work may go.
#pragma once

#include <cstdint>

namespace asyncom::core {

// Traits provides, beside the primitives of atomic_traits.h:
//   void wait_while(atomic&, value)      until the word holds something else
//   void wake(atomic&)                   those who wait so
// Derived provides; none of it is called under the lock:
//   std::uint32_t thread_token()         never 0
//   std::int64_t now()                   ticks
//   bool arm(std::int64_t delay)         on_time(...) comes when it has passed. False: it will not
//   void deliver(letter&)                foreign code
//   void discard(letter&)                the end of the value
template <class Derived, class Traits>
class progress_mailbox {
public:
    // In front of a value.
    struct letter {
        typename Traits::template variable<letter*> next;
    };

    enum class posted { first, later, has_ended };

    // first: the caller is to call deliver_due. has_ended: the letter is still the caller's.
    posted post(letter& fresh) noexcept {
        std::uint64_t seen = m_word.load(Traits::acquire);
        do {
            if (seen == over) return posted::has_ended;
            fresh.next.set(keeps_all() ? letter_of(seen) : nullptr);
        } while (!m_word.compare_exchange_strong(seen, reinterpret_cast<std::uint64_t>(&fresh),
                                                 Traits::acq_rel, Traits::acquire));
        if (seen == none) return posted::first;
        if (!keeps_all()) derived().discard(*letter_of(seen));
        return posted::later;
    }

    bool is_over() const noexcept { return m_word.load(Traits::acquire) == over; }

    // Delivers what the rate allows, or has a timer do it.
    void deliver_due() noexcept {
        for (;;) {
            const std::int64_t now = m_interval != 0 ? derived().now() : 0;
            std::int64_t delay = 0;
            switch (choose(now, delay)) {
            case step::leave:
                return;
            case step::deliver:
                hand_out(m_word.exchange(none, Traits::acq_rel));
                end_turn();
                break;
            case step::arm:
                if (derived().arm(delay)) return;
                give_up_timer();
                break;
            }
        }
    }

    // hurries: whatever the rate allows.
    void on_time(bool hurries) noexcept {
        {
            typename Traits::lock lock(m_lock);
            m_armed.set(false);
            if (hurries) m_hurries.set(true);
        }
        deliver_due();
    }

    // Delivers what waits, on this thread and before it returns. Inside a delivery of this thread:
    // after that.
    void flush() noexcept {
        if (wait_for_turn([this] { m_hurries.set(true); })) return;
        deliver_due();
        wait_for_turn([] {}); // another thread may have taken it
    }

    // The same for the last time: from here on nothing is accepted, and when it returns nothing is
    // on its way to the listener.
    void finish() noexcept {
        const std::uint32_t self = derived().thread_token();
        const bool nested =
            wait_for_turn([this, self] { m_deliverer.store(self, Traits::relaxed); });
        const std::uint64_t last = m_word.exchange(over, Traits::acq_rel);
        if (nested) return throw_away(last);
        hand_out(last);
        end_turn();
    }

protected:
    progress_mailbox() = default;
    ~progress_mailbox() = default;

    // Once, before all else; not the constructor, for the model checker's sake. interval: ticks
    // between two deliveries; 0: every value is delivered.
    void start(std::int64_t interval) noexcept {
        m_word.store(none, Traits::relaxed);
        m_deliverer.store(0, Traits::relaxed);
        m_interval = interval;
        m_due.set(INT64_MIN);
        m_armed.set(false);
        m_hurries.set(false);
        m_waiting.set(0);
    }

    // Nobody else can look.
    void drop_letters() noexcept { throw_away(m_word.exchange(over, Traits::acquire)); }

private:
    // What the word holds when it is no letter.
    static constexpr std::uint64_t none = 0;
    static constexpr std::uint64_t over = 1;

    enum class step { leave, deliver, arm };

    Derived& derived() noexcept { return static_cast<Derived&>(*this); }
    bool keeps_all() const noexcept { return m_interval == 0; }
    static letter* letter_of(std::uint64_t word) noexcept {
        return word > over ? reinterpret_cast<letter*>(word) : nullptr;
    }

    step choose(std::int64_t now, std::int64_t& delay) noexcept {
        const std::uint32_t self = derived().thread_token();
        typename Traits::lock lock(m_lock);
        // It looks again.
        if (m_deliverer.load(Traits::relaxed) != 0) return step::leave;
        const bool hurries = m_hurries.get();
        m_hurries.set(false);
        if (letter_of(m_word.load(Traits::acquire)) == nullptr) return step::leave;
        if (hurries || now >= m_due.get()) {
            m_deliverer.store(self, Traits::relaxed);
            m_due.set(m_interval != 0 ? now + m_interval : INT64_MIN);
            return step::deliver;
        }
        if (m_armed.get()) return step::leave;
        m_armed.set(true);
        delay = m_due.get() - now;
        return step::arm;
    }

    // No memory for a timer: the value comes too early rather than never.
    void give_up_timer() noexcept {
        typename Traits::lock lock(m_lock);
        m_armed.set(false);
        m_hurries.set(true);
    }

    // Runs then() under the lock when no other thread delivers. True: this one does.
    template <class Then>
    bool wait_for_turn(Then&& then) noexcept {
        const std::uint32_t self = derived().thread_token();
        for (;;) {
            std::uint32_t other = 0;
            {
                typename Traits::lock lock(m_lock);
                other = m_deliverer.load(Traits::relaxed);
                if (other == 0 || other == self) {
                    then();
                    return other == self;
                }
                m_waiting.set(m_waiting.get() + 1);
            }
            Traits::wait_while(m_deliverer, other);
            typename Traits::lock lock(m_lock);
            m_waiting.set(m_waiting.get() - 1);
        }
    }

    void end_turn() noexcept {
        typename Traits::lock lock(m_lock);
        m_deliverer.store(0, Traits::release);
        if (m_waiting.get() != 0) Traits::wake(m_deliverer);
    }

    // The latest stands first.
    static letter* oldest_first(letter* latest) noexcept {
        letter* reversed = nullptr;
        while (latest != nullptr) {
            letter* const older = latest->next.get();
            latest->next.set(reversed);
            reversed = latest;
            latest = older;
        }
        return reversed;
    }

    void hand_out(std::uint64_t taken) noexcept {
        for (letter* each = oldest_first(letter_of(taken)); each != nullptr;) {
            letter* const next = each->next.get();
            derived().deliver(*each);
            derived().discard(*each);
            each = next;
        }
    }

    void throw_away(std::uint64_t taken) noexcept {
        for (letter* each = letter_of(taken); each != nullptr;) {
            letter* const next = each->next.get();
            derived().discard(*each);
            each = next;
        }
    }

    // The latest letter, or the state above.
    typename Traits::template atomic<std::uint64_t> m_word;
    // The thread that delivers, 0: none. Written under the lock; who waits for it sleeps on it.
    typename Traits::template atomic<std::uint32_t> m_deliverer;
    std::int64_t m_interval = 0;
    typename Traits::mutex m_lock; // guards all that follows; a leaf
    typename Traits::template variable<std::int64_t> m_due;
    typename Traits::template variable<bool> m_armed;
    typename Traits::template variable<bool> m_hurries; // the next delivery ignores the rate
    typename Traits::template variable<std::uint32_t> m_waiting;
};

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
//
// The heart of a completion queue: entries that wait for the end of their operation, and entries
// whose operation has ended, in the order of the ends. An entry is made before its operation is
// asked to tell its end and goes when a consumer takes it or the list is closed; at the end itself
// nothing is allocated.
//
// Three parties meet at an entry: the thread that attaches it, the one that ends its operation and
// the one that closes the list. One mutex orders them. Close owns what still waits as soon as it
// has set m_closed, and frees it when the operation has promised to call no more; what an end finds
// not yet linked is left to the thread that attaches it.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>

namespace asyncom::core {

template <class Derived, class Traits>
class completion_list {
public:
    using subject = typename Traits::subject;
    template <class T>
    using variable = typename Traits::template variable<T>;

    struct entry {
        completion_list* list = nullptr;
        subject* target = nullptr;
        IUnknown* attached = nullptr; // a reference, as the client gave it
        std::uint64_t key = 0;
        std::uint64_t token = 0;
        variable<std::int32_t> status{};
        variable<bool> ended{};
        variable<bool> linked{};
        variable<entry*> next{};
        variable<entry*> previous{};
    };

    // S_OK: the entry is the list's. Otherwise it is still the caller's: E_ILLEGAL_METHOD_CALL once
    // closed, or what the operation answers that cannot tell its end.
    HRESULT attach(entry& added) noexcept {
        added.list = this;
        added.ended.set(false);
        added.linked.set(false);
        if (is_closed()) return E_ILLEGAL_METHOD_CALL;
        const HRESULT subscribed = Traits::subscribe(*added.target, &on_end, &added, &added.token);
        if (subscribed < 0) return subscribed;
        if (subscribed == S_FALSE) { // has ended, and tells nothing
            added.status.set(Traits::status_of(*added.target));
            added.ended.set(true);
        }
        bool calls = false;
        if (link(added, calls)) {
            if (calls) derived().wake_one();
            return S_OK;
        }
        // Closed meanwhile. When this returns, nobody calls with the entry any more.
        if (added.token != 0) Traits::unsubscribe(*added.target, added.token);
        return E_ILLEGAL_METHOD_CALL;
    }

    // Takes the oldest of those that have ended. E_ILLEGAL_METHOD_CALL once closed. S_FALSE: there
    // is none, and the caller counts as asleep until it calls get_up(), if it wants to sleep.
    HRESULT take(entry*& first, std::uint32_t most, bool sleeps) noexcept {
        bool calls = false;
        {
            typename Traits::lock lock(m_lock);
            first = nullptr;
            if (m_closed.get()) return E_ILLEGAL_METHOD_CALL;
            if (!m_ready.first.get()) {
                if (sleeps) m_sleepers.set(m_sleepers.get() + 1);
                return S_FALSE;
            }
            first = m_ready.take_front(most);
            if (!m_ready.first.get())
                derived().show(false);
            else
                calls = m_sleepers.get() > 0; // whoever was called for the rest may be late
        }
        if (calls) derived().wake_one();
        return S_OK;
    }

    void get_up() noexcept {
        typename Traits::lock lock(m_lock);
        m_sleepers.set(m_sleepers.get() - 1);
    }

    void close() noexcept {
        entry* waiting = nullptr;
        entry* ready = nullptr;
        {
            typename Traits::lock lock(m_lock);
            if (m_closed.get()) return;
            m_closed.set(true);
            waiting = m_waiting.take_front(UINT32_MAX);
            ready = m_ready.take_front(UINT32_MAX);
            derived().show(true); // for good: whoever waits learns that it is closed
        }
        derived().wake_all();
        while (waiting) {
            entry* const each = waiting;
            waiting = each->next.get();
            Traits::unsubscribe(*each->target, each->token);
            Traits::let_go(each);
        }
        while (ready) {
            entry* const each = ready;
            ready = each->next.get();
            Traits::let_go(each);
        }
    }

    // Under one lock with what changes it.
    template <class Body>
    auto with_state(Body&& body) noexcept {
        typename Traits::lock lock(m_lock);
        return body(m_closed.get(), m_ready.first.get() != nullptr);
    }

    // One life is the clients', one is of each end that is inside: an end must not find the list
    // gone because somebody took its entry and let go of the list.
    void drop_life() noexcept {
        if (m_lives.fetch_sub(1, Traits::acq_rel) == 1) derived().destroy();
    }

protected:
    completion_list() = default;
    ~completion_list() = default;

    // Once, before all else. Not the constructor: the model checker makes its objects outside of
    // what it checks.
    void start() noexcept {
        m_lives.store(1, Traits::relaxed);
        m_closed.set(false);
        m_sleepers.set(0);
        m_waiting.clear();
        m_ready.clear();
    }

private:
    struct chain {
        variable<entry*> first{};
        variable<entry*> last{};

        void clear() noexcept {
            first.set(nullptr);
            last.set(nullptr);
        }
        void push_back(entry& added) noexcept {
            entry* const before = last.get();
            added.previous.set(before);
            added.next.set(nullptr);
            if (before)
                before->next.set(&added);
            else
                first.set(&added);
            last.set(&added);
        }
        void remove(entry& gone) noexcept {
            entry* const before = gone.previous.get();
            entry* const after = gone.next.get();
            (before ? before->next : first).set(after);
            (after ? after->previous : last).set(before);
        }
        // As a chain of its own, linked by `next`.
        entry* take_front(std::uint32_t most) noexcept {
            entry* const taken = first.get();
            entry* cut = taken;
            for (std::uint32_t i = 1; cut && i < most && cut->next.get(); ++i)
                cut = cut->next.get();
            if (!cut) return nullptr;
            entry* const rest = cut->next.get();
            cut->next.set(nullptr);
            first.set(rest);
            if (rest)
                rest->previous.set(nullptr);
            else
                last.set(nullptr);
            return taken;
        }
    };

    Derived& derived() noexcept { return static_cast<Derived&>(*this); }

    bool is_closed() noexcept {
        typename Traits::lock lock(m_lock);
        return m_closed.get();
    }

    // Under the lock. True: somebody sleeps who is to be woken after it.
    bool push_ready(entry& ended) noexcept {
        const bool was_empty = !m_ready.first.get();
        m_ready.push_back(ended);
        if (was_empty) derived().show(true);
        return m_sleepers.get() > 0;
    }

    // False: closed.
    bool link(entry& added, bool& calls) noexcept {
        typename Traits::lock lock(m_lock);
        if (m_closed.get()) return false;
        if (added.ended.get()) {
            calls = push_ready(added);
        } else {
            added.linked.set(true);
            m_waiting.push_back(added);
        }
        return true;
    }

    static void on_end(void* context, subject& ended) noexcept {
        entry& told = *static_cast<entry*>(context);
        completion_list& list = *told.list;
        bool calls = false;
        {
            typename Traits::lock lock(list.m_lock);
            list.m_lives.fetch_add(1, Traits::relaxed);
            told.status.set(Traits::status_of(ended));
            told.ended.set(true);
            // What is not linked yet is left to attach, and what was closed to close.
            if (told.linked.get() && !list.m_closed.get()) {
                list.m_waiting.remove(told);
                calls = list.push_ready(told);
            }
        }
        // The entry may be gone by now.
        if (calls) list.derived().wake_one();
        list.drop_life();
    }

    typename Traits::template atomic<std::uint32_t> m_lives;
    typename Traits::mutex m_lock; // guards all that follows, and the entries
    variable<bool> m_closed{};
    variable<std::uint32_t> m_sleepers{};
    chain m_waiting;
    chain m_ready;
};

} // namespace asyncom::core

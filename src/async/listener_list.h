// SPDX-License-Identifier: MIT
// Listeners in the order of their subscription, that can leave at any moment: when `remove` has
// returned, a listener is neither inside nor will be called, but for the one that removes itself. A
// template over the primitives, so that the model checker in tests/race runs this code.
//
// Who is called for the last time is let go before he leaves the list, so that `remove` waits for
// that, too.
//
// A listener that left while somebody is inside it or waits for that stays linked until the last of
// them lets go: who walks the list may stand on it.
//
// Traits provides, beside the primitives of atomic_traits.h:
//   callee                                what is called; the list does not look into it
//   std::uint64_t serial_after(last)      greater, and of no other listener of the process
//   void let_go(callee&)                  its end; foreign code: never under the mutex
//   void free_listener(listener*)         what let_go does, where it was not done, and the memory
//   void wait_while(atomic&, value)       until the word holds something else
//   void wake(atomic&)                    those who wait so
// Owner, passed to each call, provides:
//   mutex& mutex()                        guards the list; nothing foreign is called under it
//   std::uint32_t thread_token()          never 0
//   bool is_forked()                      the list is a copy: nobody else is left, nobody is called
#pragma once

#include <cstdint>
#include <utility>

namespace asyncom::core {

template <class Traits>
struct listener {
    template <class T>
    using variable = typename Traits::template variable<T>;

    listener* next;
    listener* previous;
    std::uint64_t token;
    // The thread inside, 0: none. Written under the mutex; who waits for it sleeps on it.
    typename Traits::template atomic<std::uint32_t> caller;
    // Under the mutex: calls that are inside, and threads that wait for them.
    variable<std::uint32_t> pins;
    // Under the mutex: nobody begins to call it any more.
    variable<bool> left;
    typename Traits::callee callee;

    // The marks are the lowest bits of its token, below token_step.
    void initialize(std::uint32_t marks) noexcept {
        next = previous = nullptr;
        token = marks;
        caller.store(0, Traits::relaxed);
        pins.set(0);
        left.set(false);
    }
};

// removed: it had not left before. was_gone: it had, or it is of the kind that is called once and
// its call has begun; if on another thread, it has returned.
enum class leave_result { removed, was_gone };

template <class Traits>
class listener_list {
public:
    using node = listener<Traits>;

    // A token is a serial and, below it, the marks of its listener.
    static constexpr std::uint32_t token_step = 8;
    void initialize() noexcept {
        m_head = m_tail = m_begun = nullptr;
        m_last_serial = 0;
        m_count.store(0, Traits::relaxed);
    }

    // Who has not left. Only a hint without the mutex.
    std::uint32_t count() const noexcept { return m_count.load(Traits::relaxed); }

    // Under the mutex. The answer is its token, never 0.
    std::uint64_t add(node& fresh) noexcept {
        link(fresh);
        m_count.store(count() + 1, Traits::relaxed);
        return fresh.token;
    }
    // Under the mutex: added as one that the calling thread is inside of; end_only_call follows.
    template <class Owner>
    std::uint64_t add_called(Owner& owner, node& fresh) noexcept {
        link(fresh);
        fresh.left.set(true);
        begin_call(fresh, owner.thread_token());
        return fresh.token;
    }
    template <class Owner>
    void end_only_call(Owner& owner, node& called) noexcept {
        Traits::let_go(called.callee);
        node* dead = nullptr;
        {
            typename Traits::lock lock(owner.mutex());
            dead = end_call(called, 0);
        }
        if (dead != nullptr) Traits::free_listener(dead);
    }

    // Calls everyone once and for all, also those who come meanwhile.
    template <class Owner, class Call>
    void call_once(Owner& owner, Call&& call) noexcept {
        call_the_rest(owner, nullptr, call);
    }
    // The same in two steps. Under the mutex: the first call has begun. False: nobody is here.
    template <class Owner>
    bool begin_call_once(Owner& owner) noexcept {
        m_begun = retire_first();
        if (m_begun == nullptr) return false;
        begin_call(*m_begun, owner.thread_token());
        return true;
    }
    template <class Owner, class Call>
    void call_begun(Owner& owner, Call&& call) noexcept {
        call_the_rest(owner, m_begun, call);
    }

    // Calls those who are here now and whom wanted(callee) wants, which runs under the mutex. A
    // listener that another thread is inside of misses this one.
    template <class Owner, class Wanted, class Call>
    void call_each(Owner& owner, Wanted&& wanted, Call&& call) noexcept {
        const std::uint32_t thread = owner.thread_token();
        std::uint64_t last = 0;
        walk(
            owner,
            [&](node* done) noexcept {
                if (done == nullptr) last = m_last_serial * token_step + (token_step - 1);
                node* next = first_present(done != nullptr ? done->next : m_head);
                for (; next != nullptr && next->token <= last; next = first_present(next->next)) {
                    const std::uint32_t caller = next->caller.load(Traits::relaxed);
                    if ((caller == 0 || caller == thread) && wanted(next->callee)) return next;
                }
                return static_cast<node*>(nullptr);
            },
            call);
    }

    // Under the mutex: whether anyone is here whom wanted(callee) wants.
    template <class Wanted>
    bool any(Wanted&& wanted) const noexcept {
        for (node* each = first_present(m_head); each != nullptr; each = first_present(each->next))
            if (wanted(each->callee)) return true;
        return false;
    }

    template <class Owner>
    leave_result remove(Owner& owner, std::uint64_t token) noexcept;

    // Everybody leaves. Does not wait for those who are inside: they are let go when they return.
    template <class Owner>
    void clear(Owner& owner) noexcept {
        walk(
            owner,
            [this](node*) noexcept {
                node* next = first_present(m_head);
                for (; next != nullptr; next = first_present(next->next)) {
                    retire(*next);
                    if (next->pins.get() == 0) break;
                }
                return next;
            },
            [](typename Traits::callee& callee) noexcept { Traits::let_go(callee); });
    }
    // Nobody else can look.
    void destroy() noexcept {
        while (node* const each = std::exchange(m_head, m_head != nullptr ? m_head->next : nullptr))
            Traits::free_listener(each);
        m_tail = nullptr;
    }

private:
    static node* first_present(node* from) noexcept {
        while (from != nullptr && from->left.get())
            from = from->next;
        return from;
    }

    // From both ends: who came last or first is found at once.
    node* find(std::uint64_t token) const noexcept {
        node* first = m_head;
        node* last = m_tail;
        while (first != nullptr && first->token <= token && last->token >= token) {
            if (first->token == token) return first;
            if (last->token == token) return last;
            first = first->next;
            last = last->previous;
            if (last == nullptr) break;
        }
        return nullptr;
    }

    // The way forward is whole at every moment: the child of a fork may find it so.
    void link(node& fresh) noexcept {
        m_last_serial = Traits::serial_after(m_last_serial);
        fresh.token += m_last_serial * token_step;
        fresh.previous = m_tail;
        (m_tail != nullptr ? m_tail->next : m_head) = &fresh;
        m_tail = &fresh;
    }
    node* unlink(node& gone) noexcept {
        (gone.previous != nullptr ? gone.previous->next : m_head) = gone.next;
        (gone.next != nullptr ? gone.next->previous : m_tail) = gone.previous;
        return &gone;
    }
    void retire(node& leaving) noexcept {
        leaving.left.set(true);
        m_count.store(count() - 1, Traits::relaxed);
    }
    // The node if nothing keeps it any more: unlinked, and the caller's to free.
    node* unlink_if_unused(node& gone) noexcept {
        return gone.left.get() && gone.pins.get() == 0 ? unlink(gone) : nullptr;
    }

    static std::uint32_t begin_call(node& called, std::uint32_t thread) noexcept {
        const std::uint32_t outer = called.caller.load(Traits::relaxed);
        called.pins.set(called.pins.get() + 1);
        called.caller.store(thread, Traits::relaxed);
        return outer;
    }
    // Release: what the call did happens before `remove` returns. Who waits holds a pin, so the
    // word lives at least until the mutex is left.
    node* end_call(node& called, std::uint32_t outer) noexcept {
        called.caller.store(outer, Traits::release);
        called.pins.set(called.pins.get() - 1);
        if (outer == 0 && called.pins.get() != 0) Traits::wake(called.caller);
        return unlink_if_unused(called);
    }

    node* retire_first() noexcept {
        node* const first = first_present(m_head);
        if (first != nullptr) retire(*first);
        return first;
    }

    // From `begun` on, whose call has begun, or from the first.
    template <class Owner, class Call>
    void call_the_rest(Owner& owner, node* begun, Call&& call) noexcept {
        walk(
            owner, [this](node*) noexcept { return retire_first(); },
            [&](typename Traits::callee& callee) noexcept {
                call(callee);
                Traits::let_go(callee);
            },
            begun);
    }

    // One mutex per call: the end of one and the choice of the next, next = pick(done).
    template <class Owner, class Pick, class Call>
    void walk(Owner& owner, Pick&& pick, Call&& call, node* begun = nullptr) noexcept {
        const std::uint32_t thread = owner.thread_token();
        std::uint32_t outer = 0;
        node* current = begun != nullptr ? begun : step(owner, pick, nullptr, thread, outer);
        while (current != nullptr) {
            call(current->callee);
            current = step(owner, pick, current, thread, outer);
        }
    }
    template <class Owner, class Pick>
    node* step(Owner& owner, Pick&& pick, node* done, std::uint32_t thread,
               std::uint32_t& outer) noexcept {
        node* next = nullptr;
        node* dead = nullptr;
        {
            typename Traits::lock lock(owner.mutex());
            if (!owner.is_forked()) next = pick(done);
            if (done != nullptr) dead = end_call(*done, outer);
            if (next != nullptr) outer = begin_call(*next, thread);
        }
        if (dead != nullptr) Traits::free_listener(dead);
        return next;
    }

    node* m_head;
    node* m_tail;
    node* m_begun; // by the one thread that calls once
    std::uint64_t m_last_serial;
    typename Traits::template atomic<std::uint32_t> m_count;
};

template <class Traits>
template <class Owner>
leave_result listener_list<Traits>::remove(Owner& owner, std::uint64_t token) noexcept {
    const std::uint32_t thread = owner.thread_token();
    leave_result result = leave_result::was_gone;
    node* found = nullptr;
    node* dead = nullptr;
    std::uint32_t caller = 0;
    {
        typename Traits::lock lock(owner.mutex());
        found = find(token);
        if (found == nullptr) return result;
        if (!found->left.get()) {
            retire(*found);
            result = leave_result::removed;
        }
        caller = found->caller.load(Traits::relaxed);
        if (caller == thread) caller = 0; // inside itself
        if (caller != 0)
            found->pins.set(found->pins.get() + 1);
        else
            dead = unlink_if_unused(*found);
    }
    if (caller != 0) {
        Traits::wait_while(found->caller, caller);
        typename Traits::lock lock(owner.mutex());
        found->pins.set(found->pins.get() - 1);
        dead = unlink_if_unused(*found);
    }
    if (dead != nullptr) Traits::free_listener(dead);
    return result;
}

} // namespace asyncom::core

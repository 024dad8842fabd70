// SPDX-License-Identifier: MIT
// What all awaiters have in common: the waiter of their coroutine, or one that is made for them.
#pragma once

#include <asyncom/waiter.hpp>

namespace asyncom::impl {

// The waiter of a coroutine that is not one of asyncom's.
class separate_waiter final : public waiter {
private:
    void destroy() noexcept override { delete this; }
};

// The part of an awaiter that has to do with its coroutine.
class waiting_coroutine {
public:
    // Null: the coroutine has no waiter, and one is made for this.
    explicit waiting_coroutine(waiter* of_coroutine) noexcept : m_waiter(of_coroutine) {}
    waiting_coroutine(const waiting_coroutine&) = delete;
    waiting_coroutine& operator=(const waiting_coroutine&) = delete;
    ~waiting_coroutine() {
        if (m_state != 0) [[unlikely]]
            leave();
    }

    waiter& begin() {
        if (m_waiter == nullptr) {
            m_waiter = new separate_waiter;
            m_state = separate;
        }
        m_state |= waits;
        return *m_waiter;
    }
    // Null where it never began.
    const waiter* finish() noexcept {
        m_state &= separate;
        return m_waiter;
    }

private:
    static constexpr unsigned char waits = 1;
    static constexpr unsigned char separate = 2;

    void leave() noexcept {
        if ((m_state & waits) != 0) m_waiter->orphan();
        if ((m_state & separate) != 0) m_waiter->release_reference();
    }

    waiter* m_waiter;
    unsigned char m_state = 0;
};

} // namespace asyncom::impl

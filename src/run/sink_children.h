// SPDX-License-Identifier: MIT
//
// The operations whose progress a sink adds up: each counts with its weight, 0 before its first
// report and 1 from its end on, however it ended. A child that does not know its total makes that
// of all unknown.
#pragma once

#include "async/operation.h"
#include "platform/mutex.h"

#include <limits>

namespace asyncom::core {

// Whom the sum is told to.
class fraction_receiver {
public:
    // Called under the lock, so that sums arrive in their order. True: deliver_fraction is to
    // follow, without the lock.
    virtual bool take_fraction(double total) noexcept = 0;
    virtual void deliver_fraction() noexcept = 0;

protected:
    ~fraction_receiver() = default;
};

class sink_children {
public:
    explicit sink_children(fraction_receiver& receiver) noexcept : m_receiver(receiver) {}
    sink_children(const sink_children&) = delete;
    sink_children& operator=(const sink_children&) = delete;

    // E_OUTOFMEMORY; ASYNCOM_E_FORKED. `weight` is finite and not negative.
    HRESULT add(operation& target, double weight) noexcept;

    // Lets everybody go. When it returns no child is on its way to the receiver, but one that this
    // thread is inside of.
    void close() noexcept;

private:
    struct child;

    static void on_progress(void* context, const void* value) noexcept;
    static void on_end(void* context, operation& ended) noexcept;
    static HRESULT watch(child& added) noexcept;
    static void let_go(child* gone) noexcept;

    // All under the lock.
    void link(child& added) noexcept;
    void unlink(child& gone) noexcept;
    void set_fraction(child& of, double fraction) noexcept;
    void scale_for(double weight) noexcept;
    double scaled(double weight) const noexcept;
    bool tell() noexcept;

    fraction_receiver& m_receiver;
    mutex m_lock; // guards all that follows
    bool m_closed = false;
    child* m_first = nullptr;
    // No weight that came is 2^(m_exponent + 1) or more; the sums are in units of 2^m_exponent.
    int m_exponent = std::numeric_limits<int>::min() / 2;
    // Of the running ones, but those who do not know; sums that are built up and taken down again
    // would not come back to exactly 0, so the last one clears them.
    double m_running = 0;
    double m_running_weight = 0;
    double m_ended_weight = 0;
    std::uint32_t m_unknown = 0;
    static constexpr double untold = -1;
    double m_told = untold;
};

} // namespace asyncom::core

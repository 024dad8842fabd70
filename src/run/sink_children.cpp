// SPDX-License-Identifier: MIT
#include "run/sink_children.h"

#include "async/listeners.h"
#include "async/progress_fraction.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <mutex>
#include <new>
#include <utility>

namespace asyncom::core {

struct sink_children::child {
    sink_children* owner;
    operation* target; // one reference
    double weight;
    double fraction = 0;
    bool is_fraction; // what it reports
    std::uint64_t progress_token = 0;
    std::uint64_t end_token = 0;
    child* previous = nullptr;
    child* next = nullptr;
};

namespace {

// NaN, a total that is not known, stays.
double as_fraction(double told) noexcept {
    return std::isnan(told) ? told : std::clamp(told, 0.0, 1.0);
}

} // namespace

// Sums of the largest weights stay finite, those of the smallest above 0. By powers of two: exact.
void sink_children::scale_for(double weight) noexcept {
    if (weight == 0) return;
    const int exponent = std::ilogb(weight);
    if (exponent <= m_exponent) return;
    for (double* const sum : {&m_running, &m_running_weight, &m_ended_weight})
        *sum = std::ldexp(*sum, m_exponent - exponent);
    m_exponent = exponent;
}

double sink_children::scaled(double weight) const noexcept {
    return std::ldexp(weight, -m_exponent);
}

void sink_children::link(child& added) noexcept {
    added.next = m_first;
    if (m_first != nullptr) m_first->previous = &added;
    m_first = &added;
    scale_for(added.weight);
    m_running_weight += scaled(added.weight);
}

void sink_children::unlink(child& gone) noexcept {
    (gone.previous != nullptr ? gone.previous->next : m_first) = gone.next;
    if (gone.next != nullptr) gone.next->previous = gone.previous;
    set_fraction(gone, 0);
    m_running_weight -= scaled(gone.weight);
    if (m_first == nullptr) m_running = m_running_weight = 0;
}

void sink_children::set_fraction(child& of, double fraction) noexcept {
    if (of.weight > 0 && std::isnan(of.fraction))
        --m_unknown;
    else
        m_running -= scaled(of.weight) * of.fraction;
    of.fraction = of.weight > 0 ? as_fraction(fraction) : 0;
    if (std::isnan(of.fraction))
        ++m_unknown;
    else
        m_running += scaled(of.weight) * of.fraction;
}

bool sink_children::tell() noexcept {
    const double all = m_running_weight + m_ended_weight;
    const double total = m_unknown == 0 && all > 0
                             ? std::clamp((m_running + m_ended_weight) / all, 0.0, 1.0)
                             : std::numeric_limits<double>::quiet_NaN();
    // Nothing new; also where operations have been made children of each other.
    if (total == m_told || (std::isnan(total) && std::isnan(m_told))) return false;
    m_told = total;
    return m_receiver.take_fraction(total);
}

void sink_children::on_progress(void* context, const void* value) noexcept {
    child& of = *static_cast<child*>(context);
    sink_children& owner = *of.owner;
    double fraction = 0;
    std::memcpy(&fraction, value, sizeof fraction);
    {
        const std::scoped_lock lock(owner.m_lock);
        if (owner.m_closed) return;
        owner.set_fraction(of, fraction);
        if (!owner.tell()) return;
    }
    // Foreign code runs inside, which may release the sink: the child may be gone, too.
    owner.m_receiver.deliver_fraction();
}

void sink_children::on_end(void* context, operation&) noexcept {
    auto* const ended = static_cast<child*>(context);
    sink_children& owner = *ended->owner;
    bool told = false;
    {
        const std::scoped_lock lock(owner.m_lock);
        if (owner.m_closed) return; // close() lets it go
        owner.unlink(*ended);
        owner.m_ended_weight += owner.scaled(ended->weight);
        told = owner.tell();
    }
    if (ended->progress_token != 0) unsubscribe_progress(*ended->target, ended->progress_token);
    let_go(ended);
    if (told) owner.m_receiver.deliver_fraction();
}

void sink_children::let_go(child* gone) noexcept {
    release_shared(*gone->target);
    delete gone;
}

// After success the child may be gone.
HRESULT sink_children::watch(child& added) noexcept {
    operation& target = *added.target;
    if (added.is_fraction) {
        const HRESULT subscribed =
            subscribe_progress(target, &on_progress, &added, &added.progress_token);
        if (subscribed < 0) return subscribed;
        operation_record* const extended = target.extended_if_any();
        const double so_far = extended != nullptr ? fraction_so_far(target, *extended) : 0;
        const std::scoped_lock lock(added.owner->m_lock);
        if (added.fraction == 0 && so_far > 0) added.owner->set_fraction(added, so_far);
    }
    const HRESULT subscribed = subscribe_end(target, &on_end, &added, &added.end_token);
    if (subscribed < 0 && added.progress_token != 0)
        unsubscribe_progress(target, added.progress_token);
    return subscribed;
}

HRESULT sink_children::add(operation& target, double weight) noexcept {
    auto* const added =
        new (std::nothrow) child{this, &target, weight, 0, reports_fraction(target.type())};
    if (added == nullptr) return E_OUTOFMEMORY;
    add_shared(target);
    {
        const std::scoped_lock lock(m_lock);
        link(*added);
    }
    const HRESULT watched = watch(*added);
    if (watched < 0) {
        {
            const std::scoped_lock lock(m_lock);
            unlink(*added);
        }
        let_go(added);
        return watched;
    }
    bool told = false;
    {
        const std::scoped_lock lock(m_lock);
        // Before the first report only a child that is on its way already is news.
        if (!m_closed && (m_told != untold || m_running > 0)) told = tell();
    }
    if (told) m_receiver.deliver_fraction();
    return S_OK;
}

void sink_children::close() noexcept {
    child* left = nullptr;
    {
        const std::scoped_lock lock(m_lock);
        m_closed = true;
        left = std::exchange(m_first, nullptr);
    }
    while (left != nullptr) {
        child* const each = left;
        left = each->next;
        // What is inside finds it closed and touches nothing more; what is not will never come.
        unsubscribe_end(*each->target, each->end_token);
        if (each->progress_token != 0) unsubscribe_progress(*each->target, each->progress_token);
        let_go(each);
    }
}

} // namespace asyncom::core

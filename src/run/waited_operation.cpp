// SPDX-License-Identifier: MIT
#include "run/waited_operation.h"
#include "async/completing.h"

#include <algorithm>

namespace asyncom::core {

waited_operation::~waited_operation() {
    if (m_foreign != nullptr) m_foreign->Release();
}

HRESULT waited_operation::bind(IUnknown* consumer, std::uint32_t timeout) noexcept {
    m_ours = operation_of(consumer);
    if (m_ours != nullptr) return prepare_wait(*m_ours, timeout);
    run_what_waits_for_this_thread();
    return consumer->QueryInterface(IID_IAsyncInfo, reinterpret_cast<void**>(&m_foreign));
}

HRESULT waited_operation::has_ended() const noexcept {
    if (m_ours != nullptr) return has_ended_for_waits(*m_ours) ? S_OK : S_FALSE;
    using ABI::Windows::Foundation::AsyncStatus;
    AsyncStatus status = AsyncStatus::Started;
    const HRESULT asked = m_foreign->get_Status(&status);
    // Closed, and so ended.
    if (asked == E_ILLEGAL_METHOD_CALL) return S_OK;
    // Some implementations let their created state be seen.
    if (asked == E_ASYNC_OPERATION_NOT_STARTED) return S_FALSE;
    if (asked < 0) return asked;
    return status != AsyncStatus::Started ? S_OK : S_FALSE;
}

HRESULT waited_operation::sleep_until_end(deadline until) const noexcept {
    if (m_ours != nullptr) {
        return has_ended_for_waits(*m_ours) ? S_OK : core::sleep_until_end(*m_ours, until);
    }
    const std::atomic<std::uint32_t> never{0};
    polling_interval interval;
    for (;;) {
        const HRESULT ended = has_ended();
        if (ended != S_FALSE || until.has_passed()) return ended;
        park_outside_completions(never, 0, interval.next(until));
    }
}

HRESULT waited_operation::watch(std::atomic<std::uint32_t>& wake) noexcept {
    if (m_ours == nullptr) return S_OK;
    operation_record* const extended = m_ours->extend();
    if (extended == nullptr) return E_OUTOFMEMORY;
    m_node.wake = &wake;
    if (link_waiter(*m_ours, *extended, m_node))
        m_watched = extended;
    else
        wake.store(1, std::memory_order_relaxed);
    return S_OK;
}

void waited_operation::unwatch() noexcept {
    if (m_watched != nullptr) unlink_waiter(*m_ours, *m_watched, m_node);
    m_watched = nullptr;
}

deadline polling_interval::next(deadline until) noexcept {
    const deadline soon = deadline_after(m_milliseconds * ticks_per_millisecond);
    m_milliseconds = std::min<std::int64_t>(m_milliseconds * 2, 16);
    return soon.ticks < until.ticks ? soon : until;
}

} // namespace asyncom::core

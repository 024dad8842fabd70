// SPDX-License-Identifier: MIT
// One element of a wait: an operation of ours, or a foreign one that can only be asked.
#pragma once

#include "async/waiters.h"

#include <asyncom/asyncom.h>

namespace asyncom::core {

class waited_operation {
public:
    waited_operation() noexcept = default;
    ~waited_operation();
    waited_operation(const waited_operation&) = delete;
    waited_operation& operator=(const waited_operation&) = delete;

    // `consumer` is not null and outlives this. E_NOINTERFACE: a foreign object that is no
    // IAsyncInfo. E_ILLEGAL_METHOD_CALL: as prepare_wait.
    HRESULT bind(IUnknown* consumer, std::uint32_t timeout) noexcept;

    bool is_foreign() const noexcept { return m_foreign != nullptr; }

    // S_OK ended, S_FALSE not, or what a foreign get_Status failed with.
    HRESULT has_ended() const noexcept;
    HRESULT sleep_until_end(deadline until) const noexcept;

    // Has `wake` set to 1 at the end, until unwatch. Does nothing for a foreign one.
    // E_OUTOFMEMORY.
    HRESULT watch(std::atomic<std::uint32_t>& wake) noexcept;
    void unwatch() noexcept;

private:
    operation* m_ours = nullptr;
    IAsyncInfo* m_foreign = nullptr;
    operation_record* m_watched = nullptr;
    waiter m_node;
};

// How long to sleep between two looks at a foreign operation: from 1 to 16 ms.
class polling_interval {
public:
    // The next instant to look, not later than `until`.
    deadline next(deadline until) noexcept;

private:
    std::int64_t m_milliseconds = 1;
};

} // namespace asyncom::core

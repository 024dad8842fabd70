// SPDX-License-Identifier: MIT
// Waiting on a thread.
#pragma once

#include <asyncom/error.hpp>

#include <chrono>
#include <cstdint>

namespace asyncom::impl {

inline HRESULT wait(IUnknown* operation) noexcept {
    return AsyncomWait(operation, ASYNCOM_INFINITE);
}

// S_OK ended, S_FALSE not in time. A time that is longer than the ABI's 49 days is waited for in
// pieces; one between two milliseconds is rounded up, so that no wait is too short.
template <class Rep, class Period>
HRESULT wait_for(IUnknown* operation, const std::chrono::duration<Rep, Period>& time) noexcept {
    using milliseconds = std::chrono::duration<std::uint32_t, std::milli>;
    constexpr milliseconds longest{ASYNCOM_INFINITE - 1};
    std::chrono::duration<Rep, Period> left = time;
    HRESULT waited = S_FALSE;
    for (; left > longest && waited == S_FALSE; left -= longest)
        waited = AsyncomWait(operation, longest.count());
    if (waited != S_FALSE) return waited;
    if (left <= left.zero()) return AsyncomWait(operation, 0);
    return AsyncomWait(operation, std::chrono::ceil<milliseconds>(left).count());
}

} // namespace asyncom::impl

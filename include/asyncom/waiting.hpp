// SPDX-License-Identifier: MIT
// Waiting on a thread.
#pragma once

#include <asyncom/error.hpp>

#include <chrono>
#include <cmath>
#include <cstdint>

namespace asyncom::impl {

inline HRESULT wait(IUnknown* operation) noexcept {
    return AsyncomWait(operation, ASYNCOM_INFINITE);
}

// A time as the ABI counts it: whole milliseconds, rounded up, so that no wait is too short.
template <class Rep, class Period>
double milliseconds_of(const std::chrono::duration<Rep, Period>& time) noexcept {
    return std::ceil(std::chrono::duration<double, std::milli>(time).count());
}

// S_OK ended, S_FALSE not in time. A time that is longer than the ABI's 49 days is waited for in
// pieces.
template <class Rep, class Period>
HRESULT wait_for(IUnknown* operation, const std::chrono::duration<Rep, Period>& time) noexcept {
    constexpr std::uint32_t longest = ASYNCOM_INFINITE - 1;
    double left = milliseconds_of(time);
    HRESULT waited = S_FALSE;
    for (; left > longest && waited == S_FALSE; left -= longest)
        waited = AsyncomWait(operation, longest);
    if (waited != S_FALSE) return waited;
    return AsyncomWait(operation, left > 0 ? static_cast<std::uint32_t>(left) : 0);
}

} // namespace asyncom::impl

// SPDX-License-Identifier: MIT
// What is running right now, and taking a module out of use.
//
//   asyncom::enumerate_operations([](const AsyncomOperationInfo& each) { std::puts(each.name); });
#pragma once

#include <asyncom/to_hresult.hpp>
#include <asyncom/waiting.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <type_traits>

namespace asyncom {

// Shows every operation of the process that lives to a callable, which may call anything; one that
// answers a bool ends the listing with false. Throws what the callable throws, as its HRESULT.
template <class Visit>
void enumerate_operations(Visit&& visit) {
    using kept = std::remove_reference_t<Visit>;
    constexpr auto show = [](void* context, const AsyncomOperationInfo* info) noexcept -> HRESULT {
        return impl::answer_of([&]() -> HRESULT {
            auto& shown = *static_cast<kept*>(context);
            if constexpr (std::is_same_v<std::invoke_result_t<kept&, const AsyncomOperationInfo&>,
                                         bool>) {
                return shown(*info) ? S_OK : S_FALSE;
            } else {
                shown(*info);
                return S_OK;
            }
        });
    };
    check_hresult(AsyncomEnumerateOperations(
        show, const_cast<void*>(static_cast<const void*>(std::addressof(visit)))));
}

// Writes a listing to an open descriptor, on Windows a HANDLE: as text, or as one JSON object.
inline void dump_operations(std::intptr_t file, std::uint32_t format = ASYNCOM_DUMP_TEXT) {
    check_hresult(AsyncomDumpOperations(file, format));
}

// Takes a module out of use, for instance before it is unloaded: refuses new work, cancels what
// runs, removes callbacks, and waits. `module` is any address inside of it; null: the process.
// Answers how many still run when the time is over; then it may be called again.
template <class Rep, class Period>
std::uint32_t quiesce(const void* module, const std::chrono::duration<Rep, Period>& time) {
    const double longest = ASYNCOM_INFINITE - 1;
    const double milliseconds = impl::milliseconds_of(time);
    const double timeout = milliseconds > 0 ? milliseconds : 0;
    std::uint32_t remaining = 0;
    check_hresult(
        AsyncomQuiesce(module, std::uint32_t(timeout < longest ? timeout : longest), &remaining));
    return remaining;
}
// Waits for as long as it takes.
inline void quiesce(const void* module) {
    std::uint32_t remaining = 0;
    check_hresult(AsyncomQuiesce(module, ASYNCOM_INFINITE, &remaining));
}
// Lets it make new work again.
inline void resume(const void* module) {
    check_hresult(AsyncomResume(module));
}

} // namespace asyncom

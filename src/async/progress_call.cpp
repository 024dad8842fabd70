// SPDX-License-Identifier: MIT
#include "async/progress_call.h"

#include <array>
#include <utility>

namespace asyncom::core {
namespace {

using progress_call = HRESULT (*)(operation&, IUnknown*, const void*) noexcept;

template <std::size_t... Class>
constexpr std::array<progress_call, sizeof...(Class)>
calls(std::index_sequence<Class...>) noexcept {
    return {&call_progress<Class>...};
}
constexpr auto call_by_class = calls(std::make_index_sequence<calling_class_count>());

} // namespace

HRESULT call_progress_by_class(operation& target, IUnknown* handler, const void* value) noexcept {
    return call_by_class[target.type().calling_class](target, handler, value);
}

void report_composed(operation& target, const void* value) noexcept {
    thread_block& thread = this_thread();
    const operation* const around = std::exchange(thread.handing_on, &target);
    report_with(target, value, [&](IUnknown* handler) noexcept {
        return call_progress_by_class(target, handler, value);
    });
    thread.handing_on = around;
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// The call of a progress handler, whose form depends on the calling class of P.
#pragma once

#include "async/listeners.h"
#include "async/operation.h"
#include "async/progress_fraction.h"
#include "platform/call.h"

namespace asyncom::core {

template <std::size_t Class>
HRESULT call_progress(operation& target, IUnknown* handler, const void* value) noexcept {
    return calling<Class>::invoke(handler, static_cast<operation_faces*>(&target), value,
                                  target.type().progress().bytes);
}

// The same where the class is not known to the compiler.
HRESULT call_progress_by_class(operation& target, IUnknown* handler, const void* value) noexcept;

// A report in any mode, but for the checks of the producer's method: to the handler by
// call(handler), to the listeners, and to whoever asks how far the operation is.
template <class Call>
report_result report_with(operation& target, const void* value, Call&& call) noexcept {
    return target.report([&](IUnknown* handler, operation_record* extended) noexcept {
        if (extended != nullptr) note_fraction(target, *extended, value);
        if (handler != nullptr) {
            const HRESULT answer = call(handler);
            if (answer < 0) note_handler_failure(target, answer);
        }
        if (extended != nullptr && count_progress_listeners(*extended) != 0)
            report_to_listeners(target, *extended, value);
    });
}
// The same for a composition's outer, and whatever is told inside can see that it is.
void report_composed(operation& target, const void* value) noexcept;

} // namespace asyncom::core

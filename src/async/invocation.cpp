// SPDX-License-Identifier: MIT
#include "async/invocation.h"

#include "async/operation.h"

#include <utility>

namespace asyncom::core {

void drop_handed_over(operation& target) noexcept {
    // A report further out on this thread needs the operation longer than this call.
    if (target.is_report_inside(this_thread().token) && target.hand_over_to_report()) return;
    release_shared(target);
}

const invocation* find_invocation(const thread_block& thread, const operation& target,
                                  invocation_kind kind) noexcept {
    for (const invocation* frame = thread.innermost; frame != nullptr; frame = frame->outer) {
        if (frame->target == &target && frame->kind == kind) return frame;
    }
    return nullptr;
}

namespace {

invocation* innermost_call(const thread_block& thread, const operation& target) noexcept {
    invocation* frame = thread.innermost;
    while (frame != nullptr && frame->target != &target)
        frame = frame->outer;
    return frame;
}

} // namespace

bool hand_over_shared(thread_block& thread, const operation& target) noexcept {
    invocation* const call = innermost_call(thread, target);
    // One that has a reference keeps the operation at least until it returns.
    return call != nullptr && !std::exchange(call->holds_shared, true);
}

bool hand_over_producers_share(thread_block& thread, operation& target) noexcept {
    if (innermost_call(thread, target) != nullptr) return hand_over_shared(thread, target);
    return target.is_report_inside(thread.token) && target.hand_over_to_report();
}

} // namespace asyncom::core

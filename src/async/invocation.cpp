// SPDX-License-Identifier: MIT
#include "async/invocation.h"

#include "async/operation.h"

#include <utility>

namespace asyncom::core {

void drop_handed_over(operation& target) noexcept {
    // A call or a report further out on this thread needs the operation longer than this call.
    if (!hand_over_producers_share(this_thread(), target)) release_shared(target);
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

// False: it has one already, which keeps the operation at least until it returns.
bool take_over(invocation& call) noexcept {
    return !std::exchange(call.holds_shared, true);
}

} // namespace

bool is_call_inside(const thread_block& thread, const operation& target) noexcept {
    return innermost_call(thread, target) != nullptr || target.is_report_inside(thread.token);
}

bool hand_over_shared(thread_block& thread, const operation& target) noexcept {
    invocation* const call = innermost_call(thread, target);
    return call != nullptr && take_over(*call);
}

bool hand_over_producers_share(thread_block& thread, operation& target) noexcept {
    if (invocation* const call = innermost_call(thread, target)) return take_over(*call);
    return target.is_report_inside(thread.token) && target.hand_over_to_report();
}

} // namespace asyncom::core

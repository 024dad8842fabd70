// SPDX-License-Identifier: MIT
#include "async/invocation.h"

#include "async/operation.h"

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

bool hand_over_shared(thread_block& thread, operation& target) noexcept {
    for (invocation* frame = thread.innermost; frame != nullptr; frame = frame->outer) {
        if (frame->target != &target) continue;
        if (frame->holds_shared) return false; // alive at least until that call returns
        frame->holds_shared = true;
        return true;
    }
    return target.is_report_inside(thread.token) && target.hand_over_to_report();
}

} // namespace asyncom::core

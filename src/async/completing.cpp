// SPDX-License-Identifier: MIT
#include "async/completing.h"

#include "async/invocation.h"
#include "async/operation.h"

namespace asyncom::core {

void run_deferred_completions(thread_block& thread) noexcept {
    while (watcher* const next = thread.first_deferred) {
        thread.first_deferred = next->next;
        operation& target = *next->ended;
        const bool holds_producer = next->holds_producer; // it may be gone after its call
        {
            invocation_scope scope(thread, target);
            target.call_watcher(*next);
        }
        if (holds_producer)
            release_producer(target);
        else
            release_shared(target);
    }
}

} // namespace asyncom::core

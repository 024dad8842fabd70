// SPDX-License-Identifier: MIT
#include "async/completing.h"

#include "async/invocation.h"
#include "async/operation.h"

namespace asyncom::core {

void run_deferred_completions(thread_block& thread) noexcept {
    while (operation_record* const extended = thread.first_deferred) {
        thread.first_deferred = extended->next_deferred;
        operation& target = *extended->owner;
        {
            invocation_scope scope(thread, target);
            target.run_deferred(*extended);
        }
        release_shared(target);
    }
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// A scheduler of the client's own, without threads.
#pragma once

#include "support/hand_made.h"
#include "support/tasks.h"

#include <deque>
#include <utility>

namespace contract {

// Keeps what it is given until the test runs or drops it.
struct queue_scheduler : hand_made {
    struct item {
        AsyncomTaskCallback task;
        void* context;
    };

    queue_scheduler()
        : hand_made(functions(), iid_scheduler,
                    [](hand_made* self) { delete static_cast<queue_scheduler*>(self); }) {}

    void deliver(HRESULT reason) {
        std::deque<item> all;
        std::swap(all, queue);
        for (const item& each : all)
            each.task(each.context, reason);
    }
    IAsyncScheduler* face() { return reinterpret_cast<IAsyncScheduler*>(this); }

    std::deque<item> queue;
    answer answered = ok;

private:
    static answer ASYNCOM_CALL schedule(void* self, AsyncomTaskCallback task, void* context) {
        auto* scheduler = static_cast<queue_scheduler*>(self);
        if (scheduler->answered == ok) scheduler->queue.push_back({task, context});
        return scheduler->answered;
    }
    static answer ASYNCOM_CALL not_needed(void*) { return not_implemented; }
    static const void* const* functions() {
        static const void* const table[] = {
            reinterpret_cast<const void*>(&hand_made::query_interface),
            reinterpret_cast<const void*>(&hand_made::increment),
            reinterpret_cast<const void*>(&hand_made::decrement),
            reinterpret_cast<const void*>(&schedule),
            reinterpret_cast<const void*>(&not_needed),
            reinterpret_cast<const void*>(&not_needed),
            reinterpret_cast<const void*>(&not_needed)};
        return table;
    }
};

} // namespace contract

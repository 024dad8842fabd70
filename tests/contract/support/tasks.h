// SPDX-License-Identifier: MIT
// Tasks that tell what happened to them, and the slots of a scheduler by name.
#pragma once
#include "support/raw.h"
#include "support/threads.h"

#include <atomic>
#include <functional>
#include <thread>

namespace contract {

struct task_record {
    gate delivered;
    std::atomic<int> times{0};
    std::atomic<answer> reason{unexpected};
    std::atomic<std::thread::id> thread{};
    std::function<void()> body;
};

inline void ASYNCOM_CALL record_task(void* context, HRESULT reason) {
    auto* record = static_cast<task_record*>(context);
    record->times.fetch_add(1);
    record->reason = reason;
    record->thread = std::this_thread::get_id();
    if (record->body) record->body();
    record->delivered.open();
}

inline answer schedule(const ref& on, task_record& record) {
    return call<AsyncomTaskCallback, void*>(on.get(), 3, record_task, &record);
}

inline answer schedule_after(const ref& on, std::int64_t delay, task_record& record,
                             std::uint64_t* token) {
    return call<std::int64_t, AsyncomTaskCallback, void*, std::uint64_t*>(
        on.get(), 4, delay, record_task, &record, token);
}

inline answer cancel_scheduled(const ref& on, std::uint64_t token) {
    return call<std::uint64_t>(on.get(), 5, token);
}

} // namespace contract

// SPDX-License-Identifier: MIT
// A scheduler of the client's with room for one task, which runs when the test says so. A thread
// can be held in it when it has the task and has not returned.
#pragma once

#include "gates.h"

namespace race {

struct gated_scheduler final : gated<IAsyncScheduler> {
    stop in_schedule;
    HRESULT answer = S_OK; // of Schedule and ScheduleAfter

    HRESULT ASYNCOM_CALL Schedule(AsyncomTaskCallback task, void* context) override {
        if (answer >= 0) keep({task, context});
        in_schedule.pass();
        return answer;
    }
    HRESULT ASYNCOM_CALL ScheduleAfter(std::int64_t, AsyncomTaskCallback task, void* context,
                                       std::uint64_t* token) override {
        *token = the_token;
        return Schedule(task, context);
    }
    HRESULT ASYNCOM_CALL CancelScheduled(std::uint64_t token) override {
        return token == the_token && call(E_ABORT) ? S_OK : S_FALSE;
    }
    HRESULT ASYNCOM_CALL get_Now(std::int64_t* ticks) override {
        *ticks = 0;
        return S_OK;
    }

    bool run() { return call(S_OK); }
    bool has_task() {
        const std::scoped_lock lock(m_mutex);
        return m_task.callback != nullptr;
    }

private:
    struct task {
        AsyncomTaskCallback callback = nullptr;
        void* context = nullptr;
    };
    static constexpr std::uint64_t the_token = 1;

    void keep(task next) {
        const std::scoped_lock lock(m_mutex);
        m_task = next;
    }
    bool call(HRESULT reason) {
        task taken;
        {
            const std::scoped_lock lock(m_mutex);
            taken = std::exchange(m_task, {});
        }
        if (taken.callback != nullptr) taken.callback(taken.context, reason);
        return taken.callback != nullptr;
    }

    std::mutex m_mutex;
    task m_task;
};

} // namespace race

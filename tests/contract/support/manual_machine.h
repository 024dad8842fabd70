// SPDX-License-Identifier: MIT
// A manual scheduler for the table: nothing waits, a task is ready, a timer waits, or both.
#pragma once
#include "support/machine.h"
#include "support/tasks.h"

namespace contract {

class manual_machine final : public machine {
public:
    manual_machine() { AsyncomCreateManualScheduler(m_face.put_as<IAsyncManualScheduler>()); }
    ~manual_machine() override { m_face.reset(); } // the tasks hear of it

    void reach(const std::string& state) override {
        const bool both = state == "Manual.Both";
        if (both || state == "Manual.Ready") schedule(m_face, m_task);
        if (both || state == "Manual.Due") schedule_after(m_face, delay, m_timer, &m_token);
    }

    answer perform(const std::string& call, std::string& out, std::string& seen) override {
        const answer answered = answer_to(call, out);
        add_seen(seen, m_task, "task");
        add_seen(seen, m_timer, "timer");
        return answered;
    }

    std::string state_now() override {
        std::string count;
        run(all, count);
        const bool had_ready = count != "0";
        give_pending(count);
        const bool had_timer = count != "0";
        return had_ready ? (had_timer ? "Manual.Both" : "Manual.Ready")
                         : (had_timer ? "Manual.Due" : "Manual.Idle");
    }

private:
    static constexpr std::int64_t delay = 10;
    static constexpr std::uint32_t all = 0xFFFFFFFF;

    answer answer_to(const std::string& call, std::string& out) {
        if (call == "Schedule") return schedule(m_face, m_new_task);
        if (call == "Schedule.null") return schedule_null();
        if (call == "ScheduleAfter") return add_timer(delay, out);
        if (call == "ScheduleAfter.negative") return add_timer(-1, out);
        if (call == "CancelScheduled") return cancel_scheduled(m_face, m_token);
        if (call == "get_Now") return give_now(out);
        if (call == "RunReady") return run(all, out);
        if (call == "RunReady.none") return run(0, out);
        if (call == "Advance") return advance(delay, out);
        if (call == "Advance.less") return advance(delay - 1, out);
        if (call == "Advance.negative") return advance(-1, out);
        return call == "get_Pending" ? give_pending(out) : unexpected;
    }

    answer schedule_null() {
        return contract::call<AsyncomTaskCallback, void*>(m_face.get(), 3, nullptr, this);
    }
    answer add_timer(std::int64_t after, std::string& out) {
        std::uint64_t token = ~std::uint64_t{0};
        const answer answered = schedule_after(m_face, after, m_new_timer, &token);
        out = token == 0 ? "zero" : token == ~std::uint64_t{0} ? "untouched" : "token";
        return answered;
    }
    answer give_now(std::string& out) {
        std::int64_t ticks = -1;
        const answer answered = contract::call(m_face.get(), 6, &ticks);
        out = std::to_string(ticks);
        return answered;
    }
    answer run(std::uint32_t most, std::string& ran) {
        std::uint32_t count = 99;
        const answer answered = contract::call(m_face.get(), 7, most, &count);
        ran = std::to_string(count);
        return answered;
    }
    answer advance(std::int64_t ticks, std::string& ran) {
        std::uint32_t count = 99;
        const answer answered = contract::call(m_face.get(), 8, ticks, &count);
        ran = std::to_string(count);
        return answered;
    }
    answer give_pending(std::string& out) {
        std::uint32_t count = 99;
        const answer answered = contract::call(m_face.get(), 9, &count);
        out = std::to_string(count);
        return answered;
    }

    static void add_seen(std::string& seen, const task_record& record, const char* name) {
        if (record.times == 0) return;
        const char* const how = record.reason.load() == aborted ? "_dropped" : "";
        seen += (seen.empty() ? "" : ",") + std::string(name) + how;
    }

    ref m_face;
    task_record m_task, m_timer, m_new_task, m_new_timer;
    std::uint64_t m_token = 0;
};

} // namespace contract

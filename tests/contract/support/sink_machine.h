// SPDX-License-Identifier: MIT
// A progress sink for the table: its operation runs, is asked to stop, or has ended, before the
// sink was made or after it.
#pragma once
#include "library_provider.h"
#include "support/machine.h"
#include "support/sinking.h"

namespace contract {

class sink_machine final : public machine {
public:
    sink_machine() {
        m_whole.consumer.put_Progress(m_handler);
        m_ended.worker.Complete(nullptr);
    }

    void reach(const std::string& state) override {
        if (state == "Sink.Late") m_whole.worker.Complete(nullptr);
        m_sink.open(m_whole.worker, 0);
        if (state == "Sink.CancelRequested") m_whole.consumer.Cancel();
        if (state == "Sink.Ended") m_whole.worker.Complete(nullptr);
    }

    answer perform(const std::string& call, std::string&, std::string& seen) override {
        const answer answered = answer_to(call);
        if (m_handler->calls() == 1) seen = "progress";
        return answered;
    }

    std::string state_now() override {
        if (m_whole.consumer.ended()) return "Sink.Ended";
        const bool asked = m_whole.consumer.status() == canceled;
        return asked ? "Sink.CancelRequested" : "Sink.Running";
    }

private:
    answer answer_to(const std::string& call) {
        if (call == "Report") return m_sink.Report(0.5);
        if (call == "Report.null") return m_sink.Report(nullptr);
        if (call == "AddChild.running") return m_sink.AddChild(m_running.consumer.as_unknown(), 1);
        if (call == "AddChild.ended") return m_sink.AddChild(m_ended.consumer.as_unknown(), 1);
        if (call == "AddChild.itself") return m_sink.AddChild(m_whole.consumer.as_unknown(), 1);
        if (call == "AddChild.negative") return m_sink.AddChild(m_ended.consumer.as_unknown(), -1);
        if (call == "AddChild.foreign") return m_sink.AddChild(unknown(m_foreign.get()), 1);
        if (call == "AddChild.null") return m_sink.AddChild(nullptr, 1);
        return call == "Flush" ? m_sink.Flush() : unexpected;
    }

    both_ends m_whole = make_both(action_with("f8"));
    both_ends m_running = make_both(action());
    both_ends m_ended = make_both(action());
    own<progress_handler> m_handler = make_progress(action_with("f8"));
    own<cancel_handler> m_foreign;
    sinking m_sink;
};

} // namespace contract

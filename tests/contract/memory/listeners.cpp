// SPDX-License-Identifier: MIT
// Listeners that come, hear and leave.
#include "memory/stages.h"
#include "support/listening.h"

namespace contract {
namespace {

struct asking_for_listeners : running {
    answer call() override { return query(ends.consumer.get(), iid_listeners, made.put()); }
    void unchanged(child_report& child) override {
        running::unchanged(child);
        CHILD_SHOULD(!made);
    }
    void done(child_report& child) override { CHILD_SHOULD(static_cast<bool>(made)); }
    ref made;
};

struct listening_to_both : with_handlers {
    listening_to_both() : face(ends.consumer) {}
    void unchanged(child_report& child) override {
        running::unchanged(child);
        CHILD_SAME(static_cast<std::int64_t>(token), 0);
        CHILD_SAME(references_of(completed.get()), 1);
        CHILD_SAME(references_of(progress.get()), 1);
    }
    void done(child_report& child) override {
        CHILD_SHOULD(token != 0);
        const std::uint32_t report = 5;
        ends.worker.ReportProgress(&report);
        ends.worker.EndCanceled();
        CHILD_SAME(completions + reports, 1);
        CHILD_SAME(references_of(completed.get()), 1);
        CHILD_SAME(references_of(progress.get()), 1);
    }
    listening face;
    std::uint64_t token = 0;
};

struct subscribing_to_end : listening_to_both {
    answer call() override { return face.SubscribeCompleted(completed.get(), &token); }
};

struct subscribing_after_the_end : subscribing_to_end {
    subscribing_after_the_end() { ends.worker.EndCanceled(); }
    void unchanged(child_report& child) override {
        CHILD_SAME(completions, 0);
        CHILD_SAME(references_of(completed.get()), 1);
    }
};

struct subscribing_to_progress : listening_to_both {
    answer call() override { return face.SubscribeProgress(progress.get(), 1, &token); }
};

// A value that cannot be kept for later is delivered at once.
struct reporting_to_a_slow_listener : listening_to_both {
    reporting_to_a_slow_listener() {
        face.SubscribeProgress(progress.get(), 1, &token);
        const std::uint32_t report = 5;
        ends.worker.ReportProgress(&report);
    }
    answer call() override {
        const std::uint32_t report = 6;
        return ends.worker.ReportProgress(&report);
    }
    void done(child_report& child) override {
        ends.worker.EndCanceled();
        CHILD_SAME(reports, 2);
    }
};

struct unsubscribing : listening_to_both {
    unsubscribing() { face.SubscribeCompleted(completed.get(), &token); }
    answer call() override { return face.Unsubscribe(token); }
    void done(child_report& child) override {
        CHILD_SAME(references_of(completed.get()), 1);
        ends.worker.EndCanceled();
        CHILD_SAME(completions, 0);
    }
};

struct ending_with_listeners : listening_to_both {
    ending_with_listeners() {
        face.SubscribeCompleted(completed.get(), &token);
        face.SubscribeProgress(progress.get(), 1, &token);
        const std::uint32_t report = 5;
        ends.worker.ReportProgress(&report);
        ends.worker.ReportProgress(&report);
    }
    answer call() override { return ends.worker.EndCanceled(); }
    void done(child_report& child) override {
        CHILD_SAME(completions, 1);
        CHILD_SAME(reports, 2);
        CHILD_SAME(references_of(completed.get()), 1);
        CHILD_SAME(references_of(progress.get()), 1);
    }
};

} // namespace

const std::vector<scenario>& listener_scenarios() {
    static const std::vector<scenario> all{
        {"QueryListeners", plain<asking_for_listeners>()},
        {"SubscribeCompleted", plain<subscribing_to_end>()},
        {"SubscribeCompletedAfterTheEnd", plain<subscribing_after_the_end>()},
        {"SubscribeProgress", plain<subscribing_to_progress>()},
        {"ReportProgressToASlowListener", plain<reporting_to_a_slow_listener>()},
        {"Unsubscribe", plain<unsubscribing>()},
        {"EndCanceledWithListeners", plain<ending_with_listeners>()},
    };
    return all;
}

} // namespace contract

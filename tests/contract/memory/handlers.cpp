// SPDX-License-Identifier: MIT
// Handlers that are set, read and replaced.
#include "memory/stages.h"

namespace contract {
namespace {

struct attaching : with_handlers {
    answer call() override {
        add_ref(completed.get());
        return AsyncomAttachCompleted(ends.consumer.as_unknown(), unknown(completed));
    }
    void unchanged(child_report& child) override {
        running::unchanged(child);
        CHILD_SAME(references_of(completed.get()), 1);
    }
    void done(child_report& child) override {
        ends.worker.EndCanceled();
        CHILD_SAME(completions, 1);
    }
};

struct attaching_extended : attaching {
    attaching_extended() { ends.consumer.get_Completed(taken.put()); }
};

struct setting_completed : extended {
    answer call() override { return ends.consumer.put_Completed(completed.get()); }
    void unchanged(child_report& child) override {
        running::unchanged(child);
        CHILD_SAME(references_of(completed.get()), 1);
    }
    void done(child_report& child) override {
        ends.worker.EndCanceled();
        CHILD_SAME(completions, 1);
        CHILD_SAME(references_of(completed.get()), 1);
    }
};

struct reading_completed : with_handlers {
    reading_completed() { ends.consumer.put_Completed(completed.get()); }
    answer call() override { return ends.consumer.get_Completed(taken.put()); }
    void unchanged(child_report& child) override { CHILD_SHOULD(!taken); }
    void done(child_report& child) override {
        CHILD_SHOULD(taken.get() == completed.get());
        taken.reset();
        ends.worker.EndCanceled();
        CHILD_SAME(completions, 1);
        CHILD_SAME(references_of(completed.get()), 1);
    }
};

struct replacing_progress : with_handlers {
    replacing_progress() { ends.consumer.put_Progress(progress.get()); }
    answer call() override { return ends.consumer.put_Progress(second.get()); }
    void unchanged(child_report& child) override {
        CHILD_SAME(references_of(second.get()), 1);
        CHILD_SAME(references_of(progress.get()), 2);
    }
    void done(child_report& child) override {
        CHILD_SAME(references_of(second.get()), 2);
        CHILD_SAME(references_of(progress.get()), 1);
    }
};

struct reading_progress : with_handlers {
    reading_progress() { ends.consumer.put_Progress(progress.get()); }
    answer call() override { return ends.consumer.get_Progress(taken.put()); }
    void unchanged(child_report& child) override { CHILD_SHOULD(!taken); }
    void done(child_report& child) override { CHILD_SHOULD(taken.get() == progress.get()); }
};

struct setting_cancel_handler : with_handlers {
    answer call() override { return ends.worker.put_CancelHandler(told.get()); }
    void unchanged(child_report& child) override { CHILD_SAME(references_of(told.get()), 1); }
    void done(child_report& child) override {
        ends.consumer.Cancel();
        CHILD_SAME(cancels, 1);
    }
};

} // namespace

const std::vector<scenario>& handler_scenarios() {
    static const std::vector<scenario> all{
        {"AttachCompleted", plain<attaching>()},
        {"AttachCompletedExtended", plain<attaching_extended>()},
        {"PutCompletedExtended", plain<setting_completed>()},
        {"GetCompleted", plain<reading_completed>()},
        {"PutProgressAgain", plain<replacing_progress>()},
        {"GetProgress", plain<reading_progress>()},
        {"PutCancelHandler", plain<setting_cancel_handler>()},
    };
    return all;
}

} // namespace contract

// SPDX-License-Identifier: MIT
// Cancels, ends, and what the producer says before.
#include "memory/stages.h"

namespace contract {
namespace {

struct cancelling : with_handlers {
    cancelling() { ends.worker.put_CancelHandler(told.get()); }
    answer call() override { return ends.consumer.Cancel(); }
    void done(child_report& child) override {
        CHILD_SAME(ends.consumer.status(), canceled);
        CHILD_SAME(cancels, 1);
    }
};

struct cancelling_with_reason : with_handlers {
    answer call() override { return ends.consumer.CancelWithReason(timed_out, "too slow"); }
    void done(child_report& child) override {
        answer reason = ok;
        HSTRING text = nullptr;
        CHILD_SAME(ends.consumer.GetCancelReason(&reason, &text), ok);
        CHILD_SAME(reason, timed_out);
        CHILD_SHOULD(text_of(text) == u"too slow");
        WindowsDeleteString(text);
    }
};

// A cancel on its way down may lose a text for want of memory, never a child.
struct cancelling_a_family : stage {
    cancelling_a_family() : parent(make_both(action())) {
        for (int i = 0; i < 10; ++i) {
            AsyncomOperationOptions options = no_options();
            options.parent = parent.consumer.as_unknown();
            children.push_back(make_both(action(), &options));
        }
    }
    answer call() override { return parent.consumer.CancelWithReason(timed_out, "too slow"); }
    void unchanged(child_report& child) override {
        CHILD_SAME(parent.consumer.status(), started);
        for (const both_ends& each : children)
            CHILD_SAME(each.consumer.status(), started);
    }
    void done(child_report& child) override {
        for (const both_ends& each : children)
            CHILD_SAME(each.consumer.status(), canceled);
    }
    both_ends parent;
    std::vector<both_ends> children;
};

struct ending : with_handlers {
    ending() : result(text_with_progress(), 5) {
        ends.consumer.put_Completed(completed.get());
        WindowsCreateStringReference(u"borrowed", 8, &header, &borrowed);
    }
    void unchanged(child_report& child) override {
        running::unchanged(child);
        CHILD_SAME(completions, 0);
    }
    void done(child_report& child) override {
        CHILD_SHOULD(ends.consumer.ended());
        CHILD_SAME(completions, 1);
        CHILD_SAME(references_of(completed.get()), 1);
    }
    result_of result;
    HSTRING_HEADER header;
    HSTRING borrowed = nullptr;
};

struct completing : ending {
    answer call() override { return ends.worker.Complete(&borrowed); }
    void done(child_report& child) override {
        ending::done(child);
        HSTRING text = nullptr;
        CHILD_SAME(ends.consumer.GetResults(&text), ok);
        CHILD_SHOULD(text_of(text) == u"borrowed");
        WindowsDeleteString(text);
    }
};

struct failing : ending {
    answer call() override { return ends.worker.Fail(access_denied, "no entry"); }
    void done(child_report& child) override {
        ending::done(child);
        CHILD_SAME(ends.consumer.results(), access_denied);
    }
};

struct failing_late : ending {
    failing_late() { ends.consumer.Cancel(); }
    answer call() override { return ends.worker.Fail(access_denied, "too late"); }
    void unchanged(child_report& child) override { CHILD_SHOULD(!ends.consumer.ended()); }
};

struct completing_late : ending {
    completing_late() { ends.consumer.Cancel(); }
    answer call() override { return ends.worker.Complete(&borrowed); }
    void unchanged(child_report& child) override { CHILD_SHOULD(!ends.consumer.ended()); }
};

// Nobody can be told that there was no memory: the operation must end all the same.
struct abandoning : ending {
    answer call() override {
        ends.worker.release();
        return ends.consumer.error_code();
    }
};

struct setting_partial : ending {
    answer call() override { return ends.worker.SetPartialResult(&borrowed); }
    void unchanged(child_report& child) override {
        HSTRING text = nullptr;
        CHILD_SAME(ends.consumer.GetPartialResult(&text), no);
    }
    void done(child_report& child) override {
        HSTRING text = nullptr;
        CHILD_SAME(ends.consumer.GetPartialResult(&text), ok);
        CHILD_SHOULD(text_of(text) == u"borrowed");
        WindowsDeleteString(text);
    }
};

struct reporting : extended {
    reporting() { ends.consumer.put_Progress(progress.get()); }
    answer call() override {
        const std::uint32_t report = 5;
        return ends.worker.ReportProgress(&report);
    }
    void done(child_report& child) override { CHILD_SAME(reports, 1); }
};

} // namespace

const std::vector<scenario>& ending_scenarios() {
    static const std::vector<scenario> all{
        {"Cancel", plain<cancelling>()},
        {"CancelWithReason", plain<cancelling_with_reason>()},
        {"CancelOfAFamily", plain<cancelling_a_family>()},
        {"Complete", plain<completing>()},
        {"CompleteAfterCancel", plain<completing_late>(), no},
        {"Fail", plain<failing>()},
        {"FailAfterCancel", plain<failing_late>(), no},
        {"EndCanceled", staging<ending>([](ending& s) { return s.ends.worker.EndCanceled(); })},
        {"Abandon", plain<abandoning>(), abandoned},
        {"SetPartialResult", plain<setting_partial>()},
        {"ReportProgress", plain<reporting>()},
        {"FailWithASuccess",
         staging<running>([](running& s) { return s.ends.worker.Fail(ok, nullptr); }),
         bad_argument},
    };
    return all;
}

} // namespace contract

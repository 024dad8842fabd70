// SPDX-License-Identifier: MIT
// Operations that end when others have.
#include "memory/stages.h"

namespace contract {
namespace {

// Two operations that run and one that has ended, to be composed.
struct composing : stage {
    composing() : over(make_both(text_with_progress())) {
        for (both_ends& each : ends) {
            each = make_both(action_with("f8"));
            given[&each - ends] = each.consumer.as_unknown();
        }
        over.worker.Fail(failed, nullptr);
        type = type_of(action());
        ended = over.consumer.as_unknown();
        AsyncomCreateManualScheduler(scheduler.put_as<IAsyncManualScheduler>());
        AsyncomCreateWork(do_nothing, nullptr, nullptr, item.put_as<IAsyncWork>());
        options = no_options();
        options.name = "a name";
        options.scheduler = scheduler.as<IAsyncScheduler>();
        references = references_of(given[0]);
        references_of_ended = references_of(ended);
    }
    void unchanged(child_report& child) override {
        CHILD_SHOULD(!made);
        for (const both_ends& each : ends)
            CHILD_SAME(each.consumer.status(), started);
        CHILD_SAME(references_of(given[0]), references);
        CHILD_SAME(references_of(ended), references_of_ended);
        std::uint32_t waiting = 7;
        CHILD_SAME(contract::call(scheduler.get(), 9, &waiting), ok);
        CHILD_SAME(waiting, 0U);
        CHILD_SAME(references_of(item.get()), 1U);
    }
    void done(child_report& child) override { CHILD_SHOULD(static_cast<bool>(made)); }

    both_ends ends[2];
    both_ends over;
    IUnknown* given[2];
    IUnknown* ended;
    IAsyncType* type;
    ref scheduler, item, made;
    AsyncomOperationOptions options;
    std::uint32_t references, references_of_ended;
};

struct following : composing {
    following() : outer(make_both(action_with("f8"))) {}
    void done(child_report& child) override { CHILD_SAME(outer.consumer.status(), started); }
    void unchanged(child_report& child) override {
        CHILD_SAME(outer.consumer.status(), started);
        composing::unchanged(child);
    }
    both_ends outer;
};

// A composition that is there already; the call is what happens to it. None of that may be lost.
struct composed : composing {
    void unchanged(child_report& child) override {
        CHILD_SAME(status(), started);
        CHILD_SHOULD(!has_ended(made));
    }
    void done(child_report& child) override { CHILD_SAME(status(), completed); }
    std::int32_t status() const {
        std::int32_t found = -1;
        contract::call(made.query(iid_async_info).get(), 7, &found);
        return found;
    }
    answer error_code() const {
        answer code = unexpected;
        contract::call(made.query(iid_async_info).get(), 8, &code);
        return code;
    }
    static bool has_ended(const ref& of) { return AsyncomWait(unknown(of), 0) == ok; }
};

struct all_of_two : composed {
    all_of_two() {
        AsyncomWhenAll(given, 2, nullptr, &options, &iid_async_info, made.put());
        ends[0].worker.Complete(nullptr);
    }
};

struct canceled_all : all_of_two {
    answer call() override {
        return contract::call(made.query(iid_control).get(), 3, timed_out, "slow");
    }
    void done(child_report& child) override {
        CHILD_SAME(ends[1].consumer.status(), canceled);
        ends[1].worker.EndCanceled();
        CHILD_SHOULD(has_ended(made));
    }
};

struct failing_all : all_of_two {
    answer call() override { return ends[1].worker.Fail(access_denied, "no entry"); }
    void done(child_report& child) override { CHILD_SAME(error_code(), access_denied); }
};

// The loser is cancelled inside the call.
struct any_of_two : composed {
    any_of_two() { AsyncomWhenAny(given, 2, &options, &iid_async_info, made.put()); }
    answer call() override { return ends[0].worker.Complete(nullptr); }
    void done(child_report& child) override {
        CHILD_SAME(ends[1].consumer.status(), canceled);
        ends[1].worker.EndCanceled();
        composed::done(child);
    }
};

// The continuation is scheduled, or the operation says why not.
struct continuing : composed {
    continuing() {
        AsyncomThen(given[0], type, item.as<IAsyncWork>(), &options, &iid_action, made.put());
    }
    // What waits keeps its scheduler, so it runs first.
    ~continuing() override {
        ends[0].worker.EndCanceled();
        std::uint32_t ran = 0;
        contract::call(scheduler.get(), 7, 1U, &ran);
    }
    answer call() override { return ends[0].worker.Complete(nullptr); }
    void done(child_report& child) override {
        std::uint32_t waiting = 7;
        contract::call(scheduler.get(), 9, &waiting);
        CHILD_SHOULD(waiting == 1 || error_code() == out_of_memory);
    }
};

// A result that cannot be copied is an error of its own, and the end is not lost.
struct limited : composed {
    limited() : input(make_both(operation_of("string"))), result(operation_of("string"), 5) {
        AsyncomWithDeadline(input.consumer.as_unknown(), 10, &options, &iid_async_info, made.put());
    }
    both_ends input;
    result_of result;
};

struct ending_in_time : limited {
    answer call() override { return input.worker.Complete(result.argument()); }
    void done(child_report& child) override {
        CHILD_SHOULD(status() == completed || error_code() == out_of_memory);
    }
};

struct out_of_time : limited {
    answer call() override {
        std::uint32_t ran = 0;
        return contract::call(scheduler.get(), 8, std::int64_t{10}, &ran);
    }
    void done(child_report& child) override {
        CHILD_SAME(input.consumer.status(), canceled);
        input.worker.EndCanceled();
        CHILD_SAME(error_code(), timed_out);
    }
};

struct following_the_ended : following {
    following_the_ended() { ends[0].worker.Complete(nullptr); }
    answer call() override { return outer.worker.Follow(ends[0].consumer); }
    void unchanged(child_report& child) override { CHILD_SAME(outer.consumer.status(), started); }
    void done(child_report& child) override { CHILD_SAME(outer.consumer.status(), completed); }
};

} // namespace

const std::vector<scenario>& composing_scenarios() {
    static const std::vector<scenario> all{
        {"WhenAll", staging<composing>([](composing& s) {
             const double weights[] = {1, 2};
             return AsyncomWhenAll(s.given, 2, weights, &s.options, &iid_async_info, s.made.put());
         })},
        {"WhenAllOfMany", staging<composing>([](composing& s) {
             IUnknown* many[20];
             for (int i = 0; i < 20; ++i)
                 many[i] = s.given[i % 2];
             return AsyncomWhenAll(many, 20, nullptr, nullptr, &iid_async_info, s.made.put());
         })},
        {"WhenAny", staging<composing>([](composing& s) {
             return AsyncomWhenAny(s.given, 2, nullptr, &iid_async_info, s.made.put());
         })},
        {"Then", staging<composing>([](composing& s) {
             return AsyncomThen(s.given[0], s.type, s.item.as<IAsyncWork>(), &s.options,
                                &iid_action, s.made.put());
         })},
        {"ThenAfterTheEnd", staging<composing>([](composing& s) {
             return AsyncomThen(s.ended, s.type, s.item.as<IAsyncWork>(), &s.options, &iid_action,
                                s.made.put());
         })},
        {"WithDeadline", staging<composing>([](composing& s) {
             return AsyncomWithDeadline(s.given[0], 10, &s.options, &iid_async_info, s.made.put());
         })},
        {"WithDeadlineAfterTheEnd", staging<composing>([](composing& s) {
             return AsyncomWithDeadline(s.ended, 0, &s.options, &iid_async_info, s.made.put());
         })},
        {"Follow", staging<following>(
                       [](following& s) { return s.outer.worker.Follow(s.ends[0].consumer); })},
        {"EndOfAll",
         staging<all_of_two>([](all_of_two& s) { return s.ends[1].worker.Complete(nullptr); })},
        {"CancelOfAll", plain<canceled_all>()},
        {"FailureOfAll", plain<failing_all>()},
        {"EndOfAny", plain<any_of_two>()},
        {"EndOfTheAntecedent", plain<continuing>()},
        {"EndBeforeTheDeadline", plain<ending_in_time>()},
        {"DeadlineThatIsOver", plain<out_of_time>()},
        {"FollowWhatHasEnded", plain<following_the_ended>()},
    };
    return all;
}

} // namespace contract

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
    };
    return all;
}

} // namespace contract

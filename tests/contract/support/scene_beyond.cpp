// SPDX-License-Identifier: MIT
// The calls of the table that Windows does not have: listeners, and all that is made of an
// operation.
#include "support/composing.h"
#include "support/listening.h"
#include "support/queueing.h"
#include "support/scene.h"
#include "support/sinking.h"

#include <cmath>

namespace contract {
namespace {

constexpr std::int64_t an_hour = 36'000'000'000;

void give_token(scene& s, std::uint64_t token) {
    s.give(token == 0 ? "zero" : token == ~std::uint64_t{0} ? "untouched" : "token");
}

answer subscribe_completed(scene& s) {
    std::uint64_t token = ~std::uint64_t{0};
    const answer answered = listening(s.op()).SubscribeCompleted(s.pass_completed(), &token);
    give_token(s, token);
    return answered;
}

answer subscribe_progress(scene& s) {
    std::uint64_t token = ~std::uint64_t{0};
    hand_made* const handler = s.type().has_progress() ? s.pass_progress() : s.pass_completed();
    const answer answered = listening(s.op()).SubscribeProgress(handler, 0, &token);
    give_token(s, token);
    return answered;
}

// The one of the two that left is looked at.
answer unsubscribe_progress(scene& s) {
    s.pass_progress();
    return listening(s.op()).Unsubscribe(s.token());
}

answer unsubscribe(scene& s) {
    s.pass_completed();
    return listening(s.op()).Unsubscribe(s.token());
}

void give_status_of(scene& s, const ref& made) {
    std::int32_t status = -1;
    if (made) call(made.get(), 7, &status);
    s.give_status(status);
}

// What is made of one operation, as IAsyncInfo: its Status right afterwards.
template <class Call>
answer compose(scene& s, Call&& call) {
    ref made;
    const answer answered = call(s.op().as_unknown(), made.put());
    give_status_of(s, made);
    return answered;
}

AsyncomOperationOptions on_own_scheduler(scene& s) {
    AsyncomOperationOptions options = no_options();
    options.scheduler = s.scheduler().face();
    return options;
}

answer then_nothing(scene& s) {
    const AsyncomOperationOptions options = on_own_scheduler(s);
    const own<work> item([](void*, void*) { return ok; });
    return compose(s, [&](IUnknown* antecedent, void** made) {
        return AsyncomThen(antecedent, type_of(action()), reinterpret_cast<IAsyncWork*>(item.get()),
                           &options, &iid_async_info, made);
    });
}

answer adopt(scene& s) {
    ref taken;
    const answer answered =
        AsyncomAdopt(s.op().as_unknown(), type_of(s.type()), nullptr, &s.type().iid, taken.put());
    s.give_pointer(taken, s.op().get(), "operation");
    return answered;
}

answer attach(scene& s) {
    const queueing queue;
    const answer answered = queue.attach(s.op(), 7);
    const batch taken = queue.take();
    if (taken.items.empty())
        s.give("none");
    else
        s.give_status(taken.items.front().status);
    return answered;
}

answer add_child(scene& s) {
    const both_ends whole = make_both(action_with("f8"));
    const sinking sink(whole.worker);
    const answer answered = sink.AddChild(s.op().as_unknown(), 1);
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    whole.consumer.GetInfo(&info);
    s.give(std::isnan(info.progress) ? "unknown" : info.progress == 1 ? "1" : "another");
    return answered;
}

} // namespace

const scene::step_map& steps_beyond() {
    static const scene::step_map all{
        {"SubscribeCompleted", &subscribe_completed},
        {"SubscribeProgress", &subscribe_progress},
        {"Unsubscribe", &unsubscribe},
        {"Unsubscribe.progress", &unsubscribe_progress},
        {"WhenAll",
         [](scene& s) {
             return compose(s, [](IUnknown* op, void** made) {
                 return AsyncomWhenAll(&op, 1, nullptr, nullptr, &iid_async_info, made);
             });
         }},
        {"WhenAny",
         [](scene& s) {
             return compose(s, [](IUnknown* op, void** made) {
                 return AsyncomWhenAny(&op, 1, nullptr, &iid_async_info, made);
             });
         }},
        {"Then", &then_nothing},
        {"WithDeadline",
         [](scene& s) {
             const AsyncomOperationOptions options = on_own_scheduler(s);
             return compose(s, [&](IUnknown* op, void** made) {
                 return AsyncomWithDeadline(op, an_hour, &options, &iid_async_info, made);
             });
         }},
        {"Adopt", &adopt},
        {"Attach", &attach},
        {"AddChild", &add_child},
    };
    return all;
}

} // namespace contract

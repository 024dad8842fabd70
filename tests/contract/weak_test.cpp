// SPDX-License-Identifier: MIT
// Weak references: they see the object while it lives and never revive it.
#include "library_provider.h"
#include "support/check.h"
#include "support/errors.h"
#include "support/threads.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

ref weak_to(const operation& op) {
    const ref source = op.query(iid_weak_source);
    EXPECT_TRUE(source);
    ref weak;
    EXPECT_EQ(call(source.get(), 3, weak.put()), ok);
    EXPECT_TRUE(weak);
    return weak;
}

answer resolve(const ref& weak, const GUID& iid, void** out) {
    return call<const GUID*, void**>(weak.get(), 3, &iid, out);
}

TEST(WeakReference, GivesTheObjectWhileItLives) {
    for (const family& each : plain_families()) {
        const both_ends ends = make_both(each);
        const ref weak = weak_to(ends.consumer);
        for (const GUID& iid :
             {iid_unknown, iid_inspectable, iid_async_info, iid_control, each.iid}) {
            ref back;
            EXPECT_EQ(resolve(weak, iid, back.put()), ok);
            EXPECT_EQ(back.query(iid_unknown).get(), ends.consumer.query(iid_unknown).get());
        }
    }
}

TEST(WeakReference, GivesNullWithoutAnErrorOnceItIsGone) {
    for (const family& each : plain_families()) {
        const result_of result(each, 5);
        both_ends ends = make_both(each);
        const ref weak = weak_to(ends.consumer);
        ends.worker.Complete(result.argument());
        ends.consumer.release();
        ends.worker.release();
        int garbage = 0;
        void* back = &garbage;
        EXPECT_EQ(resolve(weak, iid_async_info, &back), ok);
        EXPECT_EQ(back, nullptr);
        back = &garbage;
        EXPECT_EQ(resolve(weak, iid_random, &back), ok);
        EXPECT_EQ(back, nullptr);
    }
}

// The producer's reference of this thread and, on another thread, all others go while a handler
// runs: what is being called lives until the call returns.
TEST(WeakReference, GivesTheObjectUntilTheCallThatUsesItReturns) {
    for (const family& each : plain_families()) {
        const result_of result(each, 5);
        for (const bool reports : {false, true}) {
            if (reports && !each.has_progress()) continue;
            both_ends ends = make_both(each);
            const ref weak = weak_to(ends.consumer);
            bool lived = false;
            const auto let_all_go = [&] {
                producer second = producer::share(ends.worker.get());
                ends.worker.release();
                std::thread([&] {
                    second.release();
                    ends.consumer.release();
                }).join();
                ref back;
                lived = resolve(weak, iid_async_info, back.put()) == ok && back;
                return ok;
            };
            void* const worker = ends.worker.get();
            if (reports) {
                const own<progress_handler> handler =
                    make_progress(each, [&](void*, const void*) { return let_all_go(); });
                ends.consumer.put_Progress(handler);
                const value report = value::sample(*each.progress, 1);
                EXPECT_EQ(call<const void*>(worker, 3, report.address()), ok);
                EXPECT_TRUE(handler.alone());
            } else {
                const own<completed_handler> handler =
                    make_completed(each, [&](void*, std::int32_t) { return let_all_go(); });
                ends.consumer.put_Completed(handler);
                EXPECT_EQ(call<const void*>(worker, 5, result.argument()), ok);
                EXPECT_TRUE(handler.alone());
            }
            EXPECT_TRUE(lived) << each.name;
            ref back;
            EXPECT_EQ(resolve(weak, iid_async_info, back.put()), ok);
            EXPECT_FALSE(back) << each.name;
        }
    }
    empty_error_slot();
}

TEST(WeakReference, RefusesWhatTheObjectLacks) {
    const both_ends ends = make_both(action());
    const ref weak = weak_to(ends.consumer);
    int garbage = 0;
    void* back = &garbage;
    EXPECT_EQ(resolve(weak, iid_random, &back), no_interface);
    EXPECT_EQ(back, nullptr);
    EXPECT_EQ(resolve(weak, iid_unknown, nullptr), bad_pointer);
}

TEST(WeakReference, DoesNotKeepTheOperationAlive) {
    const own<numbered_object> object(1);
    ref weak;
    {
        both_ends ends = make_both(operation_of("object"));
        weak = weak_to(ends.consumer);
        void* argument = object.get();
        ends.worker.Complete(&argument);
        EXPECT_EQ(object->references.load(), 2U);
    }
    EXPECT_TRUE(object.alone());
}

// No consumer is left, but the body runs: the operation lives and can be found again.
TEST(WeakReference, FindsARunningOperationThatNobodyHolds) {
    both_ends ends = make_both(action());
    const ref weak = weak_to(ends.consumer);
    ends.consumer.release();
    ref back;
    EXPECT_EQ(resolve(weak, iid_async_info, back.put()), ok);
    ASSERT_TRUE(back);
    back.reset();
    ends.worker.Complete(nullptr);
    ends.worker.release();
    EXPECT_EQ(resolve(weak, iid_async_info, back.put()), ok);
    EXPECT_FALSE(back);
}

TEST(WeakReference, IsAnAgileObjectOfItsOwn) {
    const both_ends ends = make_both(action());
    const ref weak = weak_to(ends.consumer);
    EXPECT_TRUE(weak.query(iid_agile));
    EXPECT_TRUE(weak.query(iid_weak_reference));
    EXPECT_NE(weak.query(iid_unknown).get(), ends.consumer.query(iid_unknown).get());
    EXPECT_FALSE(weak.query(iid_async_info));
    EXPECT_FALSE(weak.query(iid_marshal));
}

TEST(WeakReference, SourceSharesTheIdentityOfTheObject) {
    const both_ends ends = make_both(action());
    const ref source = ends.consumer.query(iid_weak_source);
    EXPECT_EQ(source.query(iid_unknown).get(), ends.consumer.query(iid_unknown).get());
    EXPECT_EQ(call<void**>(source.get(), 3, nullptr), bad_pointer);
}

TEST(WeakReference, OfABornEndedOperationWorksToo) {
    void* made = nullptr;
    ASSERT_EQ(AsyncomCreateCanceled(type_of(action()), &iid_action, &made), ok);
    operation ended(made, action());
    const ref weak = weak_to(ended);
    ref back;
    EXPECT_EQ(resolve(weak, iid_async_info, back.put()), ok);
    EXPECT_TRUE(back);
    back.reset();
    ended.release();
    EXPECT_EQ(resolve(weak, iid_async_info, back.put()), ok);
    EXPECT_FALSE(back);
}

// What the result releases during the operation's destruction finds it gone already.
TEST(WeakReference, ResolvesToNullWhileTheObjectIsBeingDestroyed) {
    both_ends ends = make_both(operation_of("object"));
    const ref weak = weak_to(ends.consumer);
    bool resolved = true;
    auto* farewell = new completed_handler(iid_inspectable);
    farewell->on_destroy = [&] {
        ref back;
        EXPECT_EQ(resolve(weak, iid_async_info, back.put()), ok);
        resolved = static_cast<bool>(back);
    };
    void* argument = farewell;
    EXPECT_EQ(ends.worker.Complete(&argument), ok);
    release(farewell);
    ends.worker.release();
    ends.consumer.release();
    EXPECT_FALSE(resolved);
}

// Either the resolver got a whole object, or the last Release won and it got null.
TEST(WeakReference, RacesTheLastReleaseWithoutRevivingAnything) {
    constexpr std::size_t rounds = 100'000;
    const family& of = operation_of("object");
    std::vector<both_ends> all;
    std::vector<ref> weak;
    const own<numbered_object> object(1);
    for (std::size_t i = 0; i < rounds; ++i) {
        all.push_back(make_both(of));
        weak.push_back(weak_to(all[i].consumer));
        void* argument = object.get();
        all[i].worker.Complete(&argument);
        all[i].worker.release();
        all[i].consumer.keep_only_family();
    }
    std::atomic<std::size_t> round{0};
    std::atomic<std::size_t> done{0};
    std::size_t found = 0;
    std::thread resolver([&] {
        for (std::size_t i = 0; i < rounds; ++i) {
            while (round.load() <= i)
                std::this_thread::yield();
            ref back;
            ASSERT_EQ(resolve(weak[i], of.iid, back.put()), ok);
            if (back) {
                const operation alive(back.detach(), of);
                ASSERT_EQ(alive.status(), completed);
                ++found;
            }
            done.store(i + 1);
        }
    });
    for (std::size_t i = 0; i < rounds; ++i) {
        round.store(i + 1);
        all[i].consumer.release();
        while (done.load() <= i)
            std::this_thread::yield();
    }
    resolver.join();
    EXPECT_TRUE(object.alone());
    RecordProperty("found alive", static_cast<int>(found));
}

} // namespace

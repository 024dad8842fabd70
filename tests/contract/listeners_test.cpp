// SPDX-License-Identifier: MIT
// Listeners: the interface, and what they hear of the end.
#include "support/errors.h"
#include "support/listening.h"
#include "support/threads.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace {

using namespace contract;

// ---- the interface

TEST(Listeners, BelongToTheOperationsIdentityAndNotToItsList) {
    for (const family& each : all_families()) {
        const both_ends ends = make_both(each);
        const ref face = ends.consumer.query(iid_listeners);
        ASSERT_TRUE(face);
        EXPECT_EQ(ends.consumer.query(iid_listeners).get(), face.get());
        for (const GUID& iid : {iid_unknown, iid_inspectable, iid_agile, iid_async_info,
                                iid_control, iid_weak_source, iid_listeners, each.iid}) {
            const ref there = face.query(iid);
            ASSERT_TRUE(there) << text_of(iid);
            EXPECT_EQ(there.query(iid_listeners).get(), face.get());
            EXPECT_EQ(there.get(), ends.consumer.query(iid).get());
        }
        EXPECT_FALSE(face.query(iid_random));
        EXPECT_FALSE(face.query(iid_producer));
        GUID* iids = nullptr;
        std::uint32_t count = 0;
        ASSERT_EQ(call(ends.consumer.get(), 3, &count, &iids), ok);
        EXPECT_EQ(count, 2U);
        CoTaskMemFree(iids);
    }
}

TEST(Listeners, TheirFaceIsTheOperationToTheFlatFunctions) {
    const both_ends ends = make_both(action());
    const listening face(ends.consumer);
    EXPECT_EQ(AsyncomWait(unknown(face.get()), 0), no);
    const own<completed_handler> handler = make_completed(action());
    add_ref(handler.get());
    EXPECT_EQ(AsyncomAttachCompleted(unknown(face.get()), unknown(handler.get())), ok);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(handler->calls(), 1U);
}

TEST(Listeners, RefuseNullAndHandlersOfOtherTypes) {
    for (const family& each : plain_families()) {
        const both_ends ends = make_both(each);
        const listening face(ends.consumer);
        std::uint64_t token = 7;
        EXPECT_EQ(face.SubscribeCompleted(nullptr, &token), bad_pointer);
        EXPECT_EQ(token, 0U);
        EXPECT_NE(error_text(), "");
        token = 7;
        EXPECT_EQ(face.SubscribeProgress(nullptr, 0, &token), bad_pointer);
        EXPECT_EQ(token, 0U);
        const family& other = operation_of("g16");
        const own<completed_handler> stranger = make_completed(other);
        token = 7;
        EXPECT_EQ(face.SubscribeCompleted(stranger, &token), no_interface);
        EXPECT_EQ(token, 0U);
        EXPECT_TRUE(stranger.alone());
        token = 7;
        EXPECT_EQ(face.SubscribeProgress(stranger, 0, &token),
                  each.has_progress() ? no_interface : not_implemented);
        EXPECT_EQ(token, 0U);
        EXPECT_TRUE(stranger.alone());
        EXPECT_EQ(listeners_of(ends.consumer), 0U);
    }
    empty_error_slot();
}

TEST(Listeners, MayBeSubscribedWithoutATokenAndCounted) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    const own<completed_handler> end = make_completed(of);
    const own<progress_handler> progress = make_progress(of);
    EXPECT_EQ(face.SubscribeCompleted(end, nullptr), ok);
    EXPECT_EQ(face.SubscribeProgress(progress, 0, nullptr), ok);
    EXPECT_EQ(listeners_of(ends.consumer), 2U);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(end->calls(), 1U);
    EXPECT_EQ(listeners_of(ends.consumer), 0U);
    EXPECT_EQ(face.SubscribeCompleted(end, nullptr), ok);
    EXPECT_EQ(end->calls(), 2U);
}

TEST(Listeners, HaveTokensThatDiffer) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    const own<completed_handler> end = make_completed(of);
    const own<progress_handler> progress = make_progress(of);
    std::set<std::uint64_t> tokens{0};
    const auto subscribe_both = [&] {
        EXPECT_TRUE(tokens.insert(face.completed(end)).second);
        EXPECT_TRUE(tokens.insert(face.progress(progress)).second);
    };
    for (int i = 0; i < 100; ++i)
        subscribe_both();
    for (const std::uint64_t token : tokens)
        EXPECT_EQ(face.Unsubscribe(token), token == 0 ? no : ok);
    for (int i = 0; i < 100; ++i)
        subscribe_both();
    ends.worker.Complete(nullptr);
    for (int i = 0; i < 100; ++i)
        subscribe_both();
}

// ---- the end

TEST(Listeners, HearTheEndInTheirOrderAfterTheHandler) {
    for (const family& each : plain_families()) {
        for (const std::int32_t outcome : {completed, canceled, error}) {
            const both_ends ends = make_both(each);
            const listening face(ends.consumer);
            std::vector<int> order;
            const auto making = [&](int place) {
                return make_completed(each, [&order, place](void*, std::int32_t) {
                    order.push_back(place);
                    return ok;
                });
            };
            const own<completed_handler> first = making(1);
            const own<completed_handler> second = making(2);
            const own<completed_handler> handler = making(0);
            EXPECT_NE(face.completed(first), 0U);
            EXPECT_NE(face.completed(second), 0U);
            EXPECT_EQ(ends.consumer.put_Completed(handler), ok);
            end_as(ends, outcome);
            EXPECT_EQ(order, (std::vector{0, 1, 2}));
            for (const own<completed_handler>* one : {&first, &second, &handler}) {
                EXPECT_EQ((*one)->last().status, outcome);
                EXPECT_EQ((*one)->last().sender, ends.consumer.get());
                EXPECT_TRUE(one->alone());
            }
        }
    }
}

TEST(Listeners, OfACancelWaitForTheBody) {
    const both_ends ends = make_both(action());
    const listening face(ends.consumer);
    const own<completed_handler> handler = make_completed(action());
    EXPECT_NE(face.completed(handler), 0U);
    ends.consumer.Cancel();
    EXPECT_EQ(handler->calls(), 0U);
    EXPECT_EQ(ends.worker.Complete(nullptr), no);
    EXPECT_EQ(handler->last().status, canceled);
}

TEST(Listeners, OfAnOperationThatHasEndedAreInvokedInside) {
    for (const family& each : plain_families()) {
        for (const std::int32_t outcome : {completed, canceled, error}) {
            for (const bool close : {false, true}) {
                const both_ends ends = make_both(each);
                end_as(ends, outcome);
                if (close) {
                    EXPECT_EQ(ends.consumer.Close(), ok);
                }
                const listening face(ends.consumer);
                std::uint64_t token = 0;
                bool token_was_there = false;
                const own<completed_handler> handler =
                    make_completed(each, [&](void*, std::int32_t) {
                        token_was_there = token != 0 && face.Unsubscribe(token) == no;
                        return ok;
                    });
                EXPECT_EQ(face.SubscribeCompleted(handler, &token), ok);
                EXPECT_EQ(handler->calls(), 1U);
                EXPECT_EQ(handler->last().status, outcome);
                EXPECT_EQ(handler->last().thread, std::this_thread::get_id());
                EXPECT_TRUE(token_was_there);
                EXPECT_TRUE(handler.alone());
                EXPECT_EQ(face.Unsubscribe(token), no);
            }
        }
    }
}

TEST(Listeners, HearThatAProducerVanished) {
    both_ends ends = make_both(action());
    const listening face(ends.consumer);
    const own<completed_handler> handler = make_completed(action());
    EXPECT_NE(face.completed(handler), 0U);
    ends.worker.release();
    EXPECT_EQ(handler->last().status, error);
}

TEST(Listeners, ThatFailChangeNothingAndAreCounted) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const listening face(ends.consumer);
    const own<progress_handler> progress =
        make_progress(of, [](void*, const void*) { return failed; });
    const own<completed_handler> bad =
        make_completed(of, [](void*, std::int32_t) { return access_denied; });
    const own<completed_handler> good = make_completed(of);
    EXPECT_NE(face.progress(progress), 0U);
    EXPECT_NE(face.completed(bad), 0U);
    EXPECT_NE(face.completed(good), 0U);
    const double value = 0.5;
    EXPECT_EQ(ends.worker.ReportProgress(&value), ok);
    EXPECT_EQ(ends.worker.Complete(nullptr), ok);
    EXPECT_EQ(good->last().status, completed);
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    ends.consumer.GetInfo(&info);
    EXPECT_EQ(info.handler_failures, 2U);
    EXPECT_EQ(info.first_handler_failure, failed);
}

TEST(Listeners, AreDeferredInALongChainOfEnds) {
    constexpr std::size_t length = 10'000;
    on_small_stack(small_stack, [] {
        std::vector<both_ends> links;
        std::vector<own<completed_handler>> handlers;
        links.reserve(length);
        for (std::size_t i = 0; i < length; ++i)
            links.push_back(make_both(action()));
        for (std::size_t i = 0; i < length; ++i) {
            handlers.push_back(make_completed(action(), [&links, i](void*, std::int32_t) {
                return i + 1 < length ? links[i + 1].worker.Complete(nullptr) : ok;
            }));
            EXPECT_NE(listening(links[i].consumer).completed(handlers[i]), 0U);
        }
        EXPECT_EQ(links.front().worker.Complete(nullptr), ok);
        for (const own<completed_handler>& each : handlers)
            ASSERT_EQ(each->calls(), 1U);
    });
}

} // namespace

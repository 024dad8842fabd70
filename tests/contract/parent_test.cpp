// SPDX-License-Identifier: MIT
// Parents and children: a cancel flows down, with its reason, however many there are and however
// deep.
#include "library_provider.h"
#include "support/check.h"
#include "support/errors.h"
#include "support/reason.h"
#include "support/threads.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

both_ends make_child(const family& of, const operation& parent) {
    AsyncomOperationOptions options = no_options();
    options.parent = parent.as_unknown();
    return make_both(of, &options);
}

bool cancel_requested(const operation& op) {
    std::uint8_t requested = 0;
    op.get_CancelRequested(&requested);
    return requested == 1;
}

TEST(Parent, PassesItsCancelDownWithTheReason) {
    for (const family& each : plain_families()) {
        const both_ends parent = make_both(action());
        const both_ends child = make_child(each, parent.consumer);
        const both_ends grandchild = make_child(each, child.consumer);
        EXPECT_EQ(parent.consumer.CancelWithReason(timed_out, "too slow"), ok);
        for (const operation* op : {&child.consumer, &grandchild.consumer}) {
            EXPECT_EQ(op->status(), canceled);
            EXPECT_EQ(reason_of(*op).code, timed_out);
            EXPECT_EQ(reason_of(*op).text, u"too slow");
        }
    }
    empty_error_slot();
}

TEST(Parent, PassesAPlainCancelDown) {
    const both_ends parent = make_both(action());
    const both_ends child = make_child(operation_of("string"), parent.consumer);
    parent.consumer.Cancel();
    EXPECT_EQ(child.consumer.status(), canceled);
    EXPECT_EQ(reason_of(child.consumer).code, cancelled);
    EXPECT_EQ(reason_of(child.consumer).text, u"");
}

TEST(Parent, IsTakenThroughAnyOfItsInterfaces) {
    const both_ends parent = make_both(operation_with("string", "u4"));
    for (const GUID& iid : {iid_unknown, iid_async_info, iid_control, parent.consumer.type().iid}) {
        const ref face = parent.consumer.query(iid);
        AsyncomOperationOptions options = no_options();
        options.parent = unknown(face);
        const both_ends child = make_both(action(), &options);
        AsyncomOperationInfo info{};
        info.size = sizeof info;
        child.consumer.GetInfo(&info);
        AsyncomOperationInfo above{};
        above.size = sizeof above;
        parent.consumer.GetInfo(&above);
        EXPECT_EQ(info.parent_serial, above.serial);
    }
}

TEST(Parent, ToldFirstThenItsChildrenOnTheCancellingThread) {
    const both_ends parent = make_both(action());
    const both_ends child = make_child(action(), parent.consumer);
    std::vector<int> order;
    const own<cancel_handler> parents([&](void*) {
        order.push_back(1);
        EXPECT_FALSE(cancel_requested(child.consumer));
        return ok;
    });
    const own<cancel_handler> childs([&](void*) {
        order.push_back(2);
        return ok;
    });
    parent.worker.put_CancelHandler(parents);
    child.worker.put_CancelHandler(childs);
    parent.consumer.Cancel();
    EXPECT_EQ(order, (std::vector<int>{1, 2}));
    EXPECT_EQ(childs->thread.load(), std::this_thread::get_id());
}

TEST(Parent, AlreadyCancelledBearsCancelledChildren) {
    const both_ends parent = make_both(action());
    parent.consumer.CancelWithReason(timed_out, "too slow");
    const both_ends child = make_child(operation_of("string"), parent.consumer);
    EXPECT_EQ(child.consumer.status(), canceled);
    EXPECT_EQ(reason_of(child.consumer).code, timed_out);
    EXPECT_EQ(reason_of(child.consumer).text, u"too slow");
    EXPECT_FALSE(child.consumer.ended());
    const own<cancel_handler> told;
    child.worker.put_CancelHandler(told);
    EXPECT_EQ(told->calls.load(), 1U);
}

TEST(Parent, EndedChangesNothing) {
    const both_ends parent = make_both(action());
    const both_ends before = make_child(action(), parent.consumer);
    parent.worker.Complete(nullptr);
    const both_ends after = make_child(action(), parent.consumer);
    parent.consumer.Cancel();
    EXPECT_EQ(before.consumer.status(), started);
    EXPECT_EQ(after.consumer.status(), started);
}

TEST(Parent, LeavesEndedChildrenAlone) {
    const both_ends parent = make_both(action());
    const both_ends well = make_child(action(), parent.consumer);
    const both_ends running = make_child(action(), parent.consumer);
    well.worker.Complete(nullptr);
    parent.consumer.Cancel();
    EXPECT_EQ(well.consumer.status(), completed);
    EXPECT_EQ(running.consumer.status(), canceled);
}

TEST(Parent, IsNotKeptAliveByItsChildren) {
    const own<completed_handler> handler = make_completed(action());
    both_ends parent = make_both(action());
    const both_ends child = make_child(action(), parent.consumer);
    const ref weak_source = parent.consumer.query(iid_weak_source);
    ref weak;
    ASSERT_EQ(call(weak_source.get(), 3, weak.put()), ok);
    const_cast<ref&>(weak_source).reset();
    parent.worker.Complete(nullptr);
    parent.consumer.release();
    parent.worker.release();
    ref back;
    EXPECT_EQ((call<const GUID*, void**>(weak.get(), 3, &iid_async_info, back.put())), ok);
    EXPECT_FALSE(back);
    EXPECT_EQ(child.consumer.status(), started);
    child.consumer.Cancel();
    child.worker.EndCanceled();
}

TEST(Parent, CancelIsNotPassedUp) {
    const both_ends parent = make_both(action());
    const both_ends child = make_child(action(), parent.consumer);
    const both_ends sibling = make_child(action(), parent.consumer);
    child.consumer.Cancel();
    EXPECT_EQ(parent.consumer.status(), started);
    EXPECT_EQ(sibling.consumer.status(), started);
}

TEST(Parent, ChildKeepsItsOwnEarlierReason) {
    const both_ends parent = make_both(action());
    const both_ends child = make_child(action(), parent.consumer);
    child.consumer.CancelWithReason(failed, "own");
    parent.consumer.CancelWithReason(timed_out, "inherited");
    EXPECT_EQ(reason_of(child.consumer).code, failed);
    EXPECT_EQ(reason_of(child.consumer).text, u"own");
}

TEST(Parent, MustBeAnOperationOfThisLibrary) {
    const own<numbered_object> foreign(1);
    AsyncomOperationOptions options = no_options();
    options.parent = unknown(foreign.get());
    void* op = &options;
    IAsyncProducer* worker = reinterpret_cast<IAsyncProducer*>(&options);
    EXPECT_EQ(AsyncomCreateOperation(type_of(action()), &options, &iid_action, &op, &worker),
              no_interface);
    EXPECT_EQ(op, nullptr);
    EXPECT_EQ(worker, nullptr);
    EXPECT_TRUE(foreign.alone());
    empty_error_slot();
}

// A cancel handler of one child may end and release its siblings while the cancel is on its way.
TEST(Parent, SurvivesChildrenThatLeaveDuringTheCancel) {
    for (int first = 0; first < 8; ++first) {
        const both_ends parent = make_both(action());
        std::vector<both_ends> children;
        for (int i = 0; i < 8; ++i)
            children.push_back(make_child(action(), parent.consumer));
        const own<cancel_handler> told([&](void*) {
            for (std::size_t i = 0; i < children.size(); ++i) {
                if (i == static_cast<std::size_t>(first)) continue;
                children[i].worker.EndCanceled();
                children[i].worker.release();
                children[i].consumer.release();
            }
            return ok;
        });
        children[static_cast<std::size_t>(first)].worker.put_CancelHandler(told);
        EXPECT_EQ(parent.consumer.Cancel(), ok);
        EXPECT_EQ(told->calls.load(), 1U);
    }
}

// Children born while the cancel is passed on are cancelled too, by it or at birth.
TEST(Parent, MissesNoChildBornDuringItsCancel) {
    for (int round = 0; round < 300; ++round) {
        const both_ends parent = make_both(action());
        start_line line(2);
        std::vector<both_ends> children;
        std::thread bearer([&] {
            line.meet();
            for (int i = 0; i < 10; ++i)
                children.push_back(make_child(action(), parent.consumer));
        });
        line.meet();
        parent.consumer.Cancel();
        bearer.join();
        for (const both_ends& child : children)
            ASSERT_TRUE(cancel_requested(child.consumer));
    }
}

TEST(Parent, WithManyChildrenCancelsOnASmallStack) {
    const both_ends parent = make_both(action());
    std::vector<both_ends> children;
    constexpr int many = 100'000;
    children.reserve(many);
    for (int i = 0; i < many; ++i)
        children.push_back(make_child(action(), parent.consumer));
    on_small_stack(small_stack, [&] { EXPECT_EQ(parent.consumer.Cancel(), ok); });
    int asked = 0;
    for (const both_ends& child : children)
        asked += cancel_requested(child.consumer) ? 1 : 0;
    EXPECT_EQ(asked, many);
}

TEST(Parent, OfALongLineCancelsOnASmallStack) {
    std::vector<both_ends> line;
    constexpr std::size_t generations = 100'000;
    line.reserve(generations);
    line.push_back(make_both(action()));
    while (line.size() < generations)
        line.push_back(make_child(action(), line.back().consumer));
    // The youngest is told like all others.
    const own<cancel_handler> told;
    line.back().worker.put_CancelHandler(told);
    on_small_stack(small_stack, [&] { EXPECT_EQ(line.front().consumer.Cancel(), ok); });
    std::size_t asked = 0;
    for (const both_ends& each : line)
        asked += cancel_requested(each.consumer) ? 1 : 0;
    EXPECT_EQ(asked, generations);
    EXPECT_EQ(told->calls.load(), 1U);
    // Leaving takes no more stack than asking.
    on_small_stack(small_stack, [&] { line.clear(); });
}

// A cancel handler that cancels other trees adds to the walk instead of nesting in it.
TEST(Parent, CancelsATreeWhoseBodiesEndAtOnce) {
    std::vector<both_ends> line;
    constexpr std::size_t generations = 20'000;
    line.push_back(make_both(action()));
    while (line.size() < generations)
        line.push_back(make_child(action(), line.back().consumer));
    std::vector<own<cancel_handler>> told;
    for (both_ends& each : line) {
        told.emplace_back([&each](void*) { return each.worker.EndCanceled(); });
        each.worker.put_CancelHandler(told.back());
    }
    on_small_stack(small_stack, [&] { EXPECT_EQ(line.front().consumer.Cancel(), ok); });
    for (const both_ends& each : line)
        ASSERT_TRUE(each.consumer.ended());
}

} // namespace

// SPDX-License-Identifier: MIT
// Who is on the live list, and what a visitor may do.
#include "observe/live_list.h"

#include "async/cancel.h"
#include "async/operation_memory.h"
#include "support/child_process.h"
#include "unit/observe/churn.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

using listing = std::map<std::uint64_t, AsyncomOperationInfo>;

HRESULT ASYNCOM_CALL note(void* context, const AsyncomOperationInfo* info) {
    const bool fresh = static_cast<listing*>(context)->emplace(info->serial, *info).second;
    EXPECT_TRUE(fresh) << "listed twice";
    return S_OK;
}

listing everything() {
    listing seen;
    EXPECT_EQ(enumerate_operations(&note, &seen), S_OK);
    return seen;
}

std::uint64_t serial_of(const both_ends& ends) {
    return ends.target().slot().serial.load();
}

class LiveList : public EngineTest {
protected:
    void SetUp() override {
        decide_switches();
        if (!registry_is_on) GTEST_SKIP() << "the live list is switched off";
    }
};

TEST(LiveListSwitchedOff, SaysSo) {
    if (registry_is_on) GTEST_SKIP() << "the live list is on";
    listing seen;
    EXPECT_EQ(enumerate_operations(&note, &seen), E_NOTIMPL);
    EXPECT_TRUE(seen.empty());
    set_error_info(0, nullptr);
}

TEST_F(LiveList, IsEmptyAtFirst) {
    EXPECT_TRUE(everything().empty());
}

TEST_F(LiveList, RefusesNull) {
    EXPECT_EQ(enumerate_operations(nullptr, this), E_POINTER);
    set_error_info(0, nullptr);
}

TEST_F(LiveList, TellsWhatIsKnownOfARunningOperation) {
    both_ends parent;
    AsyncomOperationOptions options = child_of(parent.target());
    options.name = "the child";
    const both_ends child(u4_with_f8, &options, this);
    const listing seen = everything();
    ASSERT_EQ(seen.size(), 2U);
    const AsyncomOperationInfo& info = seen.at(serial_of(child));
    EXPECT_STREQ(info.name, "the child");
    EXPECT_EQ(info.parent_serial, serial_of(parent));
    EXPECT_EQ(info.call_site, this);
    EXPECT_EQ(info.type, face_of(type_named(u4_with_f8)));
    EXPECT_EQ(info.status, 0);
    EXPECT_EQ(info.flags, 0U);
    EXPECT_TRUE(std::isnan(info.progress));
    EXPECT_NE(info.id, 0U);
}

TEST_F(LiveList, GoesOnListingWhoeverIsStillHeldAfterTheEnd) {
    both_ends plain(action, nullptr, this);
    plain.producer()->Fail(E_FAIL, nullptr);
    for (int round = 0; round < 2; ++round) { // with its producer, and then with one holder
        const listing seen = everything();
        ASSERT_EQ(seen.size(), 1U) << round;
        const AsyncomOperationInfo& info = seen.begin()->second;
        EXPECT_EQ(info.serial, serial_of(plain));
        EXPECT_EQ(info.id, operation_id(plain.target()));
        EXPECT_EQ(info.status, 3);
        EXPECT_EQ(info.flags, ASYNCOM_INFO_ENDED);
        EXPECT_EQ(info.error, E_FAIL);
        EXPECT_EQ(info.call_site, this);
        EXPECT_EQ(info.type, face_of(type_named(action)));
        plain.release_producer();
    }
    plain.release();
    EXPECT_TRUE(everything().empty());
}

TEST_F(LiveList, ListsNamesAfterTheEnd) {
    AsyncomOperationOptions options{};
    options.size = sizeof options;
    options.name = "left behind";
    both_ends ends(action, &options);
    ends.release_producer();
    const listing seen = everything();
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_STREQ(seen.begin()->second.name, "left behind");
    EXPECT_EQ(seen.begin()->second.error, ASYNCOM_E_ABANDONED);
}

TEST_F(LiveList, ListsAnEndInExtendedMode) {
    both_ends ends;
    const cancel_reason why{E_FAIL, nullptr};
    EXPECT_EQ(cancel_operation(ends.target(), why), S_OK);
    EXPECT_EQ(everything().begin()->second.flags, ASYNCOM_INFO_CANCEL_REQUESTED);
    ends.producer()->EndCanceled();
    ends.release_producer();
    note_handler_failure(ends.target(), E_ABORT);
    const listing seen = everything();
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.begin()->second.flags, ASYNCOM_INFO_CANCEL_REQUESTED | ASYNCOM_INFO_ENDED);
    EXPECT_EQ(seen.begin()->second.handler_failures, 1U);
    EXPECT_EQ(seen.begin()->second.first_handler_failure, E_ABORT);
}

TEST_F(LiveList, ListsThoseBornEnded) {
    void* made = nullptr;
    const type_record& type = type_named(action);
    ASSERT_EQ(create_canceled(face_of(type_named(action)), &type.iids[ASYNCOM_IID_OPERATION], &made,
                              this),
              S_OK);
    const listing seen = everything();
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.begin()->second.status, 2);
    static_cast<IUnknown*>(made)->Release();
}

TEST_F(LiveList, ListsManySlabsFull) {
    std::vector<both_ends> many;
    for (int i = 0; i < 2'000; ++i)
        many.emplace_back();
    for (int i = 0; i < 2'000; i += 2)
        many[i].release();
    EXPECT_EQ(everything().size(), 1'000U);
}

struct stopping {
    HRESULT answer;
    int visits = 0;
};

TEST_F(LiveList, EndsWhereTheVisitorSaysSo) {
    const both_ends first, second;
    for (const HRESULT answer : {S_FALSE, E_ABORT, HRESULT(2)}) {
        stopping visitor{answer};
        const HRESULT listed = enumerate_operations(
            [](void* context, const AsyncomOperationInfo*) {
                auto& self = *static_cast<stopping*>(context);
                ++self.visits;
                return self.answer;
            },
            &visitor);
        EXPECT_EQ(listed, answer < 0 ? answer : S_OK);
        EXPECT_EQ(visitor.visits, answer == HRESULT(2) ? 2 : 1);
    }
}

TEST_F(LiveList, LetsTheVisitorMakeAndReleaseAndList) {
    std::vector<both_ends> held;
    for (int i = 0; i < 10; ++i)
        held.emplace_back();
    const HRESULT listed = enumerate_operations(
        [](void* context, const AsyncomOperationInfo* info) {
            auto& all = *static_cast<std::vector<both_ends>*>(context);
            listing inner;
            EXPECT_EQ(enumerate_operations(&note, &inner), S_OK);
            EXPECT_EQ(inner.count(info->serial), 1U);
            all.pop_back();
            all.emplace_back(u4_operation);
            for (both_ends& each : all)
                each.producer()->EndCanceled();
            return S_OK;
        },
        &held);
    EXPECT_EQ(listed, S_OK);
}

// One that stays is always seen once, whatever comes and goes beside it.
TEST_F(LiveList, IsWholeWhileThreadsMakeEndAndReleaseOthers) {
    const both_ends running(action, nullptr, this);
    both_ends ended(action, nullptr, this);
    ended.producer()->Fail(E_FAIL, nullptr);
    ended.release_producer();
    const churn others([this] { come_and_go(this); });
    for (int round = 0; round < 300; ++round) {
        const listing seen = everything();
        EXPECT_EQ(seen.count(serial_of(running)), 1U);
        EXPECT_EQ(seen.count(serial_of(ended)), 1U);
        for (const auto& [serial, info] : seen) {
            EXPECT_EQ(info.call_site, this);
            EXPECT_TRUE(info.type == face_of(type_named(action)) ||
                        info.type == face_of(type_named(u4_with_f8)));
            EXPECT_TRUE(info.error == S_OK || info.error == E_FAIL || info.error == E_ABORT);
        }
    }
}

TEST_F(LiveList, ShowsTheParentsOperationsInTheChildOfAForkAsTheyAnswerThere) {
    SKIP_WITHOUT_FORK();
    const both_ends running;
    EXPECT_TRUE(holds_in_child([&] {
        const listing inherited = everything();
        const both_ends own;
        return inherited.size() == 1 && inherited.begin()->second.error == ASYNCOM_E_FORKED &&
               everything().size() == 2;
    }));
}

} // namespace
} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// The thread's error slot, through Windows' functions.
#include "com/error_slot.h"

#include "com/error_info.h"
#include "com/error_object.h"
#include "foreign_error.h"

#include <asyncom/asyncom.h>

#include <gtest/gtest.h>

#include <thread>

namespace asyncom::core {
namespace {

using test::first_failure;
using test::foreign_error;
using test::foreign_traits;
using test::other_failure;
using test::owned;

class ErrorSlot : public testing::Test {
protected:
    ErrorSlot() { SetErrorInfo(0, nullptr); }
    ~ErrorSlot() override { SetErrorInfo(0, nullptr); }
};

TEST_F(ErrorSlot, IsEmptyAtFirst) {
    IErrorInfo* error = reinterpret_cast<IErrorInfo*>(this);
    EXPECT_EQ(GetErrorInfo(0, &error), S_FALSE);
    EXPECT_EQ(error, nullptr);
    EXPECT_EQ(peek_error_info(), nullptr);
}

TEST_F(ErrorSlot, MovesOutWhatWasPutIn) {
    owned<foreign_error> foreign(new foreign_error({}));
    EXPECT_EQ(SetErrorInfo(0, foreign->as_error_info()), S_OK);
    EXPECT_EQ(foreign->references(), 2u);
    EXPECT_EQ(peek_error_info(), foreign->as_error_info());
    EXPECT_EQ(foreign->references(), 2u) << "a look takes nothing";

    owned<IErrorInfo> error;
    EXPECT_EQ(GetErrorInfo(0, error.put()), S_OK);
    EXPECT_EQ(error.get(), foreign->as_error_info());
    EXPECT_EQ(foreign->references(), 2u) << "the slot's reference is the caller's now";
    EXPECT_EQ(GetErrorInfo(0, error.put()), S_FALSE);
    EXPECT_EQ(foreign->references(), 1u);
}

TEST_F(ErrorSlot, ReleasesWhatIsReplacedOrCleared) {
    owned<foreign_error> first(new foreign_error({}));
    owned<foreign_error> second(new foreign_error({}));
    SetErrorInfo(0, first->as_error_info());
    SetErrorInfo(0, second->as_error_info());
    EXPECT_EQ(first->references(), 1u);
    SetErrorInfo(0, second->as_error_info());
    EXPECT_EQ(second->references(), 2u) << "the same again";
    SetErrorInfo(0, nullptr);
    EXPECT_EQ(second->references(), 1u);
}

#if !defined(ASYNCOM_SYSTEM_RUNTIME) // where there is one, these answers are the system's

TEST_F(ErrorSlot, RefusesReservedValuesAndNull) {
    owned<foreign_error> foreign(new foreign_error({}));
    IErrorInfo* error = foreign->as_error_info();
    EXPECT_EQ(SetErrorInfo(1, error), E_INVALIDARG);
    EXPECT_EQ(peek_error_info(), nullptr);
    EXPECT_EQ(GetErrorInfo(1, &error), E_INVALIDARG);
    EXPECT_EQ(error, nullptr);
    EXPECT_EQ(GetErrorInfo(0, nullptr), E_INVALIDARG);
}

TEST_F(ErrorSlot, GivesARestrictedObjectOnce) {
    originate(first_failure, "once");
    owned<IRestrictedErrorInfo> error;
    EXPECT_EQ(GetRestrictedErrorInfo(error.put()), S_OK);
    EXPECT_TRUE(error);
    EXPECT_EQ(GetRestrictedErrorInfo(error.put()), S_FALSE);
    EXPECT_FALSE(error);
    EXPECT_EQ(GetRestrictedErrorInfo(nullptr), E_POINTER);
}

TEST_F(ErrorSlot, DropsAnObjectThatIsNotRestricted) {
    foreign_traits traits;
    traits.restricted = false;
    owned<foreign_error> foreign(new foreign_error(traits));
    SetErrorInfo(0, foreign->as_error_info());
    owned<IRestrictedErrorInfo> error;
    EXPECT_EQ(GetRestrictedErrorInfo(error.put()), S_FALSE);
    EXPECT_FALSE(error);
    EXPECT_EQ(foreign->references(), 1u);
    EXPECT_EQ(peek_error_info(), nullptr);
}

#endif

#if !defined(ASYNCOM_SYSTEM_RUNTIME) // Wine lacks SetRestrictedErrorInfo

TEST_F(ErrorSlot, TakesARestrictedObjectBack) {
    owned<foreign_error> foreign(new foreign_error({}));
    EXPECT_EQ(SetRestrictedErrorInfo(foreign.get()), S_OK);
    EXPECT_EQ(peek_error_info(), foreign->as_error_info());
    EXPECT_EQ(foreign->references(), 2u);
    EXPECT_EQ(SetRestrictedErrorInfo(nullptr), S_OK);
    EXPECT_EQ(peek_error_info(), nullptr);
    EXPECT_EQ(foreign->references(), 1u);
}

#endif

TEST_F(ErrorSlot, TakesAnAsyncError) {
    IAsyncError* made = nullptr;
    ASSERT_EQ(make_error(first_failure, "kept", &made), S_OK);
    const owned<IAsyncError> error(made);
    publish_error(error.get());
    IAsyncError* captured = nullptr;
    EXPECT_EQ(capture_error(first_failure, &captured), S_OK);
    EXPECT_EQ(captured, error.get());
    const owned<IAsyncError> release(captured);
    publish_error(static_cast<IAsyncError*>(nullptr));
    EXPECT_EQ(peek_error_info(), nullptr);
}

// The destructor of a foreign object is called for its last reference, which the slot may hold.
TEST_F(ErrorSlot, KeepsTheLaterReasonWhenTheOldOnesDestructorLeavesOne) {
    foreign_traits traits;
    traits.at_destruction = [] { originate(other_failure, "left by a destructor"); };
    auto* foreign = new foreign_error(traits);
    SetErrorInfo(0, foreign->as_error_info());
    foreign->Release();
    originate(first_failure, "the real reason");
    char text[64];
    std::uint32_t needed = 0;
    EXPECT_EQ(get_error_text(text, sizeof text, &needed), S_OK);
    EXPECT_STREQ(text, "the real reason");

    foreign = new foreign_error(traits);
    SetErrorInfo(0, foreign->as_error_info());
    foreign->Release();
    SetErrorInfo(0, nullptr);
    EXPECT_EQ(peek_error_info(), nullptr);
}

TEST_F(ErrorSlot, IsOnePerThreadAndReleasedWithTheThread) {
    originate(first_failure, "of this thread");
    owned<foreign_error> foreign(new foreign_error({}));
    std::thread([&] {
        EXPECT_EQ(peek_error_info(), nullptr);
        SetErrorInfo(0, foreign->as_error_info());
        EXPECT_EQ(foreign->references(), 2u);
    }).join();
    EXPECT_EQ(foreign->references(), 1u);
    char text[64];
    std::uint32_t needed = 0;
    EXPECT_EQ(get_error_text(text, sizeof text, &needed), S_OK);
    EXPECT_STREQ(text, "of this thread");
}

TEST_F(ErrorSlot, IsReleasedWithTheThreadAlsoIfADestructorLeavesAReason) {
#if defined(ASYNCOM_SYSTEM_RUNTIME)
    GTEST_SKIP() << "the slot is the system's, which empties it once";
#endif
    foreign_traits inner;
    bool destroyed = false;
    inner.at_destruction = [&] { destroyed = true; };
    foreign_traits outer;
    outer.at_destruction = [&] {
        auto* left = new foreign_error(inner);
        SetErrorInfo(0, left->as_error_info());
        left->Release();
    };
    std::thread([&] {
        auto* foreign = new foreign_error(outer);
        SetErrorInfo(0, foreign->as_error_info());
        foreign->Release();
    }).join();
    EXPECT_TRUE(destroyed);
}

} // namespace
} // namespace asyncom::core

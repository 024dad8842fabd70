// SPDX-License-Identifier: MIT
#include "foreign_operation.h"

#include <asyncom/control.hpp>
#include <asyncom/producer.hpp>

#include <gtest/gtest.h>

namespace control_test {

using namespace asyncom;

TEST(Control, CancelsWithAReason) {
    const auto [operation, producer] = create_operation<void>();
    const async_control control(operation);
    EXPECT_FALSE(control.cancel_requested());
    EXPECT_FALSE(control.reason());
    EXPECT_TRUE(control.cancel(E_ABORT, "the window was closed"));
    EXPECT_FALSE(control.cancel(E_FAIL, "too late"));
    EXPECT_TRUE(control.cancel_requested());
    ASSERT_TRUE(control.reason());
    EXPECT_EQ(control.reason()->code, E_ABORT);
    EXPECT_EQ(control.reason()->text, u"the window was closed");
    EXPECT_FALSE(control.ended());
    producer.end_canceled();
    EXPECT_TRUE(control.ended());
    EXPECT_STREQ(operation.try_get().error().what(), "the window was closed");
    EXPECT_THROW(control.cancel(S_OK), hresult_invalid_argument);
}

TEST(Control, OfAPlainCancelHasNoText) {
    const auto [operation, producer] = create_operation<void>();
    operation.cancel();
    EXPECT_EQ(async_control(operation).reason()->code, error_canceled);
    EXPECT_TRUE(async_control(operation).reason()->text.empty());
    producer.end_canceled();
}

TEST(Control, ShowsWhatThereIsOfTheResult) {
    const auto [operation, producer] = create_operation<hstring>();
    const async_control control(operation);
    EXPECT_FALSE(control.partial_result());
    producer.set_partial_result(u"half");
    EXPECT_EQ(control.partial_result(), u"half");
    operation.cancel();
    producer.complete(u"whole");
    EXPECT_EQ(control.partial_result(), u"whole");
    operation.close();
    EXPECT_THROW(control.partial_result(), hresult_illegal_method_call);
}

TEST(Control, ShowsWhatFailedAfterACancel) {
    const auto [operation, producer] = create_operation<void>();
    const async_control control(operation);
    EXPECT_FALSE(control.error());
    operation.cancel();
    producer.fail(E_ACCESSDENIED, "while stopping");
    ASSERT_TRUE(control.error());
    EXPECT_EQ(control.error()->code(), E_ACCESSDENIED);
    EXPECT_STREQ(control.error()->what(), "while stopping");
}

TEST(Control, TellsWhatIsKnown) {
    const auto [operation, producer] = create_operation<void>({.name = "named"});
    const AsyncomOperationInfo info = async_control(operation).info();
    EXPECT_STREQ(info.name, "named");
    EXPECT_EQ(info.id, operation.id());
    EXPECT_EQ(info.type, (type_of<void, void>()));
    producer.complete();
}

TEST(Control, IsNotOfSomebodyElsesOperation) {
    const async_operation<int> foreign =
        com_ptr<async_operation<int>::abi_type>(make_self<projection::foreign_operation<int>>());
    EXPECT_THROW(async_control{foreign}, hresult_no_interface);
    EXPECT_THROW(async_control{async_action()}, hresult_error);
}

} // namespace control_test

// SPDX-License-Identifier: MIT
#include <asyncom/born_ended.hpp>

#include <gtest/gtest.h>

namespace born_ended_test {

using namespace asyncom;

TEST(BornEnded, HasItsResult) {
    const async_operation<hstring> known = create_completed<hstring>(u"known");
    EXPECT_EQ(known.get(), u"known");
    create_completed().get();
    create_completed<void, double>().get();
    EXPECT_EQ((create_completed<bool, std::uint32_t>(true).get()), true);
}

TEST(BornEnded, HasItsError) {
    EXPECT_STREQ(create_failed<void>(E_FAIL, "at once").try_get().error().what(), "at once");
    EXPECT_THROW(create_failed<void>(S_OK), hresult_invalid_argument);
    EXPECT_EQ(create_failed<void>(error_canceled).status(), AsyncStatus::Canceled);
}

TEST(BornEnded, IsCancelled) {
    EXPECT_THROW((create_canceled<hstring, double>().get()), hresult_canceled);
}

} // namespace born_ended_test

// SPDX-License-Identifier: MIT
// Cancel by a std::stop_source.
#include <asyncom/cancellation.hpp>

#include "started.h"

#include <gtest/gtest.h>

#include <stop_token>

namespace {

using namespace asyncom;

constexpr HRESULT shutting_down = static_cast<HRESULT>(0x800703E3);

TEST(CancelOn, AStopSourceCancelsAnOperationWithAReason) {
    started<> source;
    std::stop_source stop;
    const cancel_on binding(source.operation, stop.get_token(), shutting_down, "closing down");
    EXPECT_EQ(source.operation.status(), AsyncStatus::Started);
    stop.request_stop();
    EXPECT_EQ(source.operation.status(), AsyncStatus::Canceled);
    HRESULT reason = S_OK;
    hstring text;
    check_hresult(source.producer->GetCancelReason(&reason, text.put()));
    EXPECT_EQ(reason, shutting_down);
    EXPECT_EQ(text, hstring(u"closing down"));
}

TEST(CancelOn, AStopSourceThatHasStoppedCancelsAtOnce) {
    started<> source;
    std::stop_source stop;
    stop.request_stop();
    const cancel_on binding(source.operation, stop.get_token());
    EXPECT_EQ(source.operation.status(), AsyncStatus::Canceled);
}

TEST(CancelOn, AStopSourceIsOverWithTheBinding) {
    started<> source;
    std::stop_source stop;
    { const cancel_on binding(source.operation, stop.get_token()); }
    stop.request_stop();
    EXPECT_EQ(source.operation.status(), AsyncStatus::Started);
}

} // namespace

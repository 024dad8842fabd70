// SPDX-License-Identifier: MIT
// Every row of the state table, on every family and every kind of value.
#include "library_provider.h"
#include "support/state_table.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace {

using namespace contract;

class StateTable : public testing::TestWithParam<table_row> {};

TEST_P(StateTable, AnswersMovesAndCallsAsTheRowSays) {
    library_provider library;
    for (const std::string& finding : judge_row(GetParam(), library))
        ADD_FAILURE() << finding;
}

INSTANTIATE_TEST_SUITE_P(EveryRow, StateTable, testing::ValuesIn(load_state_table()),
                         [](const auto& row) { return row.param.title(); });

TEST(StateTableItself, HasEveryCallInEveryState) {
    std::map<std::string, std::set<std::string>> states_of;
    for (const table_row& row : load_state_table()) {
        const bool fresh = states_of[row.call + " " + row.who].insert(row.state).second;
        EXPECT_TRUE(fresh) << "line " << row.line << " repeats an earlier row";
    }
    for (const auto& [call, states] : states_of)
        EXPECT_EQ(states.size(), 6U) << call;
}

TEST(StateTableItself, CoversEveryMethodOfTheContract) {
    std::set<std::string> methods;
    for (const table_row& row : load_state_table()) {
        const std::size_t head = row.call.rfind("P.", 0) == 0 ? 2 : 0;
        methods.insert(row.call.substr(0, row.call.find('.', head)));
    }
    for (const char* method : {"get_Id",
                               "get_Status",
                               "get_ErrorCode",
                               "Cancel",
                               "Close",
                               "put_Completed",
                               "get_Completed",
                               "put_Progress",
                               "get_Progress",
                               "GetResults",
                               "CancelWithReason",
                               "get_CancelRequested",
                               "GetCancelReason",
                               "get_Ended",
                               "Wait",
                               "GetWaitHandle",
                               "GetPartialResult",
                               "GetError",
                               "GetType",
                               "GetInfo",
                               "SubscribeCompleted",
                               "SubscribeProgress",
                               "Unsubscribe",
                               "P.ReportProgress",
                               "P.SetPartialResult",
                               "P.Complete",
                               "P.Fail",
                               "P.EndCanceled",
                               "P.get_CancelRequested",
                               "P.GetCancelReason",
                               "P.put_CancelHandler",
                               "P.GetOperation",
                               "P.Follow",
                               "WhenAll",
                               "WhenAny",
                               "Then",
                               "WithDeadline",
                               "Adopt",
                               "Attach",
                               "AddChild"})
        EXPECT_EQ(methods.count(method), 1U) << method;
}

} // namespace

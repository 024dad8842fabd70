// SPDX-License-Identifier: MIT
// Every row of the state table that is about a completion queue, a progress sink or a manual
// scheduler.
#include "support/errors.h"
#include "support/manual_machine.h"
#include "support/queue_machine.h"
#include "support/sink_machine.h"
#include "support/state_table.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace {

using namespace contract;

std::unique_ptr<machine> make_machine(const std::string& subject) {
    if (subject == "Queue") return std::make_unique<queue_machine>();
    if (subject == "Sink") return std::make_unique<sink_machine>();
    if (subject == "Manual") return std::make_unique<manual_machine>();
    return nullptr;
}

class ObjectTable : public testing::TestWithParam<table_row> {};

TEST_P(ObjectTable, AnswersAndMovesAsTheRowSays) {
    const table_row& row = GetParam();
    const std::unique_ptr<machine> object = make_machine(row.subject());
    ASSERT_NE(object, nullptr) << "line " << row.line;
    object->reach(row.state);
    std::string out = "-";
    std::string seen;
    const answer answered = object->perform(row.call, out, seen);
    EXPECT_EQ(name_of(answered), row.answered) << "line " << row.line;
    EXPECT_EQ(out, row.out) << "line " << row.line;
    std::string expected;
    for (const std::string& each : row.seen)
        if (each != "-") expected += (expected.empty() ? "" : ",") + each;
    EXPECT_EQ(seen, expected) << "line " << row.line;
    EXPECT_EQ(object->state_now(), row.next) << "line " << row.line;
    empty_error_slot();
}

INSTANTIATE_TEST_SUITE_P(EveryRow, ObjectTable, testing::ValuesIn(load_object_table()),
                         [](const auto& row) { return row.param.title(); });

TEST(ObjectTableItself, HasEveryCallInEveryState) {
    std::map<std::string, std::set<std::string>> states_of_subject;
    std::map<std::pair<std::string, std::string>, std::set<std::string>> states_of_call;
    for (const table_row& row : load_object_table()) {
        states_of_subject[row.subject()].insert(row.state);
        const bool fresh = states_of_call[{row.subject(), row.call}].insert(row.state).second;
        EXPECT_TRUE(fresh) << "line " << row.line << " repeats an earlier row";
    }
    for (const auto& [call, states] : states_of_call)
        EXPECT_EQ(states, states_of_subject[call.first]) << call.first << " " << call.second;
    EXPECT_EQ(states_of_subject.size(), 3U);
}

TEST(ObjectTableItself, CoversEveryMethodOfItsObjects) {
    std::set<std::string> methods;
    for (const table_row& row : load_object_table())
        methods.insert(row.subject() + "." + row.call.substr(0, row.call.find('.')));
    EXPECT_EQ(methods, (std::set<std::string>{
                           "Queue.Attach", "Queue.Dequeue", "Queue.GetWaitHandle", "Queue.Close",
                           "Sink.Report", "Sink.AddChild", "Sink.Flush", "Manual.Schedule",
                           "Manual.ScheduleAfter", "Manual.CancelScheduled", "Manual.get_Now",
                           "Manual.RunReady", "Manual.Advance", "Manual.get_Pending"}));
}

} // namespace

// SPDX-License-Identifier: MIT
// The suite judged: an honest implementation passes, and each known divergence of the field is
// found by the check that is there for it.
#include "naive_provider.h"
#include "support/check.h"
#include "support/state_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <stdexcept>

namespace {

using namespace contract;
using d = divergence;

// Long enough for threads that meet at once, short enough to wait for those that never do.
constexpr std::chrono::milliseconds patience{300};

std::vector<std::string> judge_with(const std::string& name, provider& from) {
    const std::chrono::milliseconds enough = std::chrono::seconds(20);
    const bool diverges = !dynamic_cast<naive_provider&>(from).honest();
    return judge(check_named(name), from, diverges ? patience : enough);
}

TEST(NaiveProvider, PassesEveryCheckItHasTheFeaturesFor) {
    naive_provider honest;
    std::size_t performed = 0;
    for (const check& each : all_checks()) {
        const bool possible = std::all_of(each.needs.begin(), each.needs.end(),
                                          [&](feature what) { return honest.has(what); });
        if (!possible) continue;
        ++performed;
        for (const std::string& finding : judge_with(each.name, honest))
            ADD_FAILURE() << each.name << ": " << finding;
    }
    EXPECT_GT(performed, 60U);
}

TEST(NaiveProvider, AnswersEveryPossibleRowOfTheTable) {
    naive_provider honest;
    std::size_t performed = 0;
    for (const table_row& row : load_state_table()) {
        if (!possible(row, honest)) continue;
        ++performed;
        for (const std::string& finding : judge_row(row, honest))
            ADD_FAILURE() << row.title() << ": " << finding;
    }
    EXPECT_GT(performed, 100U);
}

struct known_divergence {
    divergence which;
    const char* found_by; // a check, or a row of the table as State_call_who
};

void PrintTo(const known_divergence& each, std::ostream* out) {
    *out << each.found_by;
}

const known_divergence known[] = {
    // WRL, C++/WinRT and Wine: a handler set after Cancel runs at once.
    {d::fires_while_a_cancelled_body_runs, "Completed.SetAfterCancelWaitsForTheBody"},
    {d::fires_while_a_cancelled_body_runs, "CancelRequested_put_Completed_first_any"},
    // C++/WinRT: the first GetResults takes the value.
    {d::moves_the_result_out, "Results.AreRepeatableAndEachCallGivesItsOwn"},
    // Some Windows operations.
    {d::second_results_are_unexpected, "Results.AreRepeatableAndEachCallGivesItsOwn"},
    {d::second_results_are_unexpected, "Results.OfAnActionAreOnlyTheAnswer"},
    // WRL, C++/CX and .NET.
    {d::error_code_zero_when_canceled, "ErrorCode.IsCancelledFromTheRequestOn"},
    {d::error_code_zero_when_canceled, "Canceled_get_ErrorCode_any"},
    {d::results_illegal_when_canceled, "Results.AreCancelledFromTheRequestOn"},
    {d::results_illegal_when_canceled, "Canceled_GetResults_none_R"},
    // C++/WinRT with progress: an empty default before the first partial result.
    {d::results_default_while_running, "Results.AreIllegalWhileRunningAndLeaveThePlaceAlone"},
    {d::results_default_while_running, "Started_GetResults_none_R"},
    {d::results_clear_the_out_value, "Results.AfterAFailureLeaveThePlaceAlone"},
    {d::results_clear_the_out_value, "Error_GetResults_none_R"},
    {d::results_illegal_after_failure, "Results.AreTheStoredFailureEveryTime"},
    {d::error_code_zero_after_failure, "ErrorCode.IsTheFailureAfterAFailure"},
    // .NET adapters keep the handlers until Close.
    {d::keeps_the_completed_handler, "Completed.IsLetGoRightAfterItsInvoke"},
    {d::keeps_the_completed_handler, "Completed_get_Completed_set_any"},
    // C++/WinRT keeps the progress handler until the object dies.
    {d::keeps_the_progress_handler, "Progress.HandlerIsLetGoAtTheEnd"},
    {d::keeps_the_progress_handler, "Completed_get_Progress_set_P"},
    // C++/CX, .NET and Wine; and C++/WinRT for errors.
    {d::body_success_beats_cancel, "Cancel.IsNotUndoneByABodyThatSucceeds"},
    {d::body_success_beats_cancel, "CancelRequested_P_Complete_any"},
    {d::body_error_beats_cancel, "Cancel.IsNotUndoneByABodyThatFails"},
    {d::body_error_beats_cancel, "CancelRequested_P_Fail_any"},
    // C++/WinRT and windows-rs: Close is a no-op. WRL and Wine: accepted while a cancelled body
    // runs.
    {d::close_accepted_while_running, "Close.IsRefusedWhileRunning"},
    {d::close_accepted_after_cancel, "Close.IsRefusedWhileACancelledBodyRuns"},
    {d::close_does_nothing, "Close.MakesEveryOtherCallIllegal"},
    {d::close_does_nothing, "Started_Close_any"},
    {d::getters_silent_after_close, "Close.LeavesTheGettersWriting"},
    {d::getters_silent_after_close, "Closed_get_Status_any"},
    // Wine.
    {d::cancel_fails_after_close, "Cancel.AfterCloseStillAnswersOk"},
    // windows-rs.
    {d::cancel_is_ignored, "Cancel.ShowsInTheStatusAtOnce"},
    {d::cancel_is_ignored, "Started_Cancel_any"},
    {d::cancel_told_twice, "Cancel.TellsTheBodyOnceOnTheCancellersThread"},
    // The waiter of Python hangs on this one.
    {d::cancel_drops_the_handler, "Cancel.IsNotUndoneByABodyThatSucceeds"},
    // .NET and windows-rs.
    {d::null_completed_does_not_count, "Completed.CountsNullAsTheAssignment"},
    {d::null_completed_does_not_count, "Started_put_Completed_after_null_any"},
    {d::second_completed_replaces, "Completed.IsAssignedOnce"},
    // The synchronous operations of a test library fire at every assignment.
    {d::fires_at_every_put, "Completed.IsAssignedOnce"},
    {d::late_handler_is_never_invoked, "Completed.RunsInsideTheSetterOnceEnded"},
    {d::publishes_after_invoke, "Completed.FindsTheStatusItIsToldAbout"},
    {d::invokes_under_its_lock, "Completed.RunsUnderNoLock"},
    {d::sender_is_null, "ClientEmulation.WhenAnyUsesTheSender"},
    {d::sender_is_async_info, "Completed.GetsTheClientsOwnPointerAsSender"},
    {d::handler_failure_becomes_the_outcome, "Completed.FailingDoesNotChangeTheOutcome"},
    // .NET: an exception of the progress handler faults the operation.
    {d::progress_failure_ends_the_operation, "Progress.HandlersFailureReachesNobody"},
    {d::progress_after_completed, "Progress.IsNeverDeliveredAfterTheEnd"},
    {d::progress_stops_after_cancel, "Progress.IsStillDeliveredAfterACancelRequest"},
    {d::progress_stops_after_cancel, "CancelRequested_P_ReportProgress_P"},
    {d::progress_fixed_after_start, "Progress.CanBeSetAfterTheStart"},
    // WRL, C++/WinRT, windows-rs and Wine: 1 for all.
    {d::same_id_for_all, "Id.DiffersBetweenLiveOperations"},
    // A Windows imaging API starts its operation only in its worker.
    {d::cold_start, "Status.IsStartedFromTheFirstCallOn"},
    {d::identity_differs_by_interface, "Identity.IsOnePointerThroughEveryInterface"},
    {d::answers_the_parameterised_iid,
     "Identity.RefusesOtherInstancesAndTheParameterisedInterfaces"},
    {d::not_agile, "Identity.AnswersWindowsInterfacesAndAgility"},
    {d::drops_the_handler_with_the_consumer, "Completed.StillRunsWhenTheLastConsumerLeft"},
};

class KnownDivergence : public testing::TestWithParam<known_divergence> {};

std::vector<std::string> judge_by_name(const std::string& name, provider& from) {
    if (name.find('.') != std::string::npos) return judge_with(name, from);
    for (const table_row& row : load_state_table())
        if (row.title() == name) return judge_row(row, from);
    throw std::invalid_argument("the table has no row " + name);
}

TEST_P(KnownDivergence, IsFound) {
    naive_provider diverging(GetParam().which);
    EXPECT_FALSE(judge_by_name(GetParam().found_by, diverging).empty());
    // The same check has nothing against the honest implementation.
    naive_provider honest;
    EXPECT_TRUE(judge_by_name(GetParam().found_by, honest).empty());
}

INSTANTIATE_TEST_SUITE_P(Of, KnownDivergence, testing::ValuesIn(known), [](const auto& each) {
    std::string name = std::to_string(each.index) + "_" + each.param.found_by;
    for (char& letter : name)
        if (letter == '.') letter = '_';
    return name;
});

TEST(KnownDivergences, AreAllListed) {
    std::map<divergence, int> listed;
    for (const known_divergence& each : known)
        ++listed[each.which];
    for (int i = 0; i < divergence_count; ++i)
        EXPECT_GT(listed[static_cast<divergence>(i)], 0) << "divergence number " << i;
}

} // namespace

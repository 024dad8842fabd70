// SPDX-License-Identifier: MIT
// IAsyncControl: cancel with a reason, what was asked and why, errors, and the snapshot by value.
#include "library_provider.h"
#include "support/check.h"
#include "support/errors.h"
#include "support/reason.h"
#include "support/threads.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace contract;

TEST(CancelWithReason, IsKeptAndTheFirstOneWins) {
    for (const family& each : plain_families()) {
        const both_ends ends = make_both(each);
        EXPECT_EQ(ends.consumer.CancelWithReason(timed_out, "gr\xC3\xBC\xC3\x9F"
                                                            "e"),
                  ok);
        EXPECT_EQ(ends.consumer.CancelWithReason(failed, "second"), no);
        EXPECT_EQ(ends.consumer.Cancel(), ok);
        const reason_given given = reason_of(ends.consumer);
        EXPECT_EQ(given.answered, ok);
        EXPECT_EQ(given.code, timed_out);
        EXPECT_EQ(given.text, u"grüße");
        EXPECT_EQ(ends.consumer.error_code(), cancelled);
    }
    empty_error_slot();
}

TEST(CancelWithReason, NeedsNoText) {
    const both_ends ends = make_both(action());
    EXPECT_EQ(ends.consumer.CancelWithReason(timed_out, nullptr), ok);
    const reason_given given = reason_of(ends.consumer);
    EXPECT_EQ(given.code, timed_out);
    EXPECT_EQ(given.text, u"");
}

TEST(CancelWithReason, MustBeAFailure) {
    const both_ends ends = make_both(action());
    EXPECT_EQ(ends.consumer.CancelWithReason(ok, nullptr), bad_argument);
    EXPECT_EQ(ends.consumer.CancelWithReason(no, "text"), bad_argument);
    EXPECT_EQ(ends.consumer.CancelWithReason(failed, "broken \xFF"), bad_argument);
    EXPECT_EQ(ends.consumer.status(), started);
    EXPECT_EQ(reason_of(ends.consumer).answered, no);
    empty_error_slot();
}

TEST(CancelWithReason, RunsTheCancelHandlerBeforeItReturns) {
    const both_ends ends = make_both(action());
    reason_given seen;
    const own<cancel_handler> told([&](void*) {
        HSTRING text = nullptr;
        seen.answered = ends.worker.GetCancelReason(&seen.code, &text);
        seen.text = text_of(text);
        WindowsDeleteString(text);
        return ok;
    });
    ends.worker.put_CancelHandler(told);
    EXPECT_EQ(ends.consumer.CancelWithReason(timed_out, "too slow"), ok);
    EXPECT_EQ(seen.code, timed_out);
    EXPECT_EQ(seen.text, u"too slow");
}

TEST(CancelWithReason, AfterTheEndAnswersThatItWasTooLate) {
    for (const family& each : plain_families()) {
        const result_of result(each, 5);
        const both_ends ends = make_both(each);
        ends.worker.Complete(result.argument());
        EXPECT_EQ(ends.consumer.CancelWithReason(timed_out, "late"), no);
        EXPECT_EQ(reason_of(ends.consumer).answered, no);
        EXPECT_EQ(ends.consumer.status(), completed);
    }
}

// The second caller does not wait for the first one's cancel handler.
TEST(CancelWithReason, DoesNotWaitForAnotherCallersHandler) {
    const both_ends ends = make_both(action());
    gate inside;
    gate second_returned;
    const own<cancel_handler> told([&](void*) {
        inside.open();
        second_returned.wait();
        return ok;
    });
    ends.worker.put_CancelHandler(told);
    std::thread first([&] { EXPECT_EQ(ends.consumer.CancelWithReason(timed_out, "first"), ok); });
    inside.wait();
    EXPECT_EQ(ends.consumer.CancelWithReason(failed, "second"), no);
    second_returned.open();
    first.join();
    EXPECT_EQ(reason_of(ends.consumer).text, u"first");
}

// Whoever reads the reason while others ask reads one asker's code with the same asker's text.
TEST(CancelWithReason, IsReadWhole) {
    for (int round = 0; round < 500; ++round) {
        const both_ends ends = make_both(action());
        start_line line(3);
        std::atomic<int> accepted{0};
        std::thread first([&] {
            line.meet();
            accepted += ends.consumer.CancelWithReason(timed_out, "first") == ok;
        });
        std::thread second([&] {
            line.meet();
            accepted += ends.consumer.CancelWithReason(failed, "second") == ok;
        });
        line.meet();
        reason_given given;
        do {
            given = reason_of(ends.consumer);
        } while (given.answered == no);
        EXPECT_EQ(given.text, given.code == timed_out ? u"first" : u"second");
        first.join();
        second.join();
        EXPECT_EQ(accepted.load(), 1);
    }
}

TEST(Ended, SpeaksOfTheBodyNotOfTheStatus) {
    const both_ends ends = make_both(action());
    EXPECT_FALSE(ends.consumer.ended());
    ends.consumer.Cancel();
    EXPECT_EQ(ends.consumer.status(), canceled);
    EXPECT_FALSE(ends.consumer.ended());
    ends.worker.EndCanceled();
    EXPECT_TRUE(ends.consumer.ended());
}

TEST(Ended, IsTrueInsideTheHandler) {
    const both_ends ends = make_both(action());
    bool inside = false;
    const own<completed_handler> handler = make_completed(action(), [&](void*, std::int32_t) {
        inside = ends.consumer.ended();
        return ok;
    });
    ends.consumer.put_Completed(handler);
    ends.worker.Complete(nullptr);
    EXPECT_TRUE(inside);
}

TEST(GetType, GivesTheImmortalRecord) {
    for (const family& each : all_families()) {
        const both_ends ends = make_both(each);
        void* type = nullptr;
        EXPECT_EQ(ends.consumer.GetType(&type), ok);
        EXPECT_EQ(type, type_of(each));
    }
}

AsyncomOperationInfo info_of(const operation& op) {
    AsyncomOperationInfo info;
    std::memset(&info, 0xC5, sizeof info);
    info.size = sizeof info;
    EXPECT_EQ(op.GetInfo(&info), ok);
    return info;
}

TEST(GetInfo, TellsWhatTheGettersTell) {
    for (const family& each : plain_families()) {
        AsyncomOperationOptions options = no_options();
        options.name = "the name";
        const both_ends ends = make_both(each, &options);
        std::uint32_t id = 0;
        ends.consumer.get_Id(&id);
        AsyncomOperationInfo info = info_of(ends.consumer);
        EXPECT_EQ(info.size, sizeof info);
        EXPECT_EQ(info.id, id);
        EXPECT_NE(info.serial, 0U);
        EXPECT_EQ(info.parent_serial, 0U);
        EXPECT_EQ(info.status, started);
        EXPECT_EQ(info.flags, 0U);
        EXPECT_GE(info.age, 0);
        EXPECT_EQ(info.type, type_of(each));
        EXPECT_NE(info.call_site, nullptr);
        EXPECT_EQ(info.listeners, 0U);
        EXPECT_EQ(info.handler_failures, 0U);
        EXPECT_EQ(info.first_handler_failure, ok);
        EXPECT_EQ(info.error, ok);
        EXPECT_TRUE(std::isnan(info.progress));
        EXPECT_STREQ(info.name, "the name");
        ends.consumer.Cancel();
        info = info_of(ends.consumer);
        EXPECT_EQ(info.status, canceled);
        EXPECT_EQ(info.flags, ASYNCOM_INFO_CANCEL_REQUESTED);
        ends.worker.EndCanceled();
        info = info_of(ends.consumer);
        EXPECT_EQ(info.flags, ASYNCOM_INFO_CANCEL_REQUESTED | ASYNCOM_INFO_ENDED);
        ends.consumer.Close();
        info = info_of(ends.consumer);
        EXPECT_EQ(info.status, canceled);
        EXPECT_EQ(info.flags,
                  ASYNCOM_INFO_CANCEL_REQUESTED | ASYNCOM_INFO_ENDED | ASYNCOM_INFO_CLOSED);
    }
}

TEST(GetInfo, TellsTheFailure) {
    const both_ends ends = make_both(action());
    ends.worker.Fail(access_denied, "no entry");
    const AsyncomOperationInfo info = info_of(ends.consumer);
    EXPECT_EQ(info.status, error);
    EXPECT_EQ(info.error, access_denied);
    EXPECT_STREQ(info.name, "");
}

TEST(GetInfo, CountsHandlerFailuresAndKeepsTheFirst) {
    const family& of = action_with("f8");
    const both_ends ends = make_both(of);
    const own<progress_handler> progress = make_progress(of, [](void*, const void* value) {
        return *static_cast<const double*>(value) < 0.4 ? failed : disconnected;
    });
    const own<completed_handler> handler =
        make_completed(of, [](void*, std::int32_t) { return unexpected; });
    ends.consumer.put_Progress(progress);
    ends.consumer.put_Completed(handler);
    for (const double fraction : {0.25, 0.5})
        ends.worker.ReportProgress(&fraction);
    ends.worker.Complete(nullptr);
    const AsyncomOperationInfo info = info_of(ends.consumer);
    EXPECT_EQ(info.handler_failures, 3U);
    EXPECT_EQ(info.first_handler_failure, failed);
}

TEST(GetInfo, TellsTheFractionOfAReportInExtendedMode) {
    const family& of = action_with("f8");
    for (const bool with_handler : {true, false}) {
        const both_ends ends = make_both(of);
        const own<progress_handler> handler = make_progress(of);
        if (with_handler) ends.consumer.put_Progress(handler);
        ref current;
        // The first getter of a handler is one of the calls that extend the record.
        ends.consumer.get_Progress(current.put());
        const double half = 0.5;
        ends.worker.ReportProgress(&half);
        EXPECT_EQ(info_of(ends.consumer).progress, 0.5) << "with a handler: " << with_handler;
    }
}

TEST(GetInfo, SerialsNeverRecur) {
    std::uint64_t last = 0;
    for (int i = 0; i < 1000; ++i) {
        const both_ends ends = make_both(action());
        const std::uint64_t serial = info_of(ends.consumer).serial;
        EXPECT_GT(serial, last);
        last = serial;
    }
}

TEST(GetInfo, NeedsTheSizeOfItsFirstVersion) {
    const both_ends ends = make_both(action());
    alignas(8) unsigned char room[256];
    auto* info = reinterpret_cast<AsyncomOperationInfo*>(room);
    for (const std::uint32_t size : {0U, 1U, 8U, 143U}) {
        std::memset(room, 0xC5, sizeof room);
        info->size = size;
        EXPECT_EQ(ends.consumer.GetInfo(info), bad_argument) << size;
    }
    EXPECT_EQ(ends.consumer.GetInfo(nullptr), bad_pointer);
    empty_error_slot();
}

// A newer client's struct is longer than this library knows: what it does not fill, it clears.
TEST(GetInfo, ClearsWhatItDoesNotKnow) {
    const both_ends ends = make_both(action());
    alignas(8) unsigned char room[256];
    std::memset(room, 0xC5, sizeof room);
    auto* info = reinterpret_cast<AsyncomOperationInfo*>(room);
    info->size = 200;
    EXPECT_EQ(ends.consumer.GetInfo(info), ok);
    EXPECT_EQ(info->size, sizeof(AsyncomOperationInfo));
    for (std::size_t i = sizeof(AsyncomOperationInfo); i < 200; ++i)
        EXPECT_EQ(room[i], 0U) << i;
    for (std::size_t i = 200; i < sizeof room; ++i)
        EXPECT_EQ(room[i], 0xC5U) << i;
}

TEST(PartialResult, LivesUntilTheCallerEndsIt) {
    both_ends ends = make_both(operation_of("object"));
    const own<numbered_object> object(3);
    void* argument = object.get();
    ends.worker.SetPartialResult(&argument);
    void* taken = nullptr;
    EXPECT_EQ(ends.consumer.GetPartialResult(&taken), ok);
    ends.consumer.release();
    ends.worker.release();
    EXPECT_EQ(object->references.load(), 2U);
    EXPECT_EQ((call<std::uint32_t, void*>(type_of(operation_of("object")), 9, ASYNCOM_VALUE_RESULT,
                                          &taken)),
              ok);
    EXPECT_EQ(taken, nullptr);
    EXPECT_TRUE(object.alone());
}

TEST(Control, RefusesNullPlaces) {
    const both_ends ends = make_both(operation_with("string", "u4"));
    EXPECT_EQ(ends.consumer.get_CancelRequested(nullptr), bad_pointer);
    EXPECT_EQ(ends.consumer.get_Ended(nullptr), bad_pointer);
    EXPECT_EQ(ends.consumer.GetWaitHandle(nullptr), bad_pointer);
    EXPECT_EQ(ends.consumer.GetPartialResult(nullptr), bad_pointer);
    EXPECT_EQ(ends.consumer.GetError(nullptr), bad_pointer);
    EXPECT_EQ(ends.consumer.GetType(nullptr), bad_pointer);
    answer reason = failed;
    HSTRING text = reinterpret_cast<HSTRING>(&reason);
    EXPECT_EQ(ends.consumer.GetCancelReason(&reason, nullptr), bad_pointer);
    EXPECT_EQ(reason, ok);
    EXPECT_EQ(ends.consumer.GetCancelReason(nullptr, &text), bad_pointer);
    EXPECT_EQ(text, nullptr);
    empty_error_slot();
}

} // namespace

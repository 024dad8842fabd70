// SPDX-License-Identifier: MIT
// Errors: captured where the body failed, given back to whoever asks, with text and context.
#include "library_provider.h"
#include "support/check.h"
#include "support/errors.h"
#include "support/threads.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

struct details {
    std::string description;
    answer code = ok;
    std::string restricted;
};

details details_of(const ref& error) {
    const ref restricted = error.query(iid_restricted_error);
    BSTR description = nullptr;
    BSTR restricted_description = nullptr;
    BSTR capability = nullptr;
    details found;
    EXPECT_EQ(
        call(restricted.get(), 3, &description, &found.code, &restricted_description, &capability),
        ok);
    found.description = narrow(description);
    found.restricted = narrow(restricted_description);
    SysFreeString(description);
    SysFreeString(restricted_description);
    SysFreeString(capability);
    return found;
}

TEST(ErrorInfo, OfAFailureIsGivenBackToWhoeverAsks) {
    for (const family& each : plain_families()) {
        const both_ends ends = make_both(each);
        std::thread([&] { ends.worker.Fail(access_denied, "no entry"); }).join();
        empty_error_slot();
        EXPECT_EQ(ends.consumer.results(), access_denied);
        EXPECT_EQ(error_text(), "no entry");
        EXPECT_EQ(error_slot_code(), access_denied);
        empty_error_slot();
        EXPECT_EQ(ends.consumer.error_code(), access_denied);
        EXPECT_EQ(error_text(), "no entry");
        std::thread([&] {
            EXPECT_TRUE(error_slot_is_empty());
            EXPECT_EQ(ends.consumer.results(), access_denied);
            EXPECT_EQ(error_text(), "no entry");
        }).join();
    }
}

TEST(ErrorInfo, IsTakenOutOnce) {
    const both_ends ends = make_both(action());
    ends.worker.Fail(access_denied, "no entry");
    ends.consumer.results();
    IRestrictedErrorInfo* taken = nullptr;
    const answer given = GetRestrictedErrorInfo(&taken);
    if (given == not_implemented) {
        empty_error_slot();
        GTEST_SKIP() << "Wine's GetRestrictedErrorInfo is not implemented";
    }
    EXPECT_EQ(given, ok);
    ASSERT_NE(taken, nullptr);
    const ref error = ref::attach(taken);
    EXPECT_EQ(GetRestrictedErrorInfo(&taken), no);
    EXPECT_EQ(taken, nullptr);
    EXPECT_TRUE(error_slot_is_empty());
    const details found = details_of(error);
    EXPECT_EQ(found.code, access_denied);
    EXPECT_EQ(found.description, "no entry");
    EXPECT_EQ(found.restricted, "no entry");
}

TEST(ErrorInfo, OfOneOperationIsTheSameObjectEveryTime) {
    const both_ends ends = make_both(action());
    ends.worker.Fail(access_denied, "no entry");
    ends.consumer.results();
    const ref first = take_error().query(iid_unknown);
    ends.consumer.error_code();
    const ref second = take_error().query(iid_unknown);
    EXPECT_EQ(first.get(), second.get());
    ref kept;
    EXPECT_EQ(ends.consumer.GetError(kept.put()), ok);
    EXPECT_EQ(kept.query(iid_unknown).get(), first.get());
}

TEST(ErrorInfo, AnswersAllItsInterfacesWithOneIdentity) {
    const both_ends ends = make_both(action());
    ends.worker.Fail(access_denied, "no entry");
    ref error;
    ASSERT_EQ(ends.consumer.GetError(error.put()), ok);
    const ref identity = error.query(iid_unknown);
    for (const GUID& iid :
         {iid_error, iid_error_info, iid_restricted_error, iid_language_error, iid_agile}) {
        const ref face = error.query(iid);
        ASSERT_TRUE(face) << text_of(iid);
        EXPECT_EQ(face.query(iid_unknown).get(), identity.get());
    }
    EXPECT_FALSE(error.query(iid_inspectable));
    EXPECT_EQ(query(error.get(), iid_unknown, nullptr), bad_pointer);
}

TEST(ErrorInfo, StaysAwayOnSuccess) {
    for (const family& each : plain_families()) {
        const result_of result(each, 5);
        const both_ends ends = make_both(each);
        empty_error_slot();
        ends.consumer.status();
        ends.consumer.error_code();
        ends.worker.Complete(result.argument());
        ends.consumer.results();
        ends.consumer.Cancel();
        ends.consumer.Close();
        EXPECT_TRUE(error_slot_is_empty());
    }
}

// A reader that found an error in the slot keeps it across calls that do not fail with an error of
// their own.
TEST(ErrorInfo, InTheSlotSurvivesCallsThatHaveNothingToSay) {
    const both_ends ends = make_both(action());
    AsyncomGetType("nonsense", nullptr);
    IAsyncType* type = nullptr;
    EXPECT_EQ(AsyncomGetType("nonsense", &type), bad_argument);
    const std::string before = error_text();
    EXPECT_NE(before, "");
    ref face;
    EXPECT_EQ(query(ends.consumer, iid_random, face.put()), no_interface);
    EXPECT_EQ(query(ends.consumer, iid_async_info, face.put()), ok);
    EXPECT_EQ(ends.consumer.Wait(0), no);
    answer reason = ok;
    HSTRING text = nullptr;
    EXPECT_EQ(ends.consumer.GetCancelReason(&reason, &text), no);
    EXPECT_EQ(ends.consumer.GetResults(nullptr), illegal_method_call);
    EXPECT_EQ(ends.consumer.Close(), illegal_state_change);
    ref error;
    EXPECT_EQ(ends.consumer.GetError(error.put()), no);
    EXPECT_EQ(error_text(), before);
    EXPECT_EQ(error_text(), before);
    empty_error_slot();
}

TEST(ErrorInfo, OfACancelCarriesTheReasonsText) {
    for (const family& each : plain_families()) {
        const both_ends ends = make_both(each);
        EXPECT_EQ(ends.consumer.CancelWithReason(timed_out, "the user went home"), ok);
        for (const bool at_the_end : {false, true}) {
            if (at_the_end) ends.worker.EndCanceled();
            empty_error_slot();
            EXPECT_EQ(ends.consumer.results(), cancelled);
            EXPECT_EQ(error_text(), "the user went home");
            EXPECT_EQ(error_slot_code(), cancelled);
            empty_error_slot();
            EXPECT_EQ(ends.consumer.error_code(), cancelled);
            EXPECT_EQ(error_text(), "the user went home");
        }
    }
}

TEST(ErrorInfo, OfAPlainCancelHasTheCodeToo) {
    const both_ends ends = make_both(action());
    ends.consumer.Cancel();
    ends.worker.EndCanceled();
    empty_error_slot();
    EXPECT_EQ(ends.consumer.results(), cancelled);
    EXPECT_EQ(error_slot_code(), cancelled);
    empty_error_slot();
}

TEST(ErrorInfo, OfTheFailingThreadIsCapturedWhenItsCodeAgrees) {
    const both_ends ends = make_both(action());
    std::thread([&] {
        leave_error(access_denied, "from deep");
        EXPECT_EQ(ends.worker.Fail(access_denied, nullptr), ok);
        // Read, not emptied.
        EXPECT_EQ(error_text(), "from deep");
        empty_error_slot();
    }).join();
    empty_error_slot();
    EXPECT_EQ(ends.consumer.results(), access_denied);
    EXPECT_EQ(error_text(), "from deep");
    empty_error_slot();
}

TEST(ErrorInfo, OfTheFailingThreadIsLeftAloneWhenItsCodeDiffers) {
    const both_ends ends = make_both(action());
    leave_error(failed, "unrelated");
    EXPECT_EQ(ends.worker.Fail(access_denied, nullptr), ok);
    EXPECT_EQ(error_text(), "unrelated");
    empty_error_slot();
    EXPECT_EQ(ends.consumer.results(), access_denied);
    EXPECT_EQ(error_slot_code(), access_denied);
    EXPECT_NE(error_text(), "unrelated");
    empty_error_slot();
}

TEST(ErrorInfo, OfTheFailingThreadIsIgnoredWhenThereIsAMessage) {
    const both_ends ends = make_both(action());
    leave_error(access_denied, "from deep");
    EXPECT_EQ(ends.worker.Fail(access_denied, "said here"), ok);
    EXPECT_EQ(error_text(), "from deep");
    empty_error_slot();
    ends.consumer.results();
    EXPECT_EQ(error_text(), "said here");
    empty_error_slot();
}

TEST(ErrorInfo, AfterCancelStaysReadableThroughGetError) {
    const both_ends ends = make_both(operation_of("string"));
    ends.consumer.Cancel();
    EXPECT_EQ(ends.worker.Fail(access_denied, "too late"), no);
    ref late;
    EXPECT_EQ(ends.consumer.GetError(late.put()), ok);
    EXPECT_EQ(code_of(late), access_denied);
    EXPECT_EQ(text_of_error(late, ASYNCOM_TEXT_MESSAGE), "too late");
    EXPECT_EQ(ends.consumer.error_code(), cancelled);
    empty_error_slot();
}

// What a handler left in the slot when it failed is not what the ending thread finds there.
TEST(ErrorInfo, OfAFailingHandlerDoesNotStayInTheSlot) {
    const both_ends ends = make_both(action_with("f8"));
    const own<completed_handler> handler =
        make_completed(action_with("f8"), [](void*, std::int32_t) {
            leave_error(failed, "the handler's");
            return failed;
        });
    const own<progress_handler> progress = make_progress(action_with("f8"), [](void*, const void*) {
        leave_error(failed, "the handler's");
        return failed;
    });
    ends.consumer.put_Completed(handler);
    ends.consumer.put_Progress(progress);
    empty_error_slot();
    const double half = 0.5;
    EXPECT_EQ(ends.worker.ReportProgress(&half), ok);
    EXPECT_NE(error_text(), "the handler's");
    EXPECT_EQ(ends.worker.Complete(nullptr), ok);
    EXPECT_NE(error_text(), "the handler's");
    empty_error_slot();
}

TEST(ErrorInfo, OfAnAbandonedOperationNamesIt) {
    AsyncomOperationOptions options = no_options();
    options.name = "copy of the cellar";
    both_ends ends = make_both(action(), &options);
    ends.worker.release();
    EXPECT_EQ(ends.consumer.status(), error);
    EXPECT_EQ(ends.consumer.results(), abandoned);
    EXPECT_NE(error_text().find("copy of the cellar"), std::string::npos) << error_text();
    empty_error_slot();
}

TEST(ErrorObject, CollectsContextLines) {
    const both_ends ends = make_both(action());
    ends.worker.Fail(access_denied, "no entry");
    ref error;
    ends.consumer.GetError(error.put());
    EXPECT_EQ(call(error.get(), 5, "while opening the cellar"), ok);
    EXPECT_EQ(call(error.get(), 5, "while going home"), ok);
    EXPECT_EQ(text_of_error(error, ASYNCOM_TEXT_CONTEXT, 0), "while opening the cellar");
    EXPECT_EQ(text_of_error(error, ASYNCOM_TEXT_CONTEXT, 1), "while going home");
    char buffer[8] = "x";
    std::uint32_t needed = 0;
    EXPECT_EQ((call<std::uint32_t, std::uint32_t, char*, std::uint32_t, std::uint32_t*>(
                  error.get(), 4, ASYNCOM_TEXT_CONTEXT, 2, buffer, sizeof buffer, &needed)),
              no);
    EXPECT_STREQ(buffer, "");
    EXPECT_EQ(needed, 1U);
    // One object: the lines are there for whoever holds the error.
    ref again;
    ends.consumer.GetError(again.put());
    EXPECT_EQ(text_of_error(again, ASYNCOM_TEXT_CONTEXT, 1), "while going home");
}

TEST(ErrorObject, RefusesWhatItCannotStore) {
    const both_ends ends = make_both(action());
    ends.worker.Fail(access_denied, "no entry");
    ref error;
    ends.consumer.GetError(error.put());
    EXPECT_EQ(call<const char*>(error.get(), 5, nullptr), bad_pointer);
    EXPECT_EQ(call(error.get(), 5, "broken \xC3("), bad_argument);
    EXPECT_EQ(call<answer*>(error.get(), 3, nullptr), bad_pointer);
    EXPECT_EQ(call<void**>(error.get(), 6, nullptr), bad_pointer);
    ref exception;
    EXPECT_GE(call(error.get(), 6, exception.put()), 0);
    EXPECT_FALSE(exception);
    char buffer[8];
    std::uint32_t needed = 0;
    using text_of_slot = answer (*)(const ref&, std::uint32_t, std::uint32_t*, char*);
    const text_of_slot get = [](const ref& from, std::uint32_t which, std::uint32_t* count,
                                char* into) {
        return call<std::uint32_t, std::uint32_t, char*, std::uint32_t, std::uint32_t*>(
            from.get(), 4, which, 0, into, 8, count);
    };
    EXPECT_EQ(get(error, 3, &needed, buffer), bad_argument);
    EXPECT_EQ(get(error, ASYNCOM_TEXT_MESSAGE, nullptr, buffer), bad_pointer);
    EXPECT_EQ(get(error, ASYNCOM_TEXT_MESSAGE, &needed, nullptr), bad_pointer);
}

// The rules of a text buffer are the same for the slot's text and for every text of an error.
class TextBuffer : public testing::TestWithParam<bool> {
protected:
    TextBuffer() : m_ends(make_both(action())) {
        m_ends.worker.Fail(access_denied, "gr\xC3\xBC\xC3\x9F"
                                          "e \xF0\x9F\x8C\xB3");
        m_ends.consumer.GetError(m_error.put());
        empty_error_slot();
        m_ends.consumer.results();
    }
    ~TextBuffer() override { empty_error_slot(); }

    answer text(char* buffer, std::uint32_t capacity, std::uint32_t* needed) const {
        if (GetParam()) return AsyncomGetErrorText(buffer, capacity, needed);
        return call<std::uint32_t, std::uint32_t, char*, std::uint32_t, std::uint32_t*>(
            m_error.get(), 4, ASYNCOM_TEXT_MESSAGE, 0, buffer, capacity, needed);
    }

    both_ends m_ends;
    ref m_error;
};

constexpr std::uint32_t whole = 13; // "grüße " is 8 bytes, the tree four, the NUL one

TEST_P(TextBuffer, TellsTheSizeForNoCapacity) {
    std::uint32_t needed = 0;
    EXPECT_EQ(text(nullptr, 0, &needed), ok);
    EXPECT_EQ(needed, whole);
}

TEST_P(TextBuffer, IsFilledWhenItFits) {
    char buffer[whole];
    std::uint32_t needed = 0;
    EXPECT_EQ(text(buffer, whole, &needed), ok);
    EXPECT_EQ(needed, whole);
    EXPECT_STREQ(buffer, "gr\xC3\xBC\xC3\x9F"
                         "e \xF0\x9F\x8C\xB3");
}

TEST_P(TextBuffer, IsCutAtACharacterBoundary) {
    const struct {
        std::uint32_t capacity;
        const char* kept;
    } cases[] = {
        {12, "gr\xC3\xBC\xC3\x9F"
             "e "},
        {9, "gr\xC3\xBC\xC3\x9F"
            "e "},
        {5, "gr\xC3\xBC"},
        {4, "gr"},
        {3, "gr"},
        {2, "g"},
        {1, ""},
    };
    for (const auto& each : cases) {
        char buffer[16];
        std::memset(buffer, 'x', sizeof buffer);
        std::uint32_t needed = 0;
        EXPECT_EQ(text(buffer, each.capacity, &needed), insufficient_buffer) << each.capacity;
        EXPECT_STREQ(buffer, each.kept) << each.capacity;
        EXPECT_EQ(needed, whole);
        for (std::uint32_t i = each.capacity; i < sizeof buffer; ++i)
            EXPECT_EQ(buffer[i], 'x') << "written past capacity " << each.capacity;
    }
}

TEST_P(TextBuffer, RefusesNull) {
    std::uint32_t needed = 9;
    char buffer[4];
    EXPECT_EQ(text(nullptr, 4, &needed), bad_pointer);
    EXPECT_EQ(needed, 0U);
    EXPECT_EQ(text(buffer, 4, nullptr), bad_pointer);
}

INSTANTIATE_TEST_SUITE_P(Of, TextBuffer, testing::Bool(),
                         [](const auto& which) { return which.param ? "TheSlot" : "AnError"; });

TEST(ErrorText, OfAnEmptySlotIsEmpty) {
    empty_error_slot();
    char buffer[4] = "x";
    std::uint32_t needed = 0;
    EXPECT_EQ(AsyncomGetErrorText(buffer, sizeof buffer, &needed), no);
    EXPECT_STREQ(buffer, "");
    EXPECT_EQ(needed, 1U);
}

TEST(ErrorText, TellsWhereASignatureIsWrong) {
    GUID iid;
    EXPECT_EQ(AsyncomGetTypeIid("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};zz)", &iid),
              bad_argument);
    EXPECT_NE(error_text().find_first_of("0123456789"), std::string::npos) << error_text();
    EXPECT_EQ(error_slot_code(), bad_argument);
    empty_error_slot();
}

// The slot belongs to the thread: another thread's failure does not show here.
TEST(ErrorText, IsPerThread) {
    empty_error_slot();
    std::thread([] {
        GUID iid;
        EXPECT_EQ(AsyncomGetTypeIid("wrong", &iid), bad_argument);
        EXPECT_NE(error_text(), "");
    }).join();
    EXPECT_TRUE(error_slot_is_empty());
}

} // namespace

// SPDX-License-Identifier: MIT
// Failures that change on their way.
#include "com/error_transform.h"

#include "com/error_info.h"
#include "com/hstring.h"
#include "foreign_error.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace asyncom::core {
namespace {

using test::first_failure;
using test::foreign_error;
using test::foreign_traits;
using test::other_failure;
using test::owned;
using test::query;
using test::taken;

constexpr auto third_failure = static_cast<HRESULT>(0x8004BE03);

class ErrorTransform : public testing::Test {
protected:
    ErrorTransform() { SetErrorInfo(0, nullptr); }
    ~ErrorTransform() override { SetErrorInfo(0, nullptr); }
};

struct reason {
    HRESULT code = S_OK;
    std::string message;
    std::vector<std::string> context;
};

std::string said_by(IAsyncError* error, std::uint32_t which, std::uint32_t index = 0) {
    char text[600] = "";
    std::uint32_t needed = 0;
    EXPECT_GE(error->GetText(which, index, text, sizeof text, &needed), S_OK);
    return text;
}

// What is in the slot, which is emptied.
reason take_reason() {
    reason found;
    owned<IErrorInfo> error;
    if (GetErrorInfo(0, error.put()) != S_OK) return found;
    const owned<IAsyncError> ours = query<IAsyncError>(error.get(), IID_IAsyncError);
    EXPECT_TRUE(ours);
    ours->get_Code(&found.code);
    found.message = said_by(ours.get(), ASYNCOM_TEXT_MESSAGE);
    std::uint32_t needed = 0;
    for (std::uint32_t index = 0;
         ours->GetText(ASYNCOM_TEXT_CONTEXT, index, nullptr, 0, &needed) == S_OK; ++index)
        found.context.push_back(said_by(ours.get(), ASYNCOM_TEXT_CONTEXT, index));
    return found;
}

int transform(HRESULT from, HRESULT to, std::u16string_view message) {
    HSTRING text = nullptr;
    WindowsCreateString(message.data(), static_cast<std::uint32_t>(message.size()), &text);
    const int answer = RoTransformError(from, to, text);
    WindowsDeleteString(text);
    return answer;
}

void put_foreign_reason(foreign_traits traits) {
    auto* foreign = new foreign_error(std::move(traits));
    SetErrorInfo(0, foreign->as_error_info());
    foreign->Release();
}

foreign_traits saying(const char16_t* description) {
    foreign_traits traits;
    traits.description = description;
    return traits;
}

TEST_F(ErrorTransform, DoesNothingWhereNothingChanges) {
    originate(first_failure, "the reason");
    IErrorInfo* const before = peek_error_info();
    EXPECT_EQ(transform(first_failure, first_failure, u"new"), 0);
    EXPECT_EQ(transform(S_OK, S_FALSE, u"new"), 0);
    EXPECT_EQ(transform(S_OK, S_OK, u"new"), 0);
    EXPECT_EQ(RoTransformErrorW(first_failure, first_failure, 3, u"new"), 0);
    EXPECT_EQ(RoTransformErrorW(S_FALSE, S_OK, 3, u"new"), 0);
    EXPECT_EQ(peek_error_info(), before);
}

TEST_F(ErrorTransform, MakesTheNewErrorRememberTheOldMessage) {
    originate(first_failure, "no such file");
    EXPECT_EQ(transform(first_failure, other_failure, u"no settings"), 1);
    const reason found = take_reason();
    EXPECT_EQ(found.code, other_failure);
    EXPECT_EQ(found.message, "no settings");
    EXPECT_EQ(found.context, std::vector<std::string>{"no such file"});
}

TEST_F(ErrorTransform, TakesACountedOrATerminatedText) {
    originate(first_failure, "old");
    EXPECT_EQ(RoTransformErrorW(first_failure, other_failure, 3, u"newer"), 1);
    EXPECT_EQ(take_reason().message, "new");
    originate(first_failure, "old");
    EXPECT_EQ(RoTransformErrorW(first_failure, other_failure, 0, u"newer"), 1);
    const reason found = take_reason();
    EXPECT_EQ(found.message, "newer");
    EXPECT_EQ(found.context, std::vector<std::string>{"old"});
}

TEST_F(ErrorTransform, UsesTheGenericSentenceWithoutAMessage) {
    originate(E_OUTOFMEMORY, nullptr);
    const std::string sentence = take_reason().message;
    EXPECT_EQ(RoTransformError(first_failure, E_OUTOFMEMORY, nullptr), 1);
    EXPECT_EQ(take_reason().message, sentence);
    EXPECT_EQ(RoTransformErrorW(first_failure, E_OUTOFMEMORY, 5, nullptr), 1);
    EXPECT_EQ(take_reason().message, sentence);
}

TEST_F(ErrorTransform, RemembersNothingOfWhatIsNotTheReason) {
    EXPECT_EQ(transform(first_failure, other_failure, u"new"), 1);
    EXPECT_TRUE(take_reason().context.empty()) << "the slot was empty";
    originate(third_failure, "an older story");
    EXPECT_EQ(transform(first_failure, other_failure, u"new"), 1);
    const reason found = take_reason();
    EXPECT_EQ(found.code, other_failure);
    EXPECT_TRUE(found.context.empty());
}

TEST_F(ErrorTransform, AFailureAfterASuccessIsOriginated) {
    originate(first_failure, "an older story");
    EXPECT_EQ(transform(S_OK, other_failure, u"new"), 1);
    const reason found = take_reason();
    EXPECT_EQ(found.code, other_failure);
    EXPECT_EQ(found.message, "new");
    EXPECT_TRUE(found.context.empty());
}

TEST_F(ErrorTransform, RemembersAForeignMessage) {
    put_foreign_reason(saying(u"what they say"));
    EXPECT_EQ(transform(first_failure, other_failure, u"what we say"), 1);
    const reason found = take_reason();
    EXPECT_EQ(found.message, "what we say");
    EXPECT_EQ(found.context, std::vector<std::string>{"what they say"});
}

TEST_F(ErrorTransform, OfAChainEachRemembersTheOneBefore) {
    originate(first_failure, "first");
    transform(first_failure, other_failure, u"second");
    transform(other_failure, third_failure, u"third");
    const reason found = take_reason();
    EXPECT_EQ(found.code, third_failure);
    EXPECT_EQ(found.context, std::vector<std::string>{"second"});
}

// The destructor of the reason that goes is foreign code and may use the slot itself.
TEST_F(ErrorTransform, IsPublishedBehindTheEndOfAForeignReason) {
    bool ended = false;
    foreign_traits traits = saying(u"old");
    traits.at_destruction = [&] {
        ended = true;
        originate(third_failure, "left by a destructor");
    };
    put_foreign_reason(std::move(traits));
    EXPECT_EQ(transform(first_failure, other_failure, u"new"), 1);
    EXPECT_TRUE(ended);
    const reason found = take_reason();
    EXPECT_EQ(found.code, other_failure);
    EXPECT_EQ(found.context, std::vector<std::string>{"old"});
}

TEST_F(ErrorTransform, ASuccessTakesItsReasonOutOfTheSlot) {
    originate(first_failure, "handled");
    EXPECT_EQ(transform(first_failure, S_OK, u"whatever"), 1);
    EXPECT_EQ(peek_error_info(), nullptr);
    put_foreign_reason(saying(u"handled too"));
    EXPECT_EQ(RoTransformErrorW(first_failure, S_FALSE, 0, nullptr), 1);
    EXPECT_EQ(peek_error_info(), nullptr);
    EXPECT_EQ(transform(first_failure, S_OK, u""), 1) << "nothing was there";
}

TEST_F(ErrorTransform, ASuccessLeavesAnotherReasonThere) {
    originate(other_failure, "not that one");
    EXPECT_EQ(transform(first_failure, S_OK, u""), 1);
    EXPECT_EQ(take_reason().message, "not that one");
}

TEST_F(ErrorTransform, NamesTheCodeThatTransforms) {
    IAsyncError* error = nullptr;
    transform(first_failure, other_failure, u"new");
    ASSERT_EQ(capture_error(other_failure, &error), S_OK);
    EXPECT_NE(said_by(error, ASYNCOM_TEXT_ORIGIN).find("unit_com"), std::string::npos);
    error->Release();
    RoTransformErrorW(first_failure, other_failure, 0, u"new");
    ASSERT_EQ(capture_error(other_failure, &error), S_OK);
    EXPECT_NE(said_by(error, ASYNCOM_TEXT_ORIGIN).find("unit_com"), std::string::npos);
    error->Release();
}

struct told_details {
    HRESULT code = S_OK;
    std::u16string text;
};

told_details told_by(IRestrictedErrorInfo* error) {
    told_details found;
    BSTR texts[3] = {};
    EXPECT_EQ(error->GetErrorDetails(&texts[0], &found.code, &texts[1], &texts[2]), S_OK);
    found.text = taken(texts[0]);
    bstr_free(texts[1]);
    bstr_free(texts[2]);
    return found;
}

TEST_F(ErrorTransform, TheMatchingObjectIsTheReasonInTheSlot) {
    originate(first_failure, "the reason");
    const owned<IRestrictedErrorInfo> there =
        query<IRestrictedErrorInfo>(peek_error_info(), IID_IRestrictedErrorInfo);
    owned<IRestrictedErrorInfo> matching;
    EXPECT_EQ(RoGetMatchingRestrictedErrorInfo(first_failure, matching.put()), S_OK);
    EXPECT_EQ(matching.get(), there.get());
    EXPECT_EQ(peek_error_info(), nullptr);
}

TEST_F(ErrorTransform, TheMatchingObjectMayBeForeign) {
    owned<foreign_error> foreign(new foreign_error(saying(u"theirs")));
    SetErrorInfo(0, foreign->as_error_info());
    owned<IRestrictedErrorInfo> matching;
    EXPECT_EQ(RoGetMatchingRestrictedErrorInfo(first_failure, matching.put()), S_OK);
    EXPECT_EQ(matching.get(), static_cast<IRestrictedErrorInfo*>(foreign.get()));
    EXPECT_EQ(foreign->references(), 2u);
    EXPECT_EQ(peek_error_info(), nullptr);
}

TEST_F(ErrorTransform, TheMatchingObjectIsMadeWhereThereIsNone) {
    foreign_traits not_restricted = saying(u"no code at all");
    not_restricted.restricted = false;
    for (const auto& prepare :
         std::vector<std::function<void()>>{[] {}, [] { originate(other_failure, "another"); },
                                            [&] { put_foreign_reason(not_restricted); }}) {
        prepare();
        owned<IRestrictedErrorInfo> matching;
        EXPECT_EQ(RoGetMatchingRestrictedErrorInfo(E_ACCESSDENIED, matching.put()), S_OK);
        ASSERT_TRUE(matching);
        const told_details found = told_by(matching.get());
        EXPECT_EQ(found.code, E_ACCESSDENIED);
        EXPECT_FALSE(found.text.empty());
        EXPECT_EQ(peek_error_info(), nullptr);
    }
}

TEST_F(ErrorTransform, NoObjectMatchesASuccess) {
    originate(first_failure, "stays");
    for (const HRESULT success : {S_OK, S_FALSE}) {
        auto* matching = reinterpret_cast<IRestrictedErrorInfo*>(this);
        EXPECT_EQ(RoGetMatchingRestrictedErrorInfo(success, &matching), E_INVALIDARG);
        EXPECT_EQ(matching, nullptr);
    }
    EXPECT_EQ(RoGetMatchingRestrictedErrorInfo(first_failure, nullptr), E_POINTER);
    EXPECT_EQ(take_reason().message, "stays");
}

} // namespace
} // namespace asyncom::core

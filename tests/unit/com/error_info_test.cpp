// SPDX-License-Identifier: MIT
// Originating, making, capturing and reading the reason of a failure.
#include "com/error_info.h"

#include "com/error_object.h"
#include "foreign_error.h"
#include "plain_object.h"

#include <asyncom/asyncom.h>

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace asyncom::core {
namespace {

using test::first_failure;
using test::foreign_error;
using test::foreign_traits;
using test::other_failure;
using test::owned;
using test::plain_object;
using test::query;

class ErrorInfo : public testing::Test {
protected:
    ErrorInfo() { SetErrorInfo(0, nullptr); }
    ~ErrorInfo() override { SetErrorInfo(0, nullptr); }
};

// The slot's text.
std::string slot_text(HRESULT expected = S_OK) {
    char text[3000];
    std::uint32_t needed = 0;
    EXPECT_EQ(get_error_text(text, sizeof text, &needed), expected);
    EXPECT_EQ(needed, std::char_traits<char>::length(text) + 1);
    return text;
}

std::string text_of(IAsyncError* error, std::uint32_t which) {
    char text[300];
    std::uint32_t needed = 0;
    EXPECT_GE(error->GetText(which, 0, text, sizeof text, &needed), S_OK);
    return text;
}

HRESULT code_of(IAsyncError* error) {
    HRESULT code = S_OK;
    EXPECT_EQ(error->get_Code(&code), S_OK);
    return code;
}

void put_foreign(foreign_traits traits) {
    auto* foreign = new foreign_error(std::move(traits));
    SetErrorInfo(0, foreign->as_error_info());
    foreign->Release();
}

owned<IAsyncError> captured(HRESULT code, HRESULT expected = S_OK) {
    IAsyncError* error = reinterpret_cast<IAsyncError*>(&code);
    EXPECT_EQ(capture_error(code, &error), expected);
    return owned<IAsyncError>(error);
}

TEST_F(ErrorInfo, OriginatesAReasonAndReturnsItsCode) {
    EXPECT_EQ(originate(first_failure, "why"), first_failure);
    EXPECT_EQ(slot_text(), "why");
    EXPECT_EQ(slot_text(), "why") << "reading does not empty the slot";
    const auto error = captured(first_failure);
    EXPECT_EQ(code_of(error.get()), first_failure);
    EXPECT_NE(text_of(error.get(), ASYNCOM_TEXT_ORIGIN).find("unit_com"), std::string::npos);
}

TEST_F(ErrorInfo, OriginatesNothingForASuccess) {
    originate(first_failure, "stays");
    EXPECT_EQ(originate(S_OK, "no failure"), S_OK);
    EXPECT_EQ(originate(S_FALSE, "no failure"), S_FALSE);
    EXPECT_EQ(slot_text(), "stays");
}

TEST_F(ErrorInfo, UsesTheGenericSentenceWithoutAMessage) {
    originate(E_INVALIDARG, nullptr);
    EXPECT_EQ(slot_text(), "An argument is invalid.");
    originate(first_failure, nullptr);
    EXPECT_EQ(slot_text(), "Error 0x8004BE01");
}

TEST_F(ErrorInfo, TellsAnEmptySlot) {
    EXPECT_EQ(slot_text(S_FALSE), "");
    std::uint32_t needed = 0;
    EXPECT_EQ(get_error_text(nullptr, 0, &needed), S_FALSE);
    EXPECT_EQ(needed, 1u);
}

TEST_F(ErrorInfo, CutsTheTextAtACharacterAndKeepsTheSlot) {
    originate(first_failure, "a\xe2\x82\xac");
    char text[4] = "xxx";
    std::uint32_t needed = 0;
    EXPECT_EQ(get_error_text(text, 4, &needed), static_cast<HRESULT>(0x8007007A));
    EXPECT_STREQ(text, "a");
    EXPECT_EQ(needed, 5u);
    EXPECT_EQ(get_error_text(nullptr, 0, &needed), S_OK);
    EXPECT_EQ(needed, 5u);
    EXPECT_EQ(get_error_text(nullptr, 4, &needed), E_POINTER);
    EXPECT_EQ(get_error_text(text, 4, nullptr), E_POINTER);
    EXPECT_EQ(slot_text(), "a\xe2\x82\xac");
}

TEST_F(ErrorInfo, ReadsAForeignReason) {
    foreign_traits traits;
    traits.description = u"general \u00e4";
    put_foreign(traits);
    EXPECT_EQ(slot_text(), "general \xc3\xa4");
    traits.restricted_description = u"precise";
    put_foreign(traits);
    EXPECT_EQ(slot_text(), "precise") << "the restricted text wins";
    put_foreign({});
    EXPECT_EQ(slot_text(), "Error 0x8004BE01") << "no text at all";
}

TEST_F(ErrorInfo, ReadsAForeignReasonThatIsNotRestricted) {
    foreign_traits traits;
    traits.restricted = false;
    traits.description = u"automation";
    put_foreign(traits);
    EXPECT_EQ(slot_text(), "automation");
    traits.details_result = E_FAIL;
    put_foreign(traits);
    EXPECT_EQ(slot_text(), "");
}

TEST_F(ErrorInfo, MakesAnErrorAndLeavesTheSlotAlone) {
    originate(other_failure, "in the slot");
    IAsyncError* made = nullptr;
    EXPECT_EQ(make_error(first_failure, "made", &made, &made), S_OK);
    const owned<IAsyncError> error(made);
    EXPECT_EQ(code_of(error.get()), first_failure);
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_MESSAGE), "made");
    EXPECT_EQ(slot_text(), "in the slot");
}

TEST_F(ErrorInfo, MakesAnErrorWithoutMessageOrOrigin) {
    IAsyncError* made = nullptr;
    EXPECT_EQ(make_error(E_ABORT, nullptr, &made), S_OK);
    const owned<IAsyncError> error(made);
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_MESSAGE), "The operation was aborted.");
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_ORIGIN), "");
}

TEST_F(ErrorInfo, MakesNoErrorOfASuccessOrOfWhatIsNotUtf8) {
    IAsyncError* made = reinterpret_cast<IAsyncError*>(this);
    EXPECT_EQ(make_error(S_OK, "fine", &made), E_INVALIDARG);
    EXPECT_EQ(made, nullptr);
    EXPECT_EQ(make_error(first_failure, "\xff", &made), E_INVALIDARG);
    EXPECT_EQ(made, nullptr);
}

TEST_F(ErrorInfo, CapturesTheVeryObjectIfItsCodeAgrees) {
    originate(first_failure, "why");
    const auto first = captured(first_failure);
    const auto second = captured(first_failure);
    EXPECT_EQ(first.get(), second.get());
    EXPECT_NE(peek_error_info(), nullptr) << "the slot keeps it";
}

TEST_F(ErrorInfo, CapturesNothingIfTheCodeDisagreesOrTheSlotIsEmpty) {
    EXPECT_FALSE(captured(first_failure, S_FALSE));
    originate(first_failure, "why");
    EXPECT_FALSE(captured(other_failure, S_FALSE));
    EXPECT_EQ(slot_text(), "why");
}

TEST_F(ErrorInfo, WrapsAForeignReasonAndLosesNothing) {
    foreign_traits traits;
    traits.description = u"foreign";
    put_foreign(traits);
    const auto error = captured(first_failure);
    ASSERT_TRUE(error);
    EXPECT_EQ(code_of(error.get()), first_failure);
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_MESSAGE), "foreign");
    owned<IUnknown> exception;
    EXPECT_EQ(error->GetException(exception.put()), S_OK);
    EXPECT_EQ(query<IErrorInfo>(exception.get(), IID_IErrorInfo).get(), peek_error_info());
}

TEST_F(ErrorInfo, DoesNotWrapAForeignReasonThatDisagreesOrCannotTell) {
    put_foreign({});
    EXPECT_FALSE(captured(other_failure, S_FALSE));
    foreign_traits traits;
    traits.details_result = E_FAIL;
    put_foreign(traits);
    EXPECT_FALSE(captured(first_failure, S_FALSE));
    traits.restricted = false;
    put_foreign(traits);
    EXPECT_FALSE(captured(first_failure, S_FALSE));
}

TEST_F(ErrorInfo, RepublishesACapturedReason) {
    originate(first_failure, "captured");
    const auto error = captured(first_failure);
    SetErrorInfo(0, nullptr);
    publish_error(error.get());
    owned<IRestrictedErrorInfo> restricted;
    const HRESULT given = GetRestrictedErrorInfo(restricted.put());
    if (given == E_NOTIMPL) GTEST_SKIP() << "Wine's GetRestrictedErrorInfo is not implemented";
    ASSERT_EQ(given, S_OK);
    EXPECT_EQ(query<IAsyncError>(restricted.get(), IID_IAsyncError).get(), error.get());
}

// ---- RoOriginateError ---------------------------------------------------------------------------

#if !defined(ASYNCOM_SYSTEM_RUNTIME) // where there is one, these functions are the system's

class hstring {
public:
    explicit hstring(std::u16string_view text) {
        WindowsCreateString(text.data(), static_cast<std::uint32_t>(text.size()), &m_string);
    }
    hstring(const hstring&) = delete;
    hstring& operator=(const hstring&) = delete;
    ~hstring() { WindowsDeleteString(m_string); }
    operator HSTRING() const { return m_string; }

private:
    HSTRING m_string = nullptr;
};

TEST_F(ErrorInfo, RoOriginateErrorLeavesARestrictedReason) {
    EXPECT_EQ(RoOriginateError(first_failure, hstring(u"gr\u00fc\u00df")), 1);
    EXPECT_EQ(slot_text(), "gr\xc3\xbc\xc3\x9f");
    EXPECT_NE(text_of(captured(first_failure).get(), ASYNCOM_TEXT_ORIGIN).find("unit_com"),
              std::string::npos);
}

TEST_F(ErrorInfo, RoOriginateErrorDoesNothingForASuccess) {
    EXPECT_EQ(RoOriginateError(S_OK, hstring(u"fine")), 0);
    EXPECT_EQ(RoOriginateErrorW(S_FALSE, 0, u"fine"), 0);
    EXPECT_EQ(peek_error_info(), nullptr);
}

TEST_F(ErrorInfo, RoOriginateErrorUsesTheGenericSentenceWithoutAMessage) {
    EXPECT_EQ(RoOriginateError(E_ABORT, nullptr), 1);
    EXPECT_EQ(slot_text(), "The operation was aborted.");
    EXPECT_EQ(RoOriginateErrorW(E_POINTER, 0, nullptr), 1);
    EXPECT_EQ(slot_text(), "A pointer is null where none is allowed.");
    EXPECT_EQ(RoOriginateErrorW(E_ABORT, 0, u""), 1);
    EXPECT_EQ(slot_text(), "The operation was aborted.");
}

TEST_F(ErrorInfo, RoOriginateErrorKeepsFiveHundredAndElevenUnits) {
    EXPECT_EQ(RoOriginateError(first_failure, hstring(std::u16string(600, u'x'))), 1);
    EXPECT_EQ(slot_text(), std::string(511, 'x'));
    EXPECT_EQ(RoOriginateErrorW(first_failure, 0, std::u16string(600, u'y').c_str()), 1);
    EXPECT_EQ(slot_text(), std::string(511, 'y'));
    EXPECT_EQ(RoOriginateErrorW(first_failure, 600, std::u16string(600, u'z').c_str()), 1);
    EXPECT_EQ(slot_text(), std::string(511, 'z'));
    EXPECT_EQ(RoOriginateError(first_failure, hstring(std::u16string(511, u'\u20ac'))), 1);
    EXPECT_EQ(slot_text().size(), 3u * 511);
}

TEST_F(ErrorInfo, RoOriginateErrorCutsNoSurrogatePair) {
    const std::u16string text = std::u16string(510, u'x') + u"\U0001F600";
    EXPECT_EQ(RoOriginateError(first_failure, hstring(text)), 1);
    EXPECT_EQ(slot_text(), std::string(510, 'x'));
    EXPECT_EQ(RoOriginateErrorW(first_failure, 0, text.c_str()), 1);
    EXPECT_EQ(slot_text(), std::string(510, 'x'));
}

TEST_F(ErrorInfo, RoOriginateErrorStopsAtTheFirstNul) {
    EXPECT_EQ(RoOriginateError(first_failure, hstring({u"seen\0hidden", 11})), 1);
    EXPECT_EQ(slot_text(), "seen");
    EXPECT_EQ(RoOriginateErrorW(first_failure, 11, u"seen\0hidden"), 1);
    EXPECT_EQ(slot_text(), "seen");
}

TEST_F(ErrorInfo, RoOriginateErrorWReadsNoFurtherThanItIsTold) {
    const char16_t text[] = {u'a', u'b', u'c'};
    EXPECT_EQ(RoOriginateErrorW(first_failure, 3, text), 1);
    EXPECT_EQ(slot_text(), "abc");
    EXPECT_EQ(RoOriginateErrorW(first_failure, 2, text), 1);
    EXPECT_EQ(slot_text(), "ab");
}

owned<IUnknown> exception_in_slot() {
    owned<IUnknown> exception;
    const auto error =
        query<ILanguageExceptionErrorInfo>(peek_error_info(), IID_ILanguageExceptionErrorInfo);
    EXPECT_EQ(error->GetLanguageException(exception.put()), S_OK);
    return exception;
}

TEST_F(ErrorInfo, RoOriginateLanguageExceptionKeepsTheException) {
    plain_object exception;
    EXPECT_EQ(RoOriginateLanguageException(first_failure, hstring(u"thrown"), &exception), 1);
    EXPECT_EQ(slot_text(), "thrown");
    EXPECT_EQ(exception.references(), 2u);
    EXPECT_EQ(exception_in_slot().get(), &exception);
    {
        const owned<IAsyncError> error = captured(first_failure);
        owned<IUnknown> given;
        EXPECT_EQ(error->GetException(given.put()), S_OK);
        EXPECT_EQ(given.get(), &exception);
        EXPECT_NE(text_of(error.get(), ASYNCOM_TEXT_ORIGIN).find("unit_com"), std::string::npos);
    }
    SetErrorInfo(0, nullptr);
    EXPECT_EQ(exception.references(), 1u);
}

TEST_F(ErrorInfo, RoOriginateLanguageExceptionMayHaveNone) {
    EXPECT_EQ(RoOriginateLanguageException(E_ABORT, nullptr, nullptr), 1);
    EXPECT_EQ(slot_text(), "The operation was aborted.");
    EXPECT_FALSE(exception_in_slot());
}

TEST_F(ErrorInfo, RoOriginateLanguageExceptionDoesNothingForASuccess) {
    plain_object exception;
    EXPECT_EQ(RoOriginateLanguageException(S_OK, hstring(u"fine"), &exception), 0);
    EXPECT_EQ(peek_error_info(), nullptr);
    EXPECT_EQ(exception.references(), 1u);
}

TEST_F(ErrorInfo, AnExceptionStaysWithItsErrorWhileSomebodyHoldsIt) {
    plain_object exception;
    RoOriginateLanguageException(first_failure, hstring(u"thrown"), &exception);
    owned<IAsyncError> error = captured(first_failure);
    originate(other_failure, "a later one");
    EXPECT_EQ(exception.references(), 2u);
    publish_error(error.get()); // on its way to another thread's caller
    EXPECT_EQ(exception_in_slot().get(), &exception);
    SetErrorInfo(0, nullptr);
    error.reset();
    EXPECT_EQ(exception.references(), 1u);
}

TEST_F(ErrorInfo, ReportingFlagsAreWindowsDefault) {
    std::uint32_t flags = 0;
    EXPECT_EQ(RoGetErrorReportingFlags(&flags), S_OK);
    EXPECT_EQ(flags, 4u);
    EXPECT_EQ(RoGetErrorReportingFlags(nullptr), E_POINTER);
}

#endif

} // namespace
} // namespace asyncom::core

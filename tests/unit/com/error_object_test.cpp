// SPDX-License-Identifier: MIT
// The error object through every interface that it answers.
#include "com/error_object.h"

#include "com/error_slot.h"
#include "foreign_error.h"
#include "plain_object.h"

#include <asyncom/asyncom.h>

#include <gtest/gtest.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace asyncom::core {
namespace {

using test::first_failure;
using test::foreign_error;
using test::foreign_traits;
using test::owned;
using test::plain_object;
using test::query;
using test::taken;

constexpr std::string_view message = "The lamp is out \xf0\x9f\x92\xa1.";
constexpr std::u16string_view message_utf16 = u"The lamp is out \U0001F4A1.";

owned<error_object> new_error(const void* origin = nullptr) {
    return owned<error_object>(error_object::create(first_failure, message, origin));
}

std::string text_of(IAsyncError* error, std::uint32_t which, std::uint32_t index,
                    HRESULT expected = S_OK) {
    char buffer[300];
    std::uint32_t needed = 0;
    EXPECT_EQ(error->GetText(which, index, buffer, sizeof buffer, &needed), expected);
    EXPECT_EQ(needed, std::char_traits<char>::length(buffer) + 1);
    return buffer;
}

TEST(ErrorObject, AnswersItsInterfacesAndNothingElse) {
    const auto error = new_error();
    const GUID answered[] = {
        IID_IUnknown,    IID_IErrorInfo,  IID_IRestrictedErrorInfo, IID_ILanguageExceptionErrorInfo,
        IID_IAsyncError, IID_IAgileObject};
    IUnknown* start = error->as_error_info();
    const auto identity = query<IUnknown>(start, IID_IUnknown);
    for (const GUID& from : answered) {
        const auto face = query<IUnknown>(start, from);
        ASSERT_TRUE(face);
        EXPECT_EQ(query<IUnknown>(face.get(), IID_IUnknown).get(), identity.get());
        for (const GUID& to : answered)
            EXPECT_TRUE(query<IUnknown>(face.get(), to));
    }
    void* object = &object;
    EXPECT_EQ(start->QueryInterface(IID_IInspectable, &object), E_NOINTERFACE);
    EXPECT_EQ(object, nullptr);
    EXPECT_EQ(start->QueryInterface(IID_IErrorInfo, nullptr), E_POINTER);
}

TEST(ErrorObject, CountsItsReferences) {
    const auto error = new_error();
    EXPECT_EQ(error->AddRef(), 2u);
    EXPECT_EQ(error->Release(), 1u);
}

TEST(ErrorObject, TellsCodeAndMessageAsIAsyncError) {
    const auto error = new_error();
    HRESULT code = S_OK;
    EXPECT_EQ(error->get_Code(&code), S_OK);
    EXPECT_EQ(code, first_failure);
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_MESSAGE, 0), message);
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_MESSAGE, 1, S_FALSE), "");
    EXPECT_EQ(error->get_Code(nullptr), E_POINTER);
}

TEST(ErrorObject, CutsATextAtACharacter) {
    const auto error = new_error();
    char buffer[19]; // two of the lamp's four bytes would fit
    std::uint32_t needed = 0;
    EXPECT_EQ(error->GetText(ASYNCOM_TEXT_MESSAGE, 0, buffer, sizeof buffer, &needed),
              static_cast<HRESULT>(0x8007007A));
    EXPECT_STREQ(buffer, "The lamp is out ");
    EXPECT_EQ(needed, message.size() + 1);
    EXPECT_EQ(error->GetText(ASYNCOM_TEXT_MESSAGE, 0, nullptr, 0, &needed), S_OK);
    EXPECT_EQ(needed, message.size() + 1);
}

TEST(ErrorObject, RefusesAnUnknownTextAndNulls) {
    const auto error = new_error();
    char buffer[4] = "abc";
    std::uint32_t needed = 7;
    EXPECT_EQ(error->GetText(3, 0, buffer, sizeof buffer, &needed), E_INVALIDARG);
    EXPECT_EQ(needed, 0u);
    EXPECT_STREQ(buffer, "");
    EXPECT_EQ(error->GetText(ASYNCOM_TEXT_MESSAGE, 0, buffer, sizeof buffer, nullptr), E_POINTER);
    EXPECT_EQ(error->GetText(ASYNCOM_TEXT_MESSAGE, 0, nullptr, 4, &needed), E_POINTER);
    EXPECT_EQ(error->GetText(3, 0, nullptr, 4, &needed), E_POINTER) << "before anything else";
}

TEST(ErrorObject, GivesTheMessageInBothTextsAsIRestrictedErrorInfo) {
    const auto error = new_error();
    BSTR description = nullptr;
    BSTR restricted = nullptr;
    BSTR capability = nullptr;
    HRESULT code = S_OK;
    ASSERT_EQ(error->GetErrorDetails(&description, &code, &restricted, &capability), S_OK);
    EXPECT_EQ(taken(description), message_utf16);
    EXPECT_EQ(taken(restricted), message_utf16);
    EXPECT_EQ(capability, nullptr);
    EXPECT_EQ(code, first_failure);

    BSTR reference = nullptr;
    EXPECT_EQ(error->GetReference(&reference), S_OK);
    EXPECT_EQ(taken(reference), u"");
}

TEST(ErrorObject, ClearsWhatIsNotNullWhereAnotherDetailIs) {
    const auto error = new_error();
    BSTR texts[3];
    HRESULT code;
    for (int missing = 0; missing < 4; ++missing) {
        for (BSTR& each : texts)
            each = reinterpret_cast<BSTR>(&code);
        code = first_failure;
        EXPECT_EQ(error->GetErrorDetails(
                      missing == 0 ? nullptr : &texts[0], missing == 1 ? nullptr : &code,
                      missing == 2 ? nullptr : &texts[1], missing == 3 ? nullptr : &texts[2]),
                  E_POINTER);
        EXPECT_TRUE(missing == 0 || texts[0] == nullptr);
        EXPECT_TRUE(missing == 1 || code == S_OK);
        EXPECT_TRUE(missing == 2 || texts[1] == nullptr);
        EXPECT_TRUE(missing == 3 || texts[2] == nullptr);
    }
    EXPECT_EQ(error->GetReference(nullptr), E_POINTER);
}

TEST(ErrorObject, AnswersAsIErrorInfo) {
    const auto error = new_error();
    GUID iid = IID_IErrorInfo;
    EXPECT_EQ(error->GetGUID(&iid), S_OK);
    EXPECT_EQ(iid, null_guid);
    BSTR text = nullptr;
    EXPECT_EQ(error->GetDescription(&text), S_OK);
    EXPECT_EQ(taken(text), message_utf16);
    EXPECT_EQ(error->GetHelpFile(&text), S_OK);
    EXPECT_EQ(taken(text), u"");
    EXPECT_EQ(error->GetSource(&text), S_OK);
    EXPECT_EQ(taken(text), u"") << "the origin, which nobody gave";
    ULONG context = 7;
    EXPECT_EQ(error->GetHelpContext(&context), S_OK);
    EXPECT_EQ(context, 0u);
    EXPECT_EQ(error->GetGUID(nullptr), E_POINTER);
    EXPECT_EQ(error->GetDescription(nullptr), E_POINTER);
    EXPECT_EQ(error->GetHelpFile(nullptr), E_POINTER);
    EXPECT_EQ(error->GetSource(nullptr), E_POINTER);
    EXPECT_EQ(error->GetHelpContext(nullptr), E_POINTER);
}

TEST(ErrorObject, NamesTheModuleOfItsOrigin) {
    const auto error = new_error(reinterpret_cast<const void*>(&new_error));
    const std::string origin = text_of(error.get(), ASYNCOM_TEXT_ORIGIN, 0);
    EXPECT_NE(origin.find("unit_com"), std::string::npos) << origin;
    EXPECT_NE(origin.find("+0x"), std::string::npos) << origin;
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_ORIGIN, 1, S_FALSE), "");
    BSTR source = nullptr;
    EXPECT_EQ(error->GetSource(&source), S_OK);
    EXPECT_EQ(taken(source), std::u16string(origin.begin(), origin.end()));
}

TEST(ErrorObject, NamesABareAddressWhereThereIsNoModule) {
    const auto error = new_error(reinterpret_cast<const void*>(std::uintptr_t{0x10}));
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_ORIGIN, 0), "0x10");
}

#if defined(__GLIBC__)
// The program's name as the loader knows it is the caller's own string, so it can be changed.
TEST(ErrorObject, NamesAModuleWhoseNameIsNotUtf8) {
    const auto error = new_error(reinterpret_cast<const void*>(&new_error));
    const char first = std::exchange(*program_invocation_short_name, '\xff');
    const std::string origin = text_of(error.get(), ASYNCOM_TEXT_ORIGIN, 0);
    *program_invocation_short_name = first;
    EXPECT_NE(origin.find("?nit_com"), std::string::npos) << origin;
}
#endif

TEST(ErrorObject, HasNoOriginWhereNoneWasGiven) {
    const auto error = new_error();
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_ORIGIN, 0, S_FALSE), "");
}

TEST(ErrorObject, KeepsContextLinesInTheOrderTheyWereAdded) {
    const auto error = new_error();
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_CONTEXT, 0, S_FALSE), "");
    EXPECT_EQ(error->AddContext("while reading"), S_OK);
    EXPECT_EQ(error->AddContext(""), S_OK);
    EXPECT_EQ(error->AddContext("while hashing \xc3\xa4"), S_OK);
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_CONTEXT, 0), "while reading");
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_CONTEXT, 1), "");
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_CONTEXT, 2), "while hashing \xc3\xa4");
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_CONTEXT, 3, S_FALSE), "");
}

TEST(ErrorObject, RefusesContextThatIsNullOrNotUtf8) {
    const auto error = new_error();
    EXPECT_EQ(error->AddContext(nullptr), E_POINTER);
    EXPECT_NE(peek_error_info(), nullptr) << "a refusal leaves its reason";
    EXPECT_EQ(error->AddContext("\xff"), E_INVALIDARG);
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_CONTEXT, 0, S_FALSE), "");
    publish_error(static_cast<IErrorInfo*>(nullptr));
}

TEST(ErrorObject, TakesContextFromManyThreadsAndLosesNone) {
    constexpr int threads = 4;
    constexpr int lines = 200;
    const auto error = new_error();
    std::atomic<bool> go = false;
    std::vector<std::thread> adders;
    for (int thread = 0; thread < threads; ++thread)
        adders.emplace_back([&, thread] {
            go.wait(false);
            for (int line = 0; line < lines; ++line)
                EXPECT_EQ(error->AddContext(
                              (std::to_string(thread) + ":" + std::to_string(line)).c_str()),
                          S_OK);
        });
    go = true;
    go.notify_all();
    // Reads while the others add: a line that is there has its whole text.
    for (std::uint32_t index = 0; index < lines; ++index) {
        char buffer[32];
        std::uint32_t needed = 0;
        const HRESULT result =
            error->GetText(ASYNCOM_TEXT_CONTEXT, index, buffer, sizeof buffer, &needed);
        EXPECT_TRUE(result == S_FALSE || std::string(buffer).find(':') != std::string::npos);
    }
    for (std::thread& each : adders)
        each.join();
    std::set<std::string> seen;
    for (std::uint32_t index = 0; index < threads * lines; ++index)
        seen.insert(text_of(error.get(), ASYNCOM_TEXT_CONTEXT, index));
    EXPECT_EQ(seen.size(), static_cast<std::size_t>(threads * lines));
    EXPECT_EQ(text_of(error.get(), ASYNCOM_TEXT_CONTEXT, threads * lines, S_FALSE), "");
}

TEST(ErrorObject, HasNoExceptionOfItsOwn) {
    const auto error = new_error();
    owned<IUnknown> exception;
    EXPECT_EQ(error->GetException(exception.put()), S_OK);
    EXPECT_FALSE(exception);
    EXPECT_EQ(error->GetLanguageException(exception.put()), S_OK);
    EXPECT_FALSE(exception);
    EXPECT_EQ(error->GetException(nullptr), E_POINTER);
    EXPECT_EQ(error->GetLanguageException(nullptr), E_POINTER);
}

TEST(ErrorObject, KeepsTheForeignObjectThatItWraps) {
    owned<foreign_error> foreign(new foreign_error({}));
    owned<error_object> wrapper(error_object::wrap(first_failure, message, *foreign.get()));
    EXPECT_EQ(foreign->references(), 2u);
    {
        owned<IUnknown> exception;
        EXPECT_EQ(wrapper->GetException(exception.put()), S_OK);
        EXPECT_EQ(query<IUnknown>(exception.get(), IID_IUnknown).get(), foreign->as_error_info());
        EXPECT_EQ(wrapper->GetLanguageException(exception.put()), S_OK);
        EXPECT_FALSE(exception) << "it has none";
    }
    BSTR reference = nullptr;
    EXPECT_EQ(wrapper->GetReference(&reference), S_OK);
    EXPECT_EQ(taken(reference), u"foreign reference");
    wrapper.reset();
    EXPECT_EQ(foreign->references(), 1u);
}

TEST(ErrorObject, HandsOnTheExceptionOfTheForeignObject) {
    owned<foreign_error> thrown(new foreign_error({}));
    foreign_traits traits;
    traits.with_exception = true;
    traits.exception = thrown->as_error_info();
    owned<foreign_error> foreign(new foreign_error(traits));
    owned<error_object> wrapper(error_object::wrap(first_failure, message, *foreign.get()));
    owned<IUnknown> exception;
    EXPECT_EQ(wrapper->GetLanguageException(exception.put()), S_OK);
    EXPECT_EQ(exception.get(), thrown->as_error_info());
    EXPECT_EQ(wrapper->GetException(exception.put()), S_OK);
    EXPECT_EQ(exception.get(), thrown->as_error_info());
    exception.reset();
    wrapper.reset();
    EXPECT_EQ(thrown->references(), 1u);
    EXPECT_EQ(foreign->references(), 1u);
}

TEST(ErrorObject, HasNoExceptionOfAForeignObjectThatFailsToTell) {
    foreign_traits traits;
    traits.with_exception = true;
    traits.exception = reinterpret_cast<IUnknown*>(1);
    traits.exception_result = E_ABORT;
    owned<foreign_error> foreign(new foreign_error(traits));
    owned<error_object> wrapper(error_object::wrap(first_failure, message, *foreign.get()));
    owned<IUnknown> exception;
    EXPECT_EQ(wrapper->GetLanguageException(exception.put()), S_OK);
    EXPECT_FALSE(exception);
}

TEST(ErrorObject, GivesTheExceptionThatWasAttachedEachTimeAnew) {
    plain_object thrown;
    owned<error_object> error = new_error();
    error->attach_exception(thrown);
    EXPECT_EQ(thrown.references(), 2u);
    owned<IUnknown> first;
    owned<IUnknown> second;
    EXPECT_EQ(error->GetException(first.put()), S_OK);
    EXPECT_EQ(error->GetLanguageException(second.put()), S_OK);
    EXPECT_EQ(first.get(), &thrown);
    EXPECT_EQ(second.get(), &thrown);
    EXPECT_EQ(thrown.references(), 4u);
    error.reset();
    EXPECT_EQ(thrown.references(), 3u) << "the callers' own";
}

TEST(ErrorObject, HasAnImmortalOneForWantOfMemory) {
    error_object& error = error_object::out_of_memory();
    EXPECT_EQ(error.code(), E_OUTOFMEMORY);
    EXPECT_EQ(error.AddRef(), 1u);
    EXPECT_EQ(error.Release(), 1u);
    EXPECT_EQ(error.Release(), 1u);
    EXPECT_EQ(text_of(&error, ASYNCOM_TEXT_MESSAGE, 0), "Out of memory.");
    EXPECT_EQ(error.AddContext("a line"), E_OUTOFMEMORY);
    EXPECT_EQ(text_of(&error, ASYNCOM_TEXT_CONTEXT, 0, S_FALSE), "");
    publish_error(static_cast<IErrorInfo*>(nullptr));
}

} // namespace
} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// Every allocation of strings and errors fails in turn.
#include "com/bstr.h"
#include "com/error_info.h"
#include "com/error_object.h"
#include "com/hstring.h"
#include "foreign_error.h"
#include "without_memory.h"

#include <asyncom/asyncom.h>

#include <gtest/gtest.h>

#include <functional>

namespace asyncom::core {
namespace {

using test::first_failure;
using test::foreign_error;
using test::foreign_traits;
using test::owned;
using test::without_memory;

constexpr auto long_text = u"a text that is too long for any string's own small buffer";

class OutOfMemory : public test::WithoutMemory {};

#if !defined(ASYNCOM_SYSTEM_RUNTIME) // whose memory is not ours to refuse

TEST_F(OutOfMemory, TaskMemoryGivesNullAndKeepsTheBlock) {
    auto* block = static_cast<char*>(CoTaskMemAlloc(1));
    *block = 'x';
    EXPECT_EQ(without_memory([] { return CoTaskMemAlloc(1); }), nullptr);
    EXPECT_EQ(without_memory([=] { return CoTaskMemRealloc(block, 100); }), nullptr);
    EXPECT_EQ(*block, 'x');
    CoTaskMemFree(block);
}

TEST_F(OutOfMemory, EveryStringFunctionAnswersItAndGivesNull) {
    HSTRING_HEADER header;
    HSTRING reference = nullptr;
    HSTRING part = nullptr;
    ASSERT_EQ(WindowsCreateStringReference(u"abcabc", 6, &header, &reference), S_OK);
    ASSERT_EQ(WindowsCreateString(u"a", 1, &part), S_OK);
    const std::function<HRESULT(HSTRING*)> calls[] = {
        [](HSTRING* out) { return WindowsCreateString(u"x", 1, out); },
        [=](HSTRING* out) { return WindowsDuplicateString(reference, out); },
        [=](HSTRING* out) { return WindowsConcatString(reference, part, out); },
        [=](HSTRING* out) { return WindowsSubstring(reference, 1, out); },
        [=](HSTRING* out) { return WindowsSubstringWithSpecifiedLength(reference, 1, 2, out); },
        [=](HSTRING* out) { return WindowsTrimStringStart(reference, part, out); },
        [=](HSTRING* out) { return WindowsTrimStringEnd(reference, part, out); },
        [=](HSTRING* out) { return WindowsReplaceString(reference, part, reference, out); },
        [](HSTRING* out) { return hstring_from_utf8("x", out); },
    };
    for (const auto& call : calls) {
        HSTRING out = reference;
        EXPECT_EQ(without_memory([&] { return call(&out); }), E_OUTOFMEMORY);
        EXPECT_EQ(out, nullptr);
    }
    WindowsDeleteString(part);
}

TEST_F(OutOfMemory, AStringBufferIsNotGiven) {
    char16_t* characters = nullptr;
    HSTRING_BUFFER buffer = nullptr;
    EXPECT_EQ(
        without_memory([&] { return WindowsPreallocateStringBuffer(1, &characters, &buffer); }),
        E_OUTOFMEMORY);
    EXPECT_EQ(characters, nullptr);
    EXPECT_EQ(buffer, nullptr);
}

TEST_F(OutOfMemory, BstrGivesNullAndKeepsTheString) {
    BSTR string = SysAllocString(u"old");
    EXPECT_EQ(without_memory([] { return SysAllocString(u"x"); }), nullptr);
    EXPECT_EQ(without_memory([] { return SysAllocStringLen(u"x", 1); }), nullptr);
    EXPECT_EQ(without_memory([] { return SysAllocStringByteLen("x", 1); }), nullptr);
    EXPECT_EQ(without_memory([] { return bstr_from_utf8("x"); }), nullptr);
    EXPECT_EQ(without_memory([&] { return SysReAllocString(&string, u"new"); }), 0);
    EXPECT_EQ(without_memory([&] { return SysReAllocStringLen(&string, u"new", 3); }), 0);
    EXPECT_EQ(bstr_view(string), u"old");
    SysFreeString(string);
}

#endif

TEST_F(OutOfMemory, OriginatingItAlwaysLeavesAReason) {
    EXPECT_EQ(without_memory([] { return originate(E_OUTOFMEMORY, "no thread could be made"); }),
              E_OUTOFMEMORY);
    EXPECT_EQ(peek_error_info(), error_object::out_of_memory().as_error_info());
}

TEST_F(OutOfMemory, OriginatingAnotherFailureEmptiesTheSlotRatherThanLeaveAWrongReason) {
    EXPECT_EQ(without_memory([] { return originate(first_failure, "a newer reason"); }),
              first_failure);
    EXPECT_EQ(peek_error_info(), nullptr);
}

TEST_F(OutOfMemory, MakingAnErrorFailsButForItself) {
    IAsyncError* error = nullptr;
    EXPECT_EQ(without_memory([&] { return make_error(first_failure, "text", &error); }),
              E_OUTOFMEMORY);
    EXPECT_EQ(error, nullptr);
    EXPECT_EQ(without_memory([&] { return make_error(E_OUTOFMEMORY, nullptr, &error); }), S_OK);
    EXPECT_EQ(error, error_object::out_of_memory().as_async_error());
}

// The foreign object allocates its own texts in between; without them its code still agrees.
TEST_F(OutOfMemory, CapturingAForeignReasonFailsCleanlyAtEveryAllocation) {
    foreign_traits traits;
    traits.description = long_text;
    owned<foreign_error> foreign(new foreign_error(traits));
    SetErrorInfo(0, foreign->as_error_info());
    bool failed = true;
    int refusals = 0;
    for (int nth = 0; failed; ++nth) {
        IAsyncError* error = nullptr;
        HRESULT result = S_OK;
        {
            const failing_memory failing(nth);
            result = capture_error(first_failure, &error);
            failed = failing.has_failed();
        }
        const owned<IAsyncError> captured(error);
        EXPECT_EQ(result, captured ? S_OK : E_OUTOFMEMORY);
        refusals += result == E_OUTOFMEMORY;
        EXPECT_EQ(foreign->references(), captured ? 3u : 2u);
    }
    EXPECT_EQ(refusals, 2) << "the text and the wrapper";
}

#if !defined(ASYNCOM_SYSTEM_RUNTIME)

TEST_F(OutOfMemory, ReadingAForeignReasonAnswersItAndKeepsTheReason) {
    foreign_traits traits;
    traits.description = long_text;
    owned<foreign_error> foreign(new foreign_error(traits));
    SetErrorInfo(0, foreign->as_error_info());
    char text[100] = "x";
    std::uint32_t needed = 0;
    // The first two allocations are the foreign object's.
    EXPECT_EQ(without_memory([&] { return get_error_text(text, sizeof text, &needed); }, 2),
              E_OUTOFMEMORY);
    EXPECT_STREQ(text, "");
    EXPECT_EQ(get_error_text(text, sizeof text, &needed), S_OK);
    EXPECT_EQ(std::u16string(text, text + needed - 1), long_text);
}

TEST_F(OutOfMemory, AnErrorObjectAnswersItAtEveryText) {
    const owned<error_object> error(error_object::create(first_failure, "text", nullptr));
    BSTR texts[3];
    HRESULT code = S_OK;
    for (int nth = 0; nth < 2; ++nth) {
        EXPECT_EQ(
            without_memory(
                [&] { return error->GetErrorDetails(&texts[0], &code, &texts[1], &texts[2]); },
                nth),
            E_OUTOFMEMORY);
        EXPECT_EQ(texts[0], nullptr);
        EXPECT_EQ(texts[1], nullptr);
        EXPECT_EQ(code, S_OK);
    }
    EXPECT_EQ(without_memory([&] { return error->GetDescription(texts); }), E_OUTOFMEMORY);
    EXPECT_EQ(without_memory([&] { return error->GetReference(texts); }), E_OUTOFMEMORY);
    EXPECT_EQ(without_memory([&] { return error->GetSource(texts); }), E_OUTOFMEMORY);
    EXPECT_EQ(without_memory([&] { return error->AddContext("line"); }), E_OUTOFMEMORY);
    std::uint32_t needed = 0;
    EXPECT_EQ(error->GetText(ASYNCOM_TEXT_CONTEXT, 0, nullptr, 0, &needed), S_FALSE);
}

#endif

} // namespace
} // namespace asyncom::core

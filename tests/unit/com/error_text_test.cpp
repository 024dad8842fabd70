// SPDX-License-Identifier: MIT
// The sentences for codes that come without one.
#include "com/error_text.h"

#include "com/utf.h"

#include <asyncom/asyncom.h>

#include <gtest/gtest.h>

#include <string>

namespace asyncom::core {
namespace {

std::string text_of(HRESULT code) {
    error_text_scratch scratch;
    return std::string(generic_error_text(code, scratch));
}

TEST(ErrorText, HasASentenceForEveryCodeOfTheContract) {
    const HRESULT codes[] = {E_BOUNDS,
                             E_ILLEGAL_STATE_CHANGE,
                             E_ILLEGAL_METHOD_CALL,
                             E_ILLEGAL_DELEGATE_ASSIGNMENT,
                             E_ASYNC_OPERATION_NOT_STARTED,
                             E_NOTIMPL,
                             E_NOINTERFACE,
                             E_POINTER,
                             E_ABORT,
                             E_FAIL,
                             E_UNEXPECTED,
                             E_ACCESSDENIED,
                             E_HANDLE,
                             E_OUTOFMEMORY,
                             E_INVALIDARG,
                             ASYNCOM_E_ABANDONED,
                             ASYNCOM_E_QUIESCED,
                             ASYNCOM_E_FORKED,
                             static_cast<HRESULT>(0x800704C7),  // canceled
                             static_cast<HRESULT>(0x800705B4)}; // the deadline
    for (const HRESULT code : codes) {
        const std::string text = text_of(code);
        EXPECT_EQ(text.find("0x"), std::string::npos) << text;
        EXPECT_EQ(text.back(), '.') << text;
        EXPECT_TRUE(is_valid_utf8(text));
    }
}

TEST(ErrorText, NamesTheNumberOfAnUnknownCode) {
    EXPECT_EQ(text_of(static_cast<HRESULT>(0x8004BEEF)), "Error 0x8004BEEF");
}

} // namespace
} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// The error object that its maker fills in.
#include "com/created_error_info.h"

#include "com/error_info.h"
#include "foreign_error.h"

#include <gtest/gtest.h>

#include <string>

namespace asyncom::core {
namespace {

using test::owned;
using test::query;
using test::taken;

constexpr GUID some_iid{0x12345678, 0x9ABC, 0xDEF0, {1, 2, 3, 4, 5, 6, 7, 8}};

using set_text = HRESULT (ASYNCOM_CALL ICreateErrorInfo::*)(WCHAR*);
using get_text = HRESULT (ASYNCOM_CALL IErrorInfo::*)(BSTR*);
struct text_property {
    set_text set;
    get_text get;
};
constexpr text_property text_properties[] = {
    {&ICreateErrorInfo::SetSource, &IErrorInfo::GetSource},
    {&ICreateErrorInfo::SetDescription, &IErrorInfo::GetDescription},
    {&ICreateErrorInfo::SetHelpFile, &IErrorInfo::GetHelpFile},
};

class CreatedErrorInfo : public testing::Test {
protected:
    CreatedErrorInfo() {
        SetErrorInfo(0, nullptr);
        EXPECT_EQ(CreateErrorInfo(m_maker.put()), S_OK);
        m_error = query<IErrorInfo>(m_maker.get(), IID_IErrorInfo);
    }
    ~CreatedErrorInfo() override { SetErrorInfo(0, nullptr); }

    HRESULT set(const text_property& property, const char16_t* text) {
        return (m_maker.get()->*property.set)(const_cast<WCHAR*>(text));
    }
    BSTR get(const text_property& property) {
        BSTR text = reinterpret_cast<BSTR>(this);
        EXPECT_EQ((m_error.get()->*property.get)(&text), S_OK);
        return text;
    }

    owned<ICreateErrorInfo> m_maker;
    owned<IErrorInfo> m_error;
};

TEST_F(CreatedErrorInfo, SaysNothingAtFirst) {
    for (const text_property& property : text_properties)
        EXPECT_EQ(get(property), nullptr);
    GUID iid = some_iid;
    EXPECT_EQ(m_error->GetGUID(&iid), S_OK);
    EXPECT_EQ(iid, null_guid);
    std::uint32_t context = 1;
    EXPECT_EQ(m_error->GetHelpContext(&context), S_OK);
    EXPECT_EQ(context, 0u);
}

TEST_F(CreatedErrorInfo, SaysWhatWasSetLast) {
    const std::u16string names[] = {u"source", u"description", u"help file"};
    for (const char16_t* end : {u" first", u" then", u""}) {
        for (int i = 0; i < 3; ++i)
            EXPECT_EQ(set(text_properties[i], (names[i] + end).c_str()), S_OK);
        for (int i = 0; i < 3; ++i) {
            EXPECT_EQ(taken(get(text_properties[i])), names[i] + end);
            EXPECT_EQ(taken(get(text_properties[i])), names[i] + end) << "each call gives its own";
        }
    }
    EXPECT_EQ(m_maker->SetGUID(some_iid), S_OK);
    EXPECT_EQ(m_maker->SetHelpContext(0xFFFFFFFF), S_OK);
    GUID iid{};
    std::uint32_t context = 0;
    EXPECT_EQ(m_error->GetGUID(&iid), S_OK);
    EXPECT_EQ(m_error->GetHelpContext(&context), S_OK);
    EXPECT_EQ(iid, some_iid);
    EXPECT_EQ(context, 0xFFFFFFFFu);
}

TEST_F(CreatedErrorInfo, TellsAnEmptyTextFromNone) {
    for (const text_property& property : text_properties) {
        EXPECT_EQ(set(property, u""), S_OK);
        const BSTR empty = get(property);
        ASSERT_NE(empty, nullptr);
        EXPECT_EQ(taken(empty), u"");
        EXPECT_EQ(set(property, nullptr), S_OK);
        EXPECT_EQ(get(property), nullptr);
    }
}

TEST_F(CreatedErrorInfo, RefusesToAnswerNowhere) {
    for (const text_property& property : text_properties) {
        EXPECT_EQ((m_error.get()->*property.get)(nullptr), E_POINTER);
        set(property, u"text");
        EXPECT_EQ((m_error.get()->*property.get)(nullptr), E_POINTER);
    }
    EXPECT_EQ(m_error->GetGUID(nullptr), E_POINTER);
    EXPECT_EQ(m_error->GetHelpContext(nullptr), E_POINTER);
    EXPECT_EQ(m_error->QueryInterface(IID_IUnknown, nullptr), E_POINTER);
    EXPECT_EQ(CreateErrorInfo(nullptr), E_INVALIDARG);
    EXPECT_EQ(peek_error_info(), nullptr);
}

TEST_F(CreatedErrorInfo, IsOneObjectFromBothSides) {
    const owned<IUnknown> from_maker = query<IUnknown>(m_maker.get(), IID_IUnknown);
    const owned<IUnknown> from_error = query<IUnknown>(m_error.get(), IID_IUnknown);
    EXPECT_EQ(from_maker.get(), from_error.get());
    const owned<ICreateErrorInfo> back =
        query<ICreateErrorInfo>(m_error.get(), IID_ICreateErrorInfo);
    EXPECT_EQ(back.get(), m_maker.get());
    EXPECT_EQ(m_maker->AddRef(), 6u);
    EXPECT_EQ(m_error->Release(), 5u);
    void* found = this;
    EXPECT_EQ(m_maker->QueryInterface(IID_IRestrictedErrorInfo, &found), E_NOINTERFACE);
    EXPECT_EQ(found, nullptr);
}

TEST_F(CreatedErrorInfo, IsReadFromTheSlotByItsDescription) {
    set(text_properties[1], u"what happened \u2713");
    ASSERT_EQ(SetErrorInfo(0, m_error.get()), S_OK);
    m_maker.reset();
    m_error.reset(); // the slot's reference is the last
    char text[64];
    std::uint32_t needed = 0;
    EXPECT_EQ(get_error_text(text, sizeof text, &needed), S_OK);
    EXPECT_STREQ(text, "what happened \xE2\x9C\x93");
}

TEST_F(CreatedErrorInfo, HasNoCodeAndSoIsNobodysReason) {
    ASSERT_EQ(SetErrorInfo(0, m_error.get()), S_OK);
    IAsyncError* captured = nullptr;
    EXPECT_EQ(capture_error(E_FAIL, &captured), S_FALSE);
    IRestrictedErrorInfo* restricted = nullptr;
    EXPECT_EQ(GetRestrictedErrorInfo(&restricted), S_FALSE);
    EXPECT_EQ(peek_error_info(), nullptr) << "dropped, as every object of another kind";
}

} // namespace
} // namespace asyncom::core

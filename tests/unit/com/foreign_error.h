// SPDX-License-Identifier: MIT
// An error object that another component might have made, and a few lines to read error objects.
#pragma once

#include "com/bstr.h"
#include "com/guid.h"
#include "unit/support/owned.h"

#include <asyncom/asyncom.h>

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace asyncom::core::test {

inline constexpr auto first_failure = static_cast<HRESULT>(0x8004BE01);
inline constexpr auto other_failure = static_cast<HRESULT>(0x8004BE02);

// The text of a BSTR, which is freed.
inline std::u16string taken(BSTR string) {
    std::u16string text(bstr_view(string));
    bstr_free(string);
    return text;
}

// What a foreign_error says and does.
struct foreign_traits {
    HRESULT code = first_failure;
    bool restricted = true;
    std::u16string description;
    std::u16string restricted_description;
    IUnknown* exception = nullptr; // given out where `with_exception`
    bool with_exception = false;
    HRESULT exception_result = S_OK; // a failure leaves what was given out, as it should not
    HRESULT details_result = S_OK;
    std::function<void()> at_destruction;
};

class foreign_error final : public IErrorInfo,
                            public IRestrictedErrorInfo,
                            public ILanguageExceptionErrorInfo {
public:
    explicit foreign_error(foreign_traits traits) : m_traits(std::move(traits)) {}

    std::uint32_t references() const { return m_references; }
    IErrorInfo* as_error_info() { return this; }

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) override {
        *object = nullptr;
        if (iid == IID_IUnknown || iid == IID_IErrorInfo)
            *object = static_cast<IErrorInfo*>(this);
        else if (iid == IID_IRestrictedErrorInfo && m_traits.restricted)
            *object = static_cast<IRestrictedErrorInfo*>(this);
        else if (iid == IID_ILanguageExceptionErrorInfo && m_traits.with_exception)
            *object = static_cast<ILanguageExceptionErrorInfo*>(this);
        if (!*object) return E_NOINTERFACE;
        AddRef();
        return S_OK;
    }
    ULONG ASYNCOM_CALL AddRef() override { return ++m_references; }
    ULONG ASYNCOM_CALL Release() override {
        const std::uint32_t left = --m_references;
        if (left == 0) {
            if (m_traits.at_destruction) m_traits.at_destruction();
            delete this;
        }
        return left;
    }

    HRESULT ASYNCOM_CALL GetGUID(GUID* iid) override {
        *iid = null_guid;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL GetSource(BSTR* source) override {
        *source = nullptr;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL GetDescription(BSTR* description) override {
        *description = bstr_allocate(m_traits.description.c_str());
        return m_traits.details_result;
    }
    HRESULT ASYNCOM_CALL GetHelpFile(BSTR* file) override {
        *file = nullptr;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL GetHelpContext(ULONG* context) override {
        *context = 0;
        return S_OK;
    }

    HRESULT ASYNCOM_CALL GetErrorDetails(BSTR* description, HRESULT* error,
                                         BSTR* restricted_description,
                                         BSTR* capability_sid) override {
        *description = bstr_allocate(m_traits.description.c_str());
        *restricted_description = bstr_allocate(m_traits.restricted_description.c_str());
        *capability_sid = nullptr;
        *error = m_traits.code;
        return m_traits.details_result;
    }
    HRESULT ASYNCOM_CALL GetReference(BSTR* reference) override {
        *reference = bstr_allocate(u"foreign reference");
        return S_OK;
    }

    HRESULT ASYNCOM_CALL GetLanguageException(IUnknown** exception) override {
        if (m_traits.exception && m_traits.exception_result >= 0) m_traits.exception->AddRef();
        *exception = m_traits.exception;
        return m_traits.exception_result;
    }

private:
    ~foreign_error() = default;

    foreign_traits m_traits;
    std::uint32_t m_references = 1;
};

} // namespace asyncom::core::test

// SPDX-License-Identifier: MIT
#include "com/created_error_info.h"

#include "com/bstr.h"
#include "com/counted_object.h"
#include "com/guid.h"

#include <new>

namespace asyncom::core {
namespace {

// A text that was never set is null, as on Windows.
class held_text {
public:
    held_text() = default;
    ~held_text() { bstr_free(m_text); }
    held_text(const held_text&) = delete;
    held_text& operator=(const held_text&) = delete;

    HRESULT set(const WCHAR* text) noexcept {
        return bstr_reallocate(&m_text, text) ? S_OK : E_OUTOFMEMORY;
    }

    HRESULT give(BSTR* target) const noexcept {
        if (target == nullptr) return E_POINTER;
        *target = nullptr;
        if (m_text == nullptr) return S_OK;
        *target = bstr_allocate_units(m_text, bstr_units(m_text));
        return *target != nullptr ? S_OK : E_OUTOFMEMORY;
    }

private:
    BSTR m_text = nullptr;
};

class created_error_info final
    : public counted_object<created_error_info, ICreateErrorInfo, IErrorInfo> {
public:
    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept override {
        if (object == nullptr) return E_POINTER;
        *object = nullptr;
        if (iid == IID_IUnknown || iid == IID_IErrorInfo)
            *object = static_cast<IErrorInfo*>(this);
        else if (iid == IID_ICreateErrorInfo)
            *object = static_cast<ICreateErrorInfo*>(this);
        else
            return E_NOINTERFACE;
        AddRef();
        return S_OK;
    }

    HRESULT ASYNCOM_CALL SetGUID(REFIID iid) noexcept override {
        m_iid = iid;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL SetSource(WCHAR* text) noexcept override { return m_source.set(text); }
    HRESULT ASYNCOM_CALL SetDescription(WCHAR* text) noexcept override {
        return m_description.set(text);
    }
    HRESULT ASYNCOM_CALL SetHelpFile(WCHAR* text) noexcept override {
        return m_help_file.set(text);
    }
    HRESULT ASYNCOM_CALL SetHelpContext(std::uint32_t context) noexcept override {
        m_help_context = context;
        return S_OK;
    }

    HRESULT ASYNCOM_CALL GetGUID(GUID* iid) noexcept override {
        if (iid == nullptr) return E_POINTER;
        *iid = m_iid;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL GetSource(BSTR* text) noexcept override { return m_source.give(text); }
    HRESULT ASYNCOM_CALL GetDescription(BSTR* text) noexcept override {
        return m_description.give(text);
    }
    HRESULT ASYNCOM_CALL GetHelpFile(BSTR* text) noexcept override {
        return m_help_file.give(text);
    }
    HRESULT ASYNCOM_CALL GetHelpContext(std::uint32_t* context) noexcept override {
        if (context == nullptr) return E_POINTER;
        *context = m_help_context;
        return S_OK;
    }

private:
    GUID m_iid = null_guid;
    held_text m_source;
    held_text m_description;
    held_text m_help_file;
    std::uint32_t m_help_context = 0;
};

} // namespace

HRESULT create_error_info(ICreateErrorInfo** error) noexcept {
    if (error == nullptr) return E_INVALIDARG;
    *error = new (std::nothrow) created_error_info;
    return *error != nullptr ? S_OK : E_OUTOFMEMORY;
}

} // namespace asyncom::core

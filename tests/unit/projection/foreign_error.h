// SPDX-License-Identifier: MIT
// Error objects of other makers: one that keeps no code, and one of Windows' kind.
#pragma once

#include <asyncom/implements.hpp>

#include <string_view>

namespace projection {

inline BSTR bstr_of(std::u16string_view text) {
    return SysAllocStringLen(reinterpret_cast<const WCHAR*>(text.data()),
                             static_cast<std::uint32_t>(text.size()));
}

// What the two have in common.
template <class Derived, class... More>
struct error_info : asyncom::implements<Derived, IErrorInfo, More...> {
    explicit error_info(std::u16string_view text) : m_text(text) {}
    HRESULT ASYNCOM_CALL GetGUID(GUID*) noexcept override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL GetSource(BSTR*) noexcept override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL GetDescription(BSTR* text) noexcept override {
        *text = bstr_of(m_text);
        return S_OK;
    }
    HRESULT ASYNCOM_CALL GetHelpFile(BSTR*) noexcept override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL GetHelpContext(ASYNCOM_ULONG*) noexcept override { return E_NOTIMPL; }

private:
    std::u16string_view m_text;
};

struct codeless_error final : error_info<codeless_error> {
    using error_info::error_info;
};

struct restricted_error final : error_info<restricted_error, IRestrictedErrorInfo> {
    restricted_error(HRESULT code, std::u16string_view text, std::u16string_view better)
        : error_info(text), m_code(code), m_better(better) {}
    HRESULT ASYNCOM_CALL GetErrorDetails(BSTR* text, HRESULT* code, BSTR* better,
                                         BSTR* capability) noexcept override {
        GetDescription(text);
        *code = m_code;
        *better = m_better.empty() ? nullptr : bstr_of(m_better);
        *capability = nullptr;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL GetReference(BSTR*) noexcept override { return E_NOTIMPL; }

private:
    HRESULT m_code;
    std::u16string_view m_better;
};

} // namespace projection

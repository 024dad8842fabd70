// SPDX-License-Identifier: MIT
// Reading and making the objects that carry a failure: this library's, which know most, Windows'
// and anybody's.
#pragma once

#include <asyncom/hstring.hpp>

#include <cstdint>
#include <string>
#include <string_view>

#if defined(__cpp_exceptions) || defined(_CPPUNWIND)
#define ASYNCOM_EXCEPTIONS 1
#else
#define ASYNCOM_EXCEPTIONS 0
#endif

namespace asyncom::impl {

// Does something that may lack memory, and can be left out then.
template <class Body>
void attempt(Body&& body) noexcept {
#if ASYNCOM_EXCEPTIONS
    try {
        body();
    } catch (...) {
        // Left out.
    }
#else
    body();
#endif
}

// Owns a BSTR.
class bstr {
public:
    bstr() noexcept = default;
    bstr(const bstr&) = delete;
    bstr& operator=(const bstr&) = delete;
    ~bstr() { SysFreeString(m_text); }

    BSTR* put() noexcept { return &m_text; }
    std::string to_utf8() const {
        // On Windows a unit is a wchar_t of the same size.
        return to_string({reinterpret_cast<const char16_t*>(m_text), SysStringLen(m_text)});
    }

private:
    BSTR m_text = nullptr;
};

// One text of an IAsyncError; "" and false past the last.
inline std::string text_of(IErrorInfo* record, std::uint32_t which, std::uint32_t index,
                           bool& found) {
    found = false;
    const com_ptr<IAsyncError> error = copy_of(record).template try_as<IAsyncError>();
    std::uint32_t needed = 0;
    if (!error || error->GetText(which, index, nullptr, 0, &needed) != S_OK) return {};
    std::string text(needed, '\0');
    found = error->GetText(which, index, text.data(), needed, &needed) == S_OK;
    text.resize(found ? needed - 1 : 0);
    return text;
}

// The message of a record. Of one of Windows' kind the restricted description goes first, as in
// C++/WinRT.
inline std::string message_of(IErrorInfo* record) {
    bool found = false;
    std::string own = text_of(record, ASYNCOM_TEXT_MESSAGE, 0, found);
    if (found || record == nullptr) return own;
    if (const auto restricted = copy_of(record).template try_as<IRestrictedErrorInfo>()) {
        bstr description, restricted_description, capability;
        HRESULT code = S_OK;
        restricted->GetErrorDetails(description.put(), &code, restricted_description.put(),
                                    capability.put());
        own = restricted_description.to_utf8();
        if (own.empty()) own = description.to_utf8();
    }
    if (!own.empty()) return own;
    bstr description;
    record->GetDescription(description.put());
    return description.to_utf8();
}

// Whether a record says of which failure it is.
inline bool keeps_code(IErrorInfo* record) noexcept {
    const com_ptr<IErrorInfo> kept = copy_of(record);
    return kept.template try_as<IAsyncError>() || kept.template try_as<IRestrictedErrorInfo>();
}

// Whether a record is one of this failure. An object that keeps no code may be one of any.
inline bool has_code(IErrorInfo* record, HRESULT code) noexcept {
    HRESULT recorded = S_OK;
    if (const auto error = copy_of(record).template try_as<IAsyncError>())
        return error->get_Code(&recorded) >= 0 && recorded == code;
    const auto restricted = copy_of(record).template try_as<IRestrictedErrorInfo>();
    if (!restricted) return record != nullptr;
    bstr description, restricted_description, capability;
    const HRESULT read = restricted->GetErrorDetails(
        description.put(), &recorded, restricted_description.put(), capability.put());
    return read >= 0 && recorded == code;
}

// A new record; null for a success, and without memory. The thread's slot is empty afterwards.
inline com_ptr<IErrorInfo> originate(HRESULT code, HSTRING message) noexcept {
    com_ptr<IErrorInfo> record;
    if (code >= 0) return record;
    SetErrorInfo(0, nullptr);
    RoOriginateError(code, message);
    if (GetErrorInfo(0, record.put()) == S_OK) return record;
    // Windows makes none on a thread that has not initialised COM: a plain one keeps the message.
    com_ptr<ICreateErrorInfo> plain;
    CreateErrorInfo(plain.put());
    if (!plain) return record;
    plain->SetDescription(const_cast<WCHAR*>(WindowsGetStringRawBuffer(message, nullptr)));
    return plain.try_as<IErrorInfo>();
}

} // namespace asyncom::impl

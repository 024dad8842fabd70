// SPDX-License-Identifier: MIT
// Making, capturing and reading the reason of a failure.
#include "com/error_info.h"

#include "com/bstr.h"
#include "com/error_object.h"
#include "com/error_text.h"
#include "com/hstring.h"
#include "com/owned.h"
#include "com/text_buffer.h"
#include "com/utf.h"
#include "platform/code_address.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <new>
#include <string>
#include <string_view>

namespace asyncom::core {
namespace {

// RoOriginateError counts the terminator in its 512 units.
constexpr std::size_t most_originated_units = 511;

std::string_view text_or_generic(HRESULT code, const char* message,
                                 error_text_scratch& scratch) noexcept {
    return message ? std::string_view{message} : generic_error_text(code, scratch);
}

// What a foreign object says of itself, freed at the end.
struct foreign_details {
    BSTR description = nullptr;
    BSTR restricted = nullptr;
    BSTR capability = nullptr;
    HRESULT code = S_OK;

    foreign_details() = default;
    foreign_details(const foreign_details&) = delete;
    foreign_details& operator=(const foreign_details&) = delete;
    ~foreign_details() {
        bstr_free(description);
        bstr_free(restricted);
        bstr_free(capability);
    }

    bool read(IRestrictedErrorInfo& error) noexcept {
        return error.GetErrorDetails(&description, &code, &restricted, &capability) >= 0;
    }

    // The restricted text is the more precise one wherever a component fills both.
    std::u16string_view text() const noexcept {
        return bstr_units(restricted) > 0 ? bstr_view(restricted) : bstr_view(description);
    }
};

std::string text_or_generic(HRESULT code, std::u16string_view message) {
    if (!message.empty()) return to_utf8(message);
    error_text_scratch scratch;
    return std::string{generic_error_text(code, scratch)};
}

// The slot's object, kept alive while foreign code runs, which may change the slot.
owned<IErrorInfo> hold_slot() noexcept {
    IErrorInfo* error = peek_error_info();
    if (error) error->AddRef();
    return owned<IErrorInfo>{error};
}

HRESULT wrap_if_agreed(HRESULT code, IRestrictedErrorInfo& foreign, IAsyncError** error) {
    foreign_details details;
    if (!details.read(foreign) || details.code != code) return S_FALSE;
    error_object* wrapper =
        error_object::wrap(code, text_or_generic(code, details.text()), foreign);
    if (!wrapper) return E_OUTOFMEMORY;
    *error = wrapper;
    return S_OK;
}

// The text of a foreign object; one that has none at all gives what its code says.
std::string foreign_text(IErrorInfo& error) {
    const auto restricted = query<IRestrictedErrorInfo>(error, IID_IRestrictedErrorInfo);
    if (foreign_details details; restricted && details.read(*restricted))
        return text_or_generic(details.code, details.text());
    foreign_details plain;
    if (error.GetDescription(&plain.description) < 0) return {};
    return to_utf8(plain.text());
}

HRESULT originate_with(HRESULT code, std::string_view message, const void* origin,
                       IUnknown* exception) noexcept {
    error_object* made = error_object::create(code, message, origin);
    if (made && exception) made->attach_exception(*exception);
    if (!made && code == E_OUTOFMEMORY) made = &error_object::out_of_memory();
    replace_error_slot(made);
    return code;
}

bool originate_bounded(HRESULT code, std::u16string_view message, const void* origin,
                       IUnknown* exception = nullptr) noexcept {
    if (code >= 0) return false;
    const std::u16string_view text = whole_characters(
        message.substr(0, std::min(message.find(u'\0'), message.size())), most_originated_units);
    // At most three bytes for each unit: a pair of two gives four.
    std::array<char, 3 * most_originated_units + 1> bytes;
    utf16_to_utf8(text, bytes.data());
    bytes[utf8_length(text)] = '\0';
    error_text_scratch scratch;
    originate_with(code, text_or_generic(code, text.empty() ? nullptr : bytes.data(), scratch),
                   origin, exception);
    return true;
}

} // namespace

HRESULT make_error(HRESULT code, const char* message, IAsyncError** error,
                   const void* origin) noexcept {
    *error = nullptr;
    error_text_scratch scratch;
    const std::string_view text = text_or_generic(code, message, scratch);
    constexpr std::size_t most_bytes = std::numeric_limits<std::uint32_t>::max() - 1;
    if (code >= 0 || text.size() > most_bytes || !is_valid_utf8(text)) return E_INVALIDARG;

    error_object* made = error_object::create(code, text, origin);
    if (!made && code != E_OUTOFMEMORY) return E_OUTOFMEMORY;
    *error = made ? made : &error_object::out_of_memory();
    return S_OK;
}

HRESULT originate(HRESULT code, const char* message, const void* origin) noexcept {
    if (code >= 0) return code;
    if (!origin) origin = ASYNCOM_RETURN_ADDRESS();
    error_text_scratch scratch;
    return originate_with(code, text_or_generic(code, message, scratch), origin, nullptr);
}

HRESULT refuse_null() noexcept {
    return originate(E_POINTER, nullptr, ASYNCOM_RETURN_ADDRESS());
}

HRESULT capture_error(HRESULT code, IAsyncError** error) noexcept {
    *error = nullptr;
    const owned<IErrorInfo> held = hold_slot();
    if (!held) return S_FALSE;

    if (auto native = query<IAsyncError>(*held, IID_IAsyncError)) {
        HRESULT actual = S_OK;
        if (native->get_Code(&actual) < 0 || actual != code) return S_FALSE;
        *error = native.release();
        return S_OK;
    }
    const auto foreign = query<IRestrictedErrorInfo>(*held, IID_IRestrictedErrorInfo);
    if (!foreign) return S_FALSE;
    try {
        return wrap_if_agreed(code, *foreign, error);
    } catch (const std::bad_alloc&) {
        return E_OUTOFMEMORY;
    }
}

HRESULT get_error_text(char* buffer, std::uint32_t capacity, std::uint32_t* needed) noexcept {
    const HRESULT cleared = copy_text({}, buffer, capacity, needed);
    if (cleared < 0) return cleared;
    const owned<IErrorInfo> held = hold_slot();
    if (!held) return S_FALSE;
    if (const auto native = query<IAsyncError>(*held, IID_IAsyncError))
        return native->GetText(ASYNCOM_TEXT_MESSAGE, 0, buffer, capacity, needed);
    try {
        return copy_text(foreign_text(*held), buffer, capacity, needed);
    } catch (const std::bad_alloc&) {
        return E_OUTOFMEMORY;
    }
}

bool originate_utf16(HRESULT code, HSTRING message, const void* origin,
                     IUnknown* exception) noexcept {
    return originate_bounded(code, hstring_view(message), origin, exception);
}

bool originate_utf16(HRESULT code, std::uint32_t most, const char16_t* message,
                     const void* origin) noexcept {
    if (!message) return originate_bounded(code, {}, origin);
    // One unit more than is kept shows whether the last one begins a pair.
    constexpr std::size_t enough = most_originated_units + 1;
    const std::size_t limit = most == 0 ? enough : std::min<std::size_t>(most, enough);
    std::size_t length = 0;
    while (length < limit && message[length] != 0)
        ++length;
    return originate_bounded(code, {message, length}, origin);
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
#include "com/error_transform.h"

#include "com/error_info.h"

#include <new>
#include <string>

namespace asyncom::core {
namespace {

// The reason in the slot, if it is one of `code`.
struct captured_error {
    explicit captured_error(HRESULT code) noexcept : result(capture_error(code, &error)) {}
    ~captured_error() {
        if (error != nullptr) error->Release();
    }
    captured_error(const captured_error&) = delete;
    captured_error& operator=(const captured_error&) = delete;

    // Also without the memory for a wrapper of a foreign one.
    bool is_there() const noexcept { return result != S_FALSE; }

    IAsyncError* error = nullptr;
    const HRESULT result;
};

// What the reason in the slot says, if it is one of `code`. Without memory it says nothing.
std::string message_of(HRESULT code) noexcept {
    const captured_error there(code);
    if (there.error == nullptr) return {};
    try {
        std::uint32_t needed = 0;
        there.error->GetText(ASYNCOM_TEXT_MESSAGE, 0, nullptr, 0, &needed);
        std::string bytes(needed, '\0');
        there.error->GetText(ASYNCOM_TEXT_MESSAGE, 0, bytes.data(), needed, &needed);
        return bytes;
    } catch (const std::bad_alloc&) {
        return {};
    }
}

// Nothing of the old error is held while the new one is published: its end is foreign code, which
// may use the slot itself.
template <class Originate>
void originate_on_top(HRESULT from, HRESULT to, Originate&& originate_new) noexcept {
    const std::string said = message_of(from);
    originate_new();
    const captured_error made(to);
    if (said.empty() || made.error == nullptr) return;
    // A line that finds no memory must not take the place of the error.
    if (made.error->AddContext(said.c_str()) < 0) publish_error(made.error);
}

template <class Originate>
bool transform(HRESULT from, HRESULT to, Originate&& originate_new) noexcept {
    if (from == to || (from >= 0 && to >= 0)) return false;
    if (to < 0) {
        originate_on_top(from, to, originate_new);
        return true;
    }
    // Handled: the reason of that failure is none any more.
    const captured_error handled(from);
    if (handled.is_there()) publish_error(static_cast<IErrorInfo*>(nullptr));
    return true;
}

} // namespace

bool transform_error(HRESULT from, HRESULT to, HSTRING message, const void* origin) noexcept {
    return transform(from, to, [&] { originate_utf16(to, message, origin); });
}

bool transform_error(HRESULT from, HRESULT to, std::uint32_t most, const char16_t* message,
                     const void* origin) noexcept {
    return transform(from, to, [&] { originate_utf16(to, most, message, origin); });
}

HRESULT matching_restricted_error_info(HRESULT code, IRestrictedErrorInfo** error,
                                       const void* origin) noexcept {
    if (error == nullptr) return E_POINTER;
    *error = nullptr;
    if (code >= 0) return E_INVALIDARG;
    if (const captured_error there(code); !there.is_there()) originate(code, nullptr, origin);
    const HRESULT taken = get_restricted_error_info(error);
    return taken == S_FALSE ? E_OUTOFMEMORY : taken;
}

} // namespace asyncom::core

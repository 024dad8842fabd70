// SPDX-License-Identifier: MIT
#include "com/foreign_factory.h"

#include "com/error_info.h"
#include "com/hstring.h"
#include "com/utf.h"

#include <algorithm>
#include <exception>
#include <new>

namespace asyncom::core {
namespace {

// What was in the slot before foreign code ran.
class slot_before {
public:
    slot_before() noexcept : m_error(peek_error_info()) {
        if (m_error) m_error->AddRef();
    }

    void restore() noexcept {
        if (peek_error_info() != m_error.get()) publish_error(m_error.get());
    }

    // The foreign code's own reason stays.
    HRESULT fail(HRESULT code, const std::string& message) noexcept {
        return capture(code) ? code : originate(code, message.c_str());
    }

    // Its message; empty if there is none. Throws std::bad_alloc.
    std::string reason(HRESULT code) const {
        const owned<IAsyncError> captured = capture(code);
        std::uint32_t size = 0;
        if (captured) captured->GetText(ASYNCOM_TEXT_MESSAGE, 0, nullptr, 0, &size);
        if (size == 0) return {};
        std::string text(size, '\0');
        captured->GetText(ASYNCOM_TEXT_MESSAGE, 0, text.data(), size, &size);
        text.resize(size - 1); // the terminator
        return text;
    }

private:
    // An older reason of the same code is not it.
    owned<IAsyncError> capture(HRESULT code) const noexcept {
        IAsyncError* reason = nullptr;
        if (peek_error_info() != m_error.get()) capture_error(code, &reason);
        return owned<IAsyncError>(reason);
    }

    owned<IErrorInfo> m_error;
};

// Foreign code may be C++ of another compiler and let an exception out.
template <class Call>
HRESULT catching(const std::string& who, Call&& call) {
    try {
        return call();
    } catch (const std::bad_alloc&) {
        return originate(E_OUTOFMEMORY, nullptr);
    } catch (const std::exception& thrown) {
        const std::string message = who + " threw an exception: " + thrown.what();
        return originate(E_FAIL, shown_as_utf8(message).c_str());
    } catch (...) {
        return originate(E_FAIL, (who + " threw an exception.").c_str());
    }
}

} // namespace

std::string shown_class(HSTRING class_name) {
    constexpr std::size_t most = 200;
    const std::u16string_view whole = hstring_view(class_name);
    std::u16string text(whole_characters(whole, most));
    const bool is_cut = text.size() < whole.size();
    // A null would end the message.
    std::replace_if(
        text.begin(), text.end(),
        [](char16_t unit) { return unit < 0x20 || (unit >= 0x7F && unit < 0xA0); }, u'?');
    return to_utf8(text) + (is_cut ? "..." : "");
}

bool is_unknown_class(HRESULT result) noexcept {
    // E_NOINTERFACE: as Windows' page of DllGetActivationFactory has it.
    return result == REGDB_E_CLASSNOTREG || result == CLASS_E_CLASSNOTAVAILABLE ||
           result == E_NOINTERFACE;
}

HRESULT ask_for_factory(PFNGETACTIVATIONFACTORY callback, HSTRING class_name,
                        owned<IActivationFactory>& factory, const std::string& where,
                        std::string& said) {
    const std::string who = where + ", asked for " + shown_class(class_name) + ",";
    slot_before slot;
    IActivationFactory* given = nullptr;
    const HRESULT result = catching(who, [&] { return callback(class_name, &given); });
    // What it left in the out-parameter of a failure is not ours.
    if (is_unknown_class(result)) {
        said = slot.reason(result);
        slot.restore();
        return result;
    }
    if (result < 0) return slot.fail(result, who + " failed.");
    if (given == nullptr)
        return originate(E_UNEXPECTED, (who + " succeeded and gave no factory.").c_str());
    factory.reset(given);
    slot.restore();
    return S_OK;
}

HRESULT ask_for_interface(IActivationFactory& factory, HSTRING class_name, REFIID iid,
                          void** found) {
    const std::string who = "The factory of " + shown_class(class_name);
    slot_before slot;
    void* given = nullptr;
    const HRESULT result = catching(who, [&] { return factory.QueryInterface(iid, &given); });
    if (result < 0) return slot.fail(result, who + " does not have the interface.");
    if (given == nullptr)
        return originate(E_UNEXPECTED, (who + " succeeded and gave no interface.").c_str());
    slot.restore();
    *found = given;
    return S_OK;
}

HRESULT ask_for_instance(IActivationFactory& factory, HSTRING class_name, IInspectable** instance) {
    const std::string who = "The factory of " + shown_class(class_name);
    slot_before slot;
    IInspectable* given = nullptr;
    const HRESULT result = catching(who, [&] { return factory.ActivateInstance(&given); });
    if (result < 0) return slot.fail(result, who + " could not make an object.");
    if (given == nullptr)
        return originate(E_UNEXPECTED, (who + " succeeded and gave no object.").c_str());
    slot.restore();
    *instance = given;
    return S_OK;
}

} // namespace asyncom::core

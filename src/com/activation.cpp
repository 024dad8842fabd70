// SPDX-License-Identifier: MIT
#include "com/activation.h"

#include "com/component.h"
#include "com/component_directories.h"
#include "com/component_name.h"
#include "com/error_info.h"
#include "com/first_copy.h"
#include "com/hstring.h"
#include "com/registered_factories.h"
#include "com/utf.h"
#include "platform/os_error.h"

#include <exception>
#include <memory>
#include <new>
#include <string>

namespace asyncom::core {
namespace {

constexpr std::uint32_t win32_bad_exe_format = 193;
constexpr std::uint32_t win32_module_not_found = 126;

struct release {
    void operator()(IUnknown* object) const noexcept { object->Release(); }
};
using factory_owner = std::unique_ptr<IActivationFactory, release>;

// Long names are cut: a message is for people.
std::string shown(HSTRING class_name) {
    constexpr std::size_t most = 200;
    const std::u16string_view whole = hstring_view(class_name);
    const std::u16string_view text = whole_characters(whole, most);
    std::string name(utf8_length(text), '\0');
    utf16_to_utf8(text, name.data());
    return text.size() < whole.size() ? name + "..." : name;
}

// A failure that came with a reason of its own keeps it.
HRESULT fail(HRESULT code, const std::string& message) noexcept {
    IAsyncError* reason = nullptr;
    if (capture_error(code, &reason) == S_OK) {
        reason->Release();
        return code;
    }
    return originate(code, message.c_str());
}

// Foreign code, which may be C++ of another compiler and let an exception out.
HRESULT ask_for_factory(PFNGETACTIVATIONFACTORY callback, HSTRING class_name,
                        factory_owner& factory) {
    IActivationFactory* given = nullptr;
    HRESULT result = E_UNEXPECTED;
    try {
        result = callback(class_name, &given);
    } catch (const std::bad_alloc&) {
        return originate(E_OUTOFMEMORY, nullptr);
    } catch (const std::exception& thrown) {
        const std::string what = thrown.what();
        return originate(E_FAIL, ("The factory of " + shown(class_name) + " threw an exception" +
                                  (is_valid_utf8(what) ? ": " + what : "."))
                                     .c_str());
    } catch (...) {
        return originate(E_FAIL,
                         ("The factory of " + shown(class_name) + " threw an exception.").c_str());
    }
    if (result < 0) return result; // what it left in the out-parameter is not ours
    if (given == nullptr) {
        return originate(E_UNEXPECTED, ("The component of " + shown(class_name) +
                                        " said that it succeeded and gave no factory.")
                                           .c_str());
    }
    factory.reset(given);
    return S_OK;
}

bool is_unknown_class(HRESULT result) noexcept {
    return result == REGDB_E_CLASSNOTREG || result == CLASS_E_CLASSNOTAVAILABLE ||
           result == E_NOINTERFACE; // as Windows' page of DllGetActivationFactory has it
}

HRESULT code_of(load_failure failure) noexcept {
    switch (failure) {
    case load_failure::bad_format:
        return hresult_from_win32(win32_bad_exe_format);
    case load_failure::not_loadable:
        return hresult_from_win32(win32_module_not_found);
    default:
        return E_FAIL;
    }
}

// Goes through the files that may hold a class. A file that fails does not end the search, because
// a component further on may have the class; if none has, the first failure is the answer.
class component_search {
public:
    explicit component_search(HSTRING class_name) : m_class(class_name) {}

    HRESULT run(factory_owner& factory) {
        const std::vector<std::string> directories = component_directories();
        for (const std::string& file : component_files(hstring_view(m_class))) {
            for (const std::string& directory : directories)
                if (try_file(directory + '/' + file, factory)) return m_result;
        }
        if (m_failure < 0) return originate(m_failure, m_message.c_str());
        return originate(REGDB_E_CLASSNOTREG, not_found().c_str());
    }

private:
    // True: this is the answer.
    bool try_file(const std::string& path, factory_owner& factory) {
        load_failure failure = load_failure::none;
        std::string why;
        const component_use component(path, failure, why);
        if (failure == load_failure::no_file) return false;
        m_seen += (m_seen.empty() ? "" : ", ") + path;
        if (!component) {
            remember(code_of(failure), path + ": " + why);
            return false;
        }
        m_result = ask_for_factory(component.get_factory(), m_class, factory);
        if (m_result >= 0) return true;
        if (is_unknown_class(m_result)) return false;
        fail(m_result, path + " could not make the factory of " + shown(m_class) + ".");
        return true;
    }

    void remember(HRESULT code, std::string message) {
        if (m_failure < 0) return;
        m_failure = code;
        m_message = std::move(message);
    }

    std::string not_found() const {
        const std::string name = shown(m_class);
        if (!is_class_name(hstring_view(m_class)))
            return "\"" + name + "\" is not registered, and no class of a component is named so.";
        if (!m_seen.empty()) return "Class " + name + " is not in " + m_seen + ".";
        return "No component for class " + name +
               " lies beside the application or in an added directory.";
    }

    HSTRING m_class;
    std::string m_seen;
    std::string m_message;
    HRESULT m_failure = S_OK;
    HRESULT m_result = S_OK;
};

HRESULT find_factory(HSTRING class_name, factory_owner& factory) {
    if (const registered_call call(class_name); call.callback() != nullptr) {
        const HRESULT result = ask_for_factory(call.callback(), class_name, factory);
        if (result >= 0) return S_OK;
        return fail(result, "The registered callback could not make the factory of " +
                                shown(class_name) + ".");
    }
    return component_search(class_name).run(factory);
}

HRESULT find_factory_or_tell(HSTRING class_name, factory_owner& factory) noexcept {
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    try {
        return find_factory(class_name, factory);
    } catch (const std::bad_alloc&) {
        return originate(E_OUTOFMEMORY, nullptr);
    }
}

} // namespace

HRESULT get_activation_factory(HSTRING class_name, REFIID iid, void** factory) noexcept {
    if (factory != nullptr) *factory = nullptr;
    if (factory == nullptr || class_name == nullptr)
        return originate(E_INVALIDARG, "The class name or the place for the factory is missing.");
    factory_owner found;
    const HRESULT result = find_factory_or_tell(class_name, found);
    if (result < 0) return result;
    const HRESULT answered = found->QueryInterface(iid, factory);
    if (answered >= 0) return S_OK;
    *factory = nullptr;
    return originate(answered, "The factory of the class does not have the interface.");
}

HRESULT activate_instance(HSTRING class_name, IInspectable** instance) noexcept {
    if (instance != nullptr) *instance = nullptr;
    if (instance == nullptr || class_name == nullptr)
        return originate(E_INVALIDARG, "The class name or the place for the object is missing.");
    factory_owner factory;
    const HRESULT result = find_factory_or_tell(class_name, factory);
    if (result < 0) return result;
    const HRESULT activated = factory->ActivateInstance(instance);
    if (activated >= 0 && *instance != nullptr) return S_OK;
    *instance = nullptr;
    if (activated >= 0) return originate(E_UNEXPECTED, "The factory gave no object.");
    return fail(activated, "The factory could not make an object.");
}

} // namespace asyncom::core

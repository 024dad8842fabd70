// SPDX-License-Identifier: MIT
#include "com/activation.h"

#include "com/component.h"
#include "com/component_directories.h"
#include "com/component_name.h"
#include "com/error_info.h"
#include "com/first_copy.h"
#include "com/foreign_factory.h"
#include "com/hstring.h"
#include "com/registered_factories.h"
#include "com/utf.h"
#include "platform/os_error.h"

#include <new>
#include <optional>
#include <string>

namespace asyncom::core {
namespace {

constexpr std::uint32_t win32_bad_exe_format = 193;
constexpr std::uint32_t win32_module_not_found = 126;

// A factory, which is released before its component may go: its Release is code of the component.
struct found_factory {
    std::optional<component_use> component; // none of a registered callback
    owned<IActivationFactory> factory;
};

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
    // `said`: what was answered to the class before.
    component_search(HSTRING class_name, std::string said)
        : m_class(class_name), m_said(std::move(said)) {}

    HRESULT run(found_factory& found) {
        const std::vector<std::string> files = component_files(hstring_view(m_class));
        const std::vector<std::string> directories =
            files.empty() ? std::vector<std::string>{} : component_directories();
        for (const std::string& file : files) {
            for (const std::string& directory : directories)
                if (try_file(directory + '/' + file, found)) return m_result;
        }
        if (m_failure < 0) return originate(m_failure, m_message.c_str());
        return originate(REGDB_E_CLASSNOTREG, not_found().c_str());
    }

private:
    // True: this is the answer.
    bool try_file(const std::string& path, found_factory& found) {
        load_failure failure = load_failure::none;
        std::string why;
        const component_use& component = found.component.emplace(path, failure, why);
        if (failure == load_failure::no_file) return false;
        const std::string shown = shown_as_utf8(path);
        m_seen += (m_seen.empty() ? "" : ", ") + shown;
        if (!component) {
            remember(code_of(failure), shown + ": " + shown_as_utf8(why));
            return false;
        }
        std::string said;
        m_result = ask_for_factory(component.get_factory(), m_class, found.factory, shown, said);
        if (!said.empty()) m_said += ' ' + shown + ": " + said;
        return !is_unknown_class(m_result);
    }

    void remember(HRESULT code, std::string message) {
        if (m_failure < 0) return;
        m_failure = code;
        m_message = std::move(message);
    }

    std::string not_found() const {
        const std::string name = shown_class(m_class);
        if (!is_class_name(hstring_view(m_class)))
            return "\"" + name + "\" is not registered, and no class of a component is named so." +
                   m_said;
        if (!m_seen.empty()) return "Class " + name + " is not in " + m_seen + "." + m_said;
        return "No component for class " + name +
               " lies beside the application or in an added directory." + m_said;
    }

    HSTRING m_class;
    std::string m_said; // by callbacks that do not have the class
    std::string m_seen;
    std::string m_message;
    HRESULT m_failure = S_OK;
    HRESULT m_result = S_OK;
};

HRESULT find_factory(HSTRING class_name, found_factory& found) {
    std::string said;
    if (const registered_call call(class_name); call.callback() != nullptr) {
        const std::string who = "The registered callback";
        const HRESULT result =
            ask_for_factory(call.callback(), class_name, found.factory, who, said);
        if (!is_unknown_class(result)) return result;
        if (!said.empty()) said = ' ' + who + ": " + said;
    }
    return component_search(class_name, std::move(said)).run(found);
}

// use(factory) is the caller's purpose.
template <class Use>
HRESULT with_factory(HSTRING class_name, Use&& use) noexcept {
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    try {
        found_factory found;
        const HRESULT result = find_factory(class_name, found);
        return result < 0 ? result : use(*found.factory);
    } catch (const std::bad_alloc&) {
        return originate(E_OUTOFMEMORY, nullptr);
    }
}

} // namespace

HRESULT get_activation_factory(HSTRING class_name, REFIID iid, void** factory) noexcept {
    if (factory != nullptr) *factory = nullptr;
    if (factory == nullptr || class_name == nullptr)
        return originate(E_INVALIDARG, "The class name or the place for the factory is missing.");
    return with_factory(class_name, [&](IActivationFactory& found) {
        return ask_for_interface(found, class_name, iid, factory);
    });
}

HRESULT activate_instance(HSTRING class_name, IInspectable** instance) noexcept {
    if (instance != nullptr) *instance = nullptr;
    if (instance == nullptr || class_name == nullptr)
        return originate(E_INVALIDARG, "The class name or the place for the object is missing.");
    return with_factory(class_name, [&](IActivationFactory& found) {
        return ask_for_instance(found, class_name, instance);
    });
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// The components of these tests: where they lie, whether they are loaded, objects of theirs.
#pragma once
#include "support/values.h"
#include "worker.h"

#include <dlfcn.h>

#include <memory>
#include <string>

namespace contract {

inline const std::string component_directory = ASYNCOM_COMPONENT_DIRECTORY;

inline std::string component_path(const std::string& name) {
    return component_directory + "/lib" + name + ASYNCOM_COMPONENT_SUFFIX;
}

inline bool is_loaded(const std::string& name) {
    void* const library = ::dlopen(component_path(name).c_str(), RTLD_LAZY | RTLD_NOLOAD);
    if (library) ::dlclose(library);
    return library != nullptr;
}

// Of a component that is loaded.
inline hooks& hooks_of(const std::string& name) {
    void* const library = ::dlopen(component_path(name).c_str(), RTLD_LAZY | RTLD_NOLOAD);
    auto* const found = static_cast<hooks*>(::dlsym(library, "component_hooks"));
    ::dlclose(library);
    return *found;
}

// A string for one call.
class class_name {
public:
    explicit class_name(const std::u16string& text) : m_name(make_string(text)) {}
    ~class_name() { WindowsDeleteString(m_name); }
    class_name(const class_name&) = delete;
    class_name& operator=(const class_name&) = delete;
    operator HSTRING() const { return m_name; }

private:
    HSTRING m_name;
};

struct release_object {
    void operator()(IUnknown* object) const { object->Release(); }
};
template <class Interface>
using held = std::unique_ptr<Interface, release_object>;

inline HRESULT get_factory(const std::u16string& name, held<IActivationFactory>& factory) {
    void* found = nullptr;
    const class_name asked(name);
    const HRESULT result = RoGetActivationFactory(asked, IID_IActivationFactory, &found);
    factory.reset(static_cast<IActivationFactory*>(found));
    return result;
}

inline held<IWorker> make_worker(const std::u16string& name) {
    IInspectable* instance = nullptr;
    void* found = nullptr;
    const class_name asked(name);
    if (RoActivateInstance(asked, &instance) != S_OK) return nullptr;
    instance->QueryInterface(IID_IWorker, &found);
    instance->Release();
    return held<IWorker>(static_cast<IWorker*>(found));
}

inline held<IAsyncAction> start(IWorker& worker) {
    IAsyncAction* operation = nullptr;
    worker.Start(&operation);
    return held<IAsyncAction>(operation);
}

// Asks until the component is gone: a pool thread may need a moment to leave its code, also of an
// earlier test.
inline bool goes_away(const std::string& name) {
    for (int attempt = 0; attempt < 100000; ++attempt) {
        CoFreeUnusedLibraries();
        if (!is_loaded(name)) return true;
        ::sched_yield();
    }
    return false;
}

} // namespace contract

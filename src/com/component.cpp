// SPDX-License-Identifier: MIT
#include "com/component.h"

#include "platform/process_static.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <new>
#include <vector>

namespace asyncom::core {

using can_unload_function = HRESULT(ASYNCOM_CALL*)();

struct component {
    component* next = nullptr;
    std::string path;
    void* library = nullptr; // one reference
    PFNGETACTIVATIONFACTORY get_factory = nullptr;
    can_unload_function can_unload = nullptr;
    // Under the table's mutex.
    std::uint32_t uses = 0;
    std::uint64_t uses_ever = 0;
};

namespace {

struct component_table {
    std::mutex mutex;
    std::atomic<component*> first = nullptr; // in the child of a fork the list is whole

    // A use by a thread that is not there keeps its component loaded.
    void reset_in_child() noexcept { ::new (&mutex) std::mutex; }
};

component_table& table() noexcept {
    return process_static<component_table>();
}

struct unload {
    void operator()(component* target) const noexcept {
        if (target->library != nullptr) close_library(target->library);
        delete target;
    }
};
using component_owner = std::unique_ptr<component, unload>;

// Under the mutex. One file may be reached by several paths: the module is the same.
component* find(const component_table& all, const std::string& path, void* library) noexcept {
    for (component* each = all.first; each != nullptr; each = each->next)
        if (each->path == path || (library != nullptr && each->library == library)) return each;
    return nullptr;
}

// Under the mutex.
component* begin_use(component* target) noexcept {
    if (target != nullptr) {
        ++target->uses;
        ++target->uses_ever;
    }
    return target;
}

component_owner load(const std::string& path, load_failure& failure, std::string& why) {
    component_owner made(new component);
    made->path = path;
    made->library = open_library(path, failure, why);
    if (made->library == nullptr) return nullptr;
    made->get_factory = reinterpret_cast<PFNGETACTIVATIONFACTORY>(
        find_export(made->library, "DllGetActivationFactory"));
    if (made->get_factory == nullptr) {
        failure = load_failure::no_export;
        why = "it exports no DllGetActivationFactory";
        return nullptr;
    }
    made->can_unload =
        reinterpret_cast<can_unload_function>(find_export(made->library, "DllCanUnloadNow"));
    return made;
}

// Foreign code, which may be C++ and let an exception out: then it did not say so.
bool says_it_can_go(const component& target) noexcept {
    if (target.can_unload == nullptr) return false;
    try {
        return target.can_unload() == S_OK;
    } catch (...) {
        return false;
    }
}

struct asked_component {
    component* target;
    std::uint64_t uses_ever;
};

std::vector<asked_component> use_all(component_table& all) {
    std::vector<asked_component> used;
    std::scoped_lock lock(all.mutex);
    std::size_t count = 0;
    for (component* each = all.first; each != nullptr; each = each->next)
        ++count;
    used.reserve(count);
    for (component* each = all.first; each != nullptr; each = each->next) {
        if (each->uses != 0) continue; // who is inside may be about to make the first object
        ++each->uses;
        used.push_back({each, each->uses_ever});
    }
    return used;
}

// Ends a use; gives the component up if it may go and nobody has come meanwhile. Whoever comes
// afterwards loads it anew, which the loader turns into one more reference of the same module.
component_owner end_question(component_table& all, const asked_component& asked,
                             bool may_go) noexcept {
    component* const target = asked.target;
    std::scoped_lock lock(all.mutex);
    if (--target->uses != 0 || target->uses_ever != asked.uses_ever || !may_go) return nullptr;
    if (all.first == target) {
        all.first = target->next;
    } else {
        component* before = all.first;
        while (before->next != target)
            before = before->next;
        before->next = target->next;
    }
    return component_owner(target);
}

} // namespace

component_use::component_use(const std::string& path, load_failure& failure, std::string& why) {
    component_table& all = table();
    failure = load_failure::none;
    {
        std::scoped_lock lock(all.mutex);
        m_component = begin_use(find(all, path, nullptr));
        if (m_component != nullptr) return;
    }
    // The initialisers of the module run, so no lock is held.
    component_owner made = load(path, failure, why);
    if (!made) return;
    std::scoped_lock lock(all.mutex);
    m_component = begin_use(find(all, path, made->library));
    if (m_component != nullptr) return; // another thread was first
    made->next = all.first;
    all.first = made.get(); // sequentially consistent: behind `next`
    m_component = begin_use(made.release());
}

component_use::~component_use() {
    if (m_component == nullptr) return;
    std::scoped_lock lock(table().mutex);
    --m_component->uses;
}

PFNGETACTIVATIONFACTORY component_use::get_factory() const noexcept {
    return m_component->get_factory;
}

void free_unused_components(bool (*is_needed)(const void* address) noexcept) noexcept {
    component_table& all = table();
    std::vector<asked_component> used;
    try {
        used = use_all(all);
    } catch (const std::bad_alloc&) {
        return; // nothing was asked yet; another call may have memory for it
    }
    for (const asked_component& asked : used) {
        const component& target = *asked.target;
        const bool may_go =
            says_it_can_go(target) && !is_needed(reinterpret_cast<const void*>(target.can_unload));
        end_question(all, asked, may_go); // unloads outside the lock
    }
}

} // namespace asyncom::core

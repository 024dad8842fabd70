// SPDX-License-Identifier: MIT
// Components: modules that were loaded for a class of theirs, and stay until they say themselves
// that nothing of them lives.
#pragma once

#include "platform/shared_library.h"

#include <asyncom/asyncom.h>

#include <string>

namespace asyncom::core {

struct component;

// A component that is not unloaded meanwhile.
class component_use {
public:
    // Loads it where it is not. Holds nothing if that fails or the module gives no factories, and
    // says why. Throws std::bad_alloc.
    component_use(const std::string& path, load_failure& failure, std::string& why);
    ~component_use();
    component_use(const component_use&) = delete;
    component_use& operator=(const component_use&) = delete;

    explicit operator bool() const noexcept { return m_component != nullptr; }
    PFNGETACTIVATIONFACTORY get_factory() const noexcept;

private:
    component* m_component = nullptr;
};

// CoFreeUnusedLibraries. Asks each component that nobody is using; `is_needed` may keep one that
// says it can go: it gets an address inside the module.
void free_unused_components(bool (*is_needed)(const void* address) noexcept) noexcept;

} // namespace asyncom::core

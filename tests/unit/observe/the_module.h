// SPDX-License-Identifier: MIT
// A module of its own, which stays loaded, and the program beside it.
#pragma once

#include <gtest/gtest.h>

#if defined(_WIN32)
#include <windows.h>
#else
#include "platform/shared_library.h"

#include <string>
#endif

namespace asyncom::core::test {

#if defined(_WIN32)
inline void* find_in_module(const char* name) {
    static const HMODULE module = LoadLibraryA(UNIT_MODULE_OF_CALLBACKS);
    return reinterpret_cast<void*>(GetProcAddress(module, name));
}
#else
inline void* find_in_module(const char* name) {
    static void* const module = [] {
        load_failure failure = load_failure::none;
        std::string why;
        void* const opened = open_library(UNIT_MODULE_OF_CALLBACKS, failure, why);
        EXPECT_NE(opened, nullptr) << why;
        return opened;
    }();
    return find_export(module, name);
}
#endif

template <class Function>
Function exported(const char* name) {
    void* const found = find_in_module(name);
    EXPECT_NE(found, nullptr) << name;
    return reinterpret_cast<Function>(found);
}

inline const void* in_the_module() {
    static const void* const address = exported<const void*>("unit_run_work");
    return address;
}

inline const void* in_the_program() {
    return reinterpret_cast<const void*>(&in_the_module);
}

} // namespace asyncom::core::test

// SPDX-License-Identifier: MIT
// Two copies of the library in one process, each by its own exports. Nobody has used one of them in
// the process that a test forks.
#pragma once

#include "support/child.h"
#include "support/codes.h"

#include <asyncom/asyncom.h>

#include <gtest/gtest.h>

#include <dlfcn.h>

#include <filesystem>
#include <functional>
#include <string>

namespace contract {

inline constexpr const char* an_action = "{5a648006-843a-4da9-865b-9d26e5dfad7b}";

// The functions of one copy, as its own exports.
class copy {
public:
    explicit copy(void* library) : m_library(library) {}

    template <class Function>
    Function* find(Function*, const char* name) const {
        return reinterpret_cast<Function*>(::dlsym(m_library, name));
    }
    std::string error_text() const {
        char text[4096] = "";
        std::uint32_t needed = 0;
        find(&AsyncomGetErrorText, "AsyncomGetErrorText")(text, sizeof text, &needed);
        return text;
    }
    explicit operator bool() const { return m_library != nullptr; }

private:
    void* m_library;
};
#define OF(which, name) (which).find(&name, #name)

inline std::string other_library() {
    return ASYNCOM_OTHER_LIBRARY;
}

// Local or global: found either way, although no lookup of a symbol sees a local one.
inline copy load_other(int scope) {
    return copy(::dlopen(ASYNCOM_OTHER_LIBRARY, RTLD_NOW | scope));
}
inline copy linked_one() {
    return copy(::dlopen(ASYNCOM_LIBRARY, RTLD_NOW | RTLD_NOLOAD));
}

class TwoCopies : public testing::Test {
protected:
    static void expect(const std::function<void(child_report&)>& body) {
        const child_result result = in_child([&](child_report& child) {
            body(child);
            return 0;
        });
        EXPECT_EQ(result.code, 0);
        EXPECT_EQ(result.findings, "");
    }
};

} // namespace contract

// SPDX-License-Identifier: MIT
// Naming an address in code.
#include "platform/code_address.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#if !defined(_WIN32)
#include <unistd.h>
#endif

namespace asyncom::core {
namespace {

std::string name_of(const void* address) {
    char text[200];
    const std::size_t length = describe_code_address(address, text, sizeof text);
    EXPECT_EQ(text[length], '\0');
    return {text, length};
}

// Not inlined, so that it has a caller in this file.
[[gnu::noinline]] const void* own_caller() {
    return ASYNCOM_RETURN_ADDRESS();
}

#if !defined(_WIN32)

TEST(CodeAddress, NamesSymbolAndModuleWhereTheModuleExportsIt) {
    const std::string name = name_of(reinterpret_cast<const void*>(&::getppid));
    EXPECT_EQ(name.find("getppid+0x0 (libc."), 0u) << name;
}

#endif

TEST(CodeAddress, NamesModuleAndOffsetElsewhere) {
    const std::string name = name_of(own_caller());
#if defined(_WIN32)
    EXPECT_EQ(name.find("unit_platform.exe+0x"), 0u) << name;
#else
    EXPECT_EQ(name.find("unit_platform+0x"), 0u) << name;
#endif
}

TEST(CodeAddress, NamesTheBareAddressWhereNoModuleIs) {
    EXPECT_EQ(name_of(reinterpret_cast<const void*>(std::uintptr_t{0x10})), "0x10");
}

TEST(CodeAddress, CutsTheNameToTheBuffer) {
    char text[4];
    EXPECT_EQ(describe_code_address(reinterpret_cast<const void*>(std::uintptr_t{0x1000}), text,
                                    sizeof text),
              3u);
    EXPECT_STREQ(text, "0x1");
    EXPECT_EQ(describe_code_address(nullptr, nullptr, 0), 0u);
}

} // namespace
} // namespace asyncom::core

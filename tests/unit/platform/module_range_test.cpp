// SPDX-License-Identifier: MIT
// Where modules lie in memory.
#include "platform/module_range.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <memory>

namespace asyncom::core {
namespace {

int own_data = 1;

int own_code() {
    return own_data;
}

const void* address_of(int (*function)()) {
    return reinterpret_cast<const void*>(function);
}

bool is_empty(const module_range& range) {
    return range.begin == 0 && range.end == 0;
}

TEST(ModuleRange, HoldsTheCodeAndTheDataOfItsModule) {
    const module_range own = module_range_of(address_of(&own_code));
    EXPECT_LT(own.begin, own.end);
    EXPECT_TRUE(own.contains(address_of(&own_code)));
    EXPECT_TRUE(own.contains(&own_data));
    const module_range by_data = module_range_of(&own_data);
    EXPECT_EQ(by_data.begin, own.begin);
    EXPECT_EQ(by_data.end, own.end);
}

TEST(ModuleRange, EndsBehindItsLastByte) {
    const module_range own = module_range_of(&own_data);
    EXPECT_TRUE(own.contains(reinterpret_cast<const void*>(own.begin)));
    EXPECT_TRUE(own.contains(reinterpret_cast<const void*>(own.end - 1)));
    EXPECT_FALSE(own.contains(reinterpret_cast<const void*>(own.end)));
    EXPECT_FALSE(own.contains(reinterpret_cast<const void*>(own.begin - 1)));
}

TEST(ModuleRange, IsAnotherForAnotherModule) {
    const module_range own = module_range_of(&own_data);
    // The C library's own pointer: a program's address of a function may be its own stub.
    const void* const library_data = &*stderr;
    const module_range library = module_range_of(library_data);
    ASSERT_FALSE(is_empty(library));
    EXPECT_FALSE(own.contains(library_data));
    EXPECT_FALSE(library.contains(&own_data));
    EXPECT_TRUE(own.end <= library.begin || library.end <= own.begin);
}

TEST(ModuleRange, IsEmptyWhereNoModuleIs) {
    const int on_the_stack = 0;
    const auto on_the_heap = std::make_unique<int>();
    EXPECT_TRUE(is_empty(module_range_of(nullptr)));
    EXPECT_TRUE(is_empty(module_range_of(&on_the_stack)));
    EXPECT_TRUE(is_empty(module_range_of(on_the_heap.get())));
    EXPECT_TRUE(is_empty(module_range_of(reinterpret_cast<const void*>(UINTPTR_MAX))));
    EXPECT_FALSE(module_range{}.contains(nullptr)) << "nothing lies in it";
}

} // namespace
} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// The task allocator.
#include <asyncom/runtime.h>

#include <gtest/gtest.h>

#include <cstring>

namespace {

TEST(TaskMemory, GivesABlockOfItsOwnForNoBytes) {
    void* first = CoTaskMemAlloc(0);
    void* second = CoTaskMemAlloc(0);
    EXPECT_NE(first, nullptr);
    EXPECT_NE(second, nullptr);
    EXPECT_NE(first, second);
    CoTaskMemFree(first);
    CoTaskMemFree(second);
}

TEST(TaskMemory, KeepsTheContentWhenABlockGrows) {
    auto* block = static_cast<char*>(CoTaskMemAlloc(4));
    ASSERT_NE(block, nullptr);
    std::memcpy(block, "abcd", 4);
    block = static_cast<char*>(CoTaskMemRealloc(block, 4096));
    ASSERT_NE(block, nullptr);
    EXPECT_EQ(std::memcmp(block, "abcd", 4), 0);
    CoTaskMemFree(block);
}

TEST(TaskMemory, ReallocatesANullBlock) {
    void* block = CoTaskMemRealloc(nullptr, 8);
    EXPECT_NE(block, nullptr);
    CoTaskMemFree(block);
    block = CoTaskMemRealloc(nullptr, 0);
    EXPECT_NE(block, nullptr);
    CoTaskMemFree(block);
}

TEST(TaskMemory, FreesABlockThatIsReallocatedToNoBytes) {
    EXPECT_EQ(CoTaskMemRealloc(CoTaskMemAlloc(8), 0), nullptr);
}

TEST(TaskMemory, FreesNull) {
    CoTaskMemFree(nullptr);
}

} // namespace

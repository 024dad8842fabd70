// SPDX-License-Identifier: MIT
#include "tool/directory.h"

#include <gtest/gtest.h>

#include <string>

using namespace asyncom::tool;

namespace {

reference<directory> make(reference<directory> parent, std::string_view name) {
    return reference<directory>::adopt(new directory{std::move(parent), name});
}

std::string path_of(const directory& folder, std::string_view entry) {
    std::string text = ">";
    folder.append_path(text, entry);
    return text;
}

} // namespace

TEST(Directory, AppendsPathsRelativeToTheRoot) {
    const auto root = make({}, {});
    const auto inner = make(make(root, "one"), "two");
    EXPECT_EQ(path_of(*root, "file"), ">file");
    EXPECT_EQ(path_of(*inner, "file"), ">one/two/file");
}

TEST(Directory, OutlivesTheReferenceOfTheWalk) {
    auto inner = make(make(make({}, {}), "kept"), "inner");
    EXPECT_EQ(path_of(*inner, "file"), ">kept/inner/file");
}

TEST(Directory, AMillionDeepGoesInConstantStack) {
    auto current = make({}, {});
    for (int i = 0; i < 1'000'000; ++i) {
        current = make(std::move(current), "d");
    }
    current.reset();
}

TEST(OpenDirectory, IsCountedWhileItIsOpen) {
    std::atomic<uint32_t> open{0};
    auto handle = reference<open_directory>::adopt(new open_directory{unique_fd{}, open});
    auto second = handle;
    EXPECT_EQ(open.load(), 1u);
    handle.reset();
    EXPECT_EQ(open.load(), 1u);
    second.reset();
    EXPECT_EQ(open.load(), 0u);
}

// SPDX-License-Identifier: MIT
// Where components are looked for. What is added stays for the process, so each test adds its own.
#include "com/component_directories.h"

#include "com/error_slot.h"
#include "platform/shared_library.h"
#include "support/child_process.h"
#include "unit/support/error_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace asyncom::core {
namespace {

using test::take_error_text;

std::ptrdiff_t times_listed(const std::string& path) {
    const std::vector<std::string> all = component_directories();
    return std::count(all.begin(), all.end(), path);
}

TEST(ComponentDirectories, BeginWithTheApplicationsOwn) {
    const std::vector<std::string> all = component_directories();
    ASSERT_FALSE(all.empty());
    EXPECT_EQ(all.front(), application_directory());
}

TEST(ComponentDirectories, FollowInTheOrderInWhichTheyWereAdded) {
    EXPECT_EQ(add_component_directory("/order/b"), S_OK);
    EXPECT_EQ(add_component_directory("/order/a"), S_OK);
    EXPECT_EQ(add_component_directory("/order/b"), S_FALSE);
    EXPECT_EQ(add_component_directory("/order/c"), S_OK);
    const std::vector<std::string> all = component_directories();
    ASSERT_GE(all.size(), 4u);
    const std::vector<std::string> last(all.end() - 3, all.end());
    EXPECT_EQ(last, (std::vector<std::string>{"/order/b", "/order/a", "/order/c"}));
}

TEST(ComponentDirectories, AreTheSameWithSlashesAtTheirEnd) {
    EXPECT_EQ(add_component_directory("/slash//"), S_OK);
    EXPECT_EQ(add_component_directory("/slash"), S_FALSE);
    EXPECT_EQ(add_component_directory("/slash/"), S_FALSE);
    EXPECT_EQ(times_listed("/slash"), 1);
    EXPECT_EQ(add_component_directory("///"), S_OK);
    EXPECT_EQ(add_component_directory("/"), S_FALSE);
    EXPECT_EQ(times_listed("/"), 1);
}

TEST(ComponentDirectories, NeedNotBeThereAndMayBeLong) {
    const std::string path = "/" + std::string(10'000, 'x');
    EXPECT_EQ(add_component_directory(path.c_str()), S_OK);
    EXPECT_EQ(times_listed(path), 1);
    EXPECT_EQ(add_component_directory("/Mus\xC3\xA9"
                                      "e"),
              S_OK);
}

TEST(ComponentDirectories, AreAbsoluteAndInUtf8) {
    const std::size_t before = component_directories().size();
    for (const char* path : {"", ".", "..", "relative", "./here", "~/home", "\\\\server", "C:\\x",
                             "/not\xFFutf8", "/cut\xC3"}) {
        EXPECT_EQ(add_component_directory(path), E_INVALIDARG) << path;
        EXPECT_NE(take_error_text(), "");
    }
    EXPECT_EQ(add_component_directory(nullptr), E_POINTER);
    EXPECT_NE(take_error_text(), "");
    EXPECT_EQ(component_directories().size(), before);
}

TEST(ComponentDirectories, SaysNothingWhereItSucceeds) {
    set_error_info(0, nullptr);
    add_component_directory("/quiet");
    add_component_directory("/quiet");
    EXPECT_EQ(peek_error_info(), nullptr);
}

TEST(ComponentDirectories, LoseNoneThatThreadsAddAtOnce) {
    constexpr int threads = 8;
    constexpr int each = 25;
    std::atomic<int> added{0};
    std::vector<std::thread> adders;
    for (int i = 0; i < threads; ++i) {
        adders.emplace_back([&] {
            for (int number = 0; number < each; ++number) {
                const std::string path = "/at once/" + std::to_string(number);
                added += add_component_directory(path.c_str()) == S_OK;
                EXPECT_EQ(times_listed(path), 1);
            }
        });
    }
    for (std::thread& adder : adders)
        adder.join();
    EXPECT_EQ(added, each) << "one thread was the first with each";
}

TEST(ComponentDirectories, AreInheritedByAChild) {
    add_component_directory("/inherited");
    EXPECT_TRUE(holds_in_child([] {
        return times_listed("/inherited") == 1 && add_component_directory("/child") == S_OK &&
               times_listed("/child") == 1;
    }));
    EXPECT_EQ(times_listed("/child"), 0);
}

} // namespace
} // namespace asyncom::core

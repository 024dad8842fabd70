// SPDX-License-Identifier: MIT
// All modules of the process.
#include "platform/loaded_modules.h"

#include "module_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

namespace asyncom::core {
namespace {

using test::loaded;

TEST(LoadedModules, AreFoundHoweverLocallyTheyWereLoaded) {
    EXPECT_TRUE(find_in_all_modules("unit_probe_value").empty());
    loaded library(UNIT_MODULE_PROBE);
    EXPECT_EQ(find_in_all_modules("unit_probe_value"),
              std::vector<void*>{library.find("unit_probe_value")});
    EXPECT_EQ(find_in_all_modules("unit_base_value").size(), 1u) << "a dependency, once";
    library.close();
    EXPECT_TRUE(find_in_all_modules("unit_probe_value").empty());
}

TEST(LoadedModules, AreAskedForWhatTheyExportThemselves) {
    const std::vector<void*> found = find_in_all_modules("getppid");
    ASSERT_FALSE(found.empty());
    for (void* const address : found)
        EXPECT_NE(module_of(address), "");
    EXPECT_TRUE(find_in_all_modules("unit_nobodys_name").empty());
}

TEST(LoadedModules, AreNamedByAnAddressInside) {
    const loaded library(UNIT_MODULE_PROBE);
    const std::filesystem::path expected = UNIT_MODULE_PROBE;
    EXPECT_EQ(module_of(library.find("unit_probe_value")), expected);
    EXPECT_EQ(module_of(library.find("unit_probe_counter")), expected) << "code or data";
}

TEST(LoadedModules, AreNoneWhereNoCodeIs) {
    const int on_the_stack = 0;
    const auto on_the_heap = std::make_unique<int>();
    EXPECT_EQ(module_of(nullptr), "");
    EXPECT_EQ(module_of(&on_the_stack), "");
    EXPECT_EQ(module_of(on_the_heap.get()), "");
}

TEST(LoadedModules, MayComeAndGoWhileTheyAreLookedThrough) {
    std::thread other([] {
        for (int round = 0; round < 100; ++round)
            loaded(UNIT_MODULE_PROBE);
    });
    for (int round = 0; round < 100; ++round) {
        EXPECT_LE(find_in_all_modules("unit_probe_value").size(), 1u);
        EXPECT_FALSE(find_in_all_modules("getppid").empty());
    }
    other.join();
}

} // namespace
} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// Loading modules, why it fails, and what they export themselves.
#include "platform/shared_library.h"

#include "module_files.h"
#include "support/child_process.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include <dlfcn.h>
#include <sys/stat.h>

namespace asyncom::core {
namespace {

using namespace test;

const std::string probe = UNIT_MODULE_PROBE;

load_failure failure_of(const std::string& path, std::string* sentence = nullptr) {
    load_failure failure = load_failure::none;
    std::string why;
    void* const library = open_library(path, failure, why);
    EXPECT_EQ(library, nullptr);
    EXPECT_EQ(failure == load_failure::no_file, why.empty()) << why;
    if (sentence != nullptr) *sentence = why;
    return failure;
}

TEST(SharedLibrary, IsLoadedByItsPath) {
    const loaded library(probe);
    auto* const value = reinterpret_cast<int (*)()>(library.find("unit_probe_value"));
    ASSERT_NE(value, nullptr);
    const int first = value();
    EXPECT_EQ(value(), first + 1) << "its own code and that of its dependency";
}

TEST(SharedLibrary, IsTheSameUntilTheLastReferenceIsGivenBack) {
    loaded first(probe);
    loaded second(probe);
    EXPECT_EQ(first.handle(), second.handle());
    auto& counter = *static_cast<int*>(first.find("unit_probe_counter"));
    counter = 100;
    first.close();
    EXPECT_EQ(*static_cast<int*>(second.find("unit_probe_counter")), 100);
}

TEST(SharedLibrary, KeepsItsNamesToItself) {
    const loaded library(probe);
    EXPECT_EQ(::dlsym(RTLD_DEFAULT, "unit_probe_value"), nullptr);
}

TEST(SharedLibrary, GivesItsOwnExportsOnly) {
    const loaded library(probe);
    EXPECT_NE(library.find("unit_probe_counter"), nullptr);
    EXPECT_EQ(library.find("unit_base_value"), nullptr) << "its dependency's";
    EXPECT_EQ(library.find("getppid"), nullptr) << "everybody's";
    EXPECT_EQ(library.find("unit_nobodys_name"), nullptr);
    const loaded base(UNIT_MODULE_BASE);
    EXPECT_NE(base.find("unit_base_value"), nullptr);
}

TEST(SharedLibrary, MayBeMissing) {
    const scratch_directory scratch;
    std::filesystem::create_symlink(scratch.path("nowhere"), scratch.path("broken.so"));
    EXPECT_EQ(failure_of(scratch.path("missing.so")), load_failure::no_file);
    EXPECT_EQ(failure_of(scratch.path("broken.so")), load_failure::no_file);
    EXPECT_EQ(failure_of(probe + "/inside.so"), load_failure::no_file);
    EXPECT_EQ(failure_of("/" + std::string(100'000, 'x')), load_failure::no_file);
}

TEST(SharedLibrary, MayBeNoModuleAtAll) {
    const scratch_directory scratch;
    std::string why;
    EXPECT_EQ(failure_of(scratch.file("text.so", "This is no module, but long enough."), &why),
              load_failure::bad_format);
    EXPECT_NE(why.find("text.so"), std::string::npos) << why;
    EXPECT_EQ(failure_of(scratch.file("empty.so", "")), load_failure::bad_format);
    EXPECT_EQ(failure_of(scratch.file("short.so", contents_of(probe).substr(0, 19))),
              load_failure::bad_format);
    std::filesystem::create_directory(scratch.path("directory.so"));
    EXPECT_EQ(failure_of(scratch.path("directory.so")), load_failure::bad_format);
}

#if !defined(__APPLE__)
TEST(SharedLibrary, MayBeForAnotherMachine) {
    const scratch_directory scratch;
    const std::string whole = contents_of(probe);
    constexpr std::size_t word_size = 4;
    constexpr std::size_t byte_order = 5;
    constexpr std::size_t machine = 18;
    for (const std::size_t byte : {word_size, byte_order, machine, machine + 1}) {
        std::string other = whole;
        other[byte] = static_cast<char>(other[byte] ^ 3);
        EXPECT_EQ(failure_of(scratch.file("other.so", other)), load_failure::bad_format) << byte;
    }
}

TEST(SharedLibrary, MayLackASymbolAndIsNotLoadedThen) {
    std::string why;
    EXPECT_EQ(failure_of(UNIT_MODULE_LACKING, &why), load_failure::not_loadable);
    EXPECT_NE(why.find("unit_function_of_nobody"), std::string::npos) << why;
}
#endif

// Nothing but the header, which is one of this machine. What is cut off further behind the loader
// itself maps and stumbles over.
std::string header_alone() {
    return contents_of(probe).substr(0, 64);
}

TEST(SharedLibrary, MayBeCutOff) {
    const scratch_directory scratch;
    EXPECT_EQ(failure_of(scratch.file("cut.so", header_alone())), load_failure::not_loadable);
}

// What it was made for cannot be known, so it is not said to be for another machine.
TEST(SharedLibrary, MayBeUnreadable) {
    const scratch_directory scratch;
    const std::string path = scratch.file("secret.so", contents_of(probe));
    ASSERT_EQ(::chmod(path.c_str(), 0), 0);
    ASSERT_EQ(::chmod(scratch.path("").c_str(), 0755), 0);
    constexpr uid_t nobody = 65534;
    EXPECT_TRUE(holds_in_child([&] {
        if (::geteuid() == 0 && ::setuid(nobody) != 0) return false;
        return failure_of(path) == load_failure::not_loadable;
    }));
}

#if defined(__linux__)
// The name that a program was called by may be anything, and name no file.
TEST(SharedLibrary, KnowsItsMachineUnderAnyName) {
    if (::getenv("UNIT_OTHER_NAME") != nullptr) {
        const scratch_directory scratch;
        EXPECT_EQ(failure_of(scratch.file("cut.so", header_alone())), load_failure::not_loadable);
        return;
    }
    const std::string program = std::filesystem::read_symlink("/proc/self/exe").string();
    EXPECT_TRUE(holds_in_child([&] {
        ::setenv("UNIT_OTHER_NAME", "1", 1);
        ::execl(program.c_str(), "no such file",
                "--gtest_filter=SharedLibrary.KnowsItsMachineUnderAnyName", nullptr);
        return false;
    }));
}

TEST(SharedLibrary, TheApplicationsDirectoryIsWhereItsProgramLies) {
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe");
    EXPECT_EQ(application_directory(), program.parent_path().string());
}
#endif

} // namespace
} // namespace asyncom::core

// SPDX-License-Identifier: MIT
#include "tool/older_manifest.h"

#include "scratch_directory.h"

#include <fcntl.h>
#include <gtest/gtest.h>

namespace asyncom::tool {
namespace {

std::string line(char digit, const std::string& name) {
    return std::string(64, digit) + "  " + name + '\n';
}

class OlderManifest : public ::testing::Test {
protected:
    older_manifest with(const std::string& text) {
        m_scratch.write("sums", text);
        return older_manifest{open(), "sums"};
    }
    unique_fd open() const {
        return unique_fd{::open((m_scratch / "sums").c_str(), O_RDONLY | O_CLOEXEC)};
    }
    static int first_byte(const digest* found) { return found ? (*found)[0] : -1; }

    scratch_directory m_scratch;
};

TEST_F(OlderManifest, FindsInOrder) {
    older_manifest older = with(line('1', "a") + line('2', "b/c") + line('3', "d"));
    EXPECT_EQ(first_byte(older.find("a")), 0x11);
    EXPECT_EQ(first_byte(older.find("b")), -1);
    EXPECT_EQ(first_byte(older.find("b/c")), 0x22);
    EXPECT_EQ(first_byte(older.find("d")), 0x33);
    EXPECT_EQ(first_byte(older.find("e")), -1);
}

TEST_F(OlderManifest, PassesOverWhatIsNotAskedFor) {
    older_manifest older = with(line('1', "a") + line('2', "b") + line('3', "c"));
    EXPECT_EQ(first_byte(older.find("c")), 0x33);
    EXPECT_EQ(first_byte(older.find("b")), -1) << "not in order";
}

TEST_F(OlderManifest, KnowsNamesAsTheyAre) {
    older_manifest older = with(line('1', "./-") + '\\' + line('2', "a\\nb"));
    EXPECT_EQ(first_byte(older.find("-")), 0x11);
    EXPECT_EQ(first_byte(older.find("a\nb")), 0x22);
}

TEST_F(OlderManifest, CountsFilesAndNothingElse) {
    older_manifest older = with("# comment\n\nnonsense\n" + line('1', "a") + line('2', "b"));
    EXPECT_EQ(first_byte(older.find("a")), 0x11);
    EXPECT_EQ(older.count(), 2u);
    EXPECT_EQ(older.count(), 2u);
    EXPECT_EQ(with("").count(), 0u);
}

TEST_F(OlderManifest, TakesForUnchangedOnlyWhatIsOlderThanItself) {
    const older_manifest older = with(line('1', "a"));
    struct stat status {};
    ASSERT_EQ(::stat((m_scratch / "sums").c_str(), &status), 0);
    EXPECT_FALSE(older.is_unchanged(status)) << "written after it was made, or at the same time";
    struct stat long_ago {};
    long_ago.st_ctim.tv_sec = 1;
    const unique_fd file = open();
    struct statx born {};
    const bool has_birth = ::statx(file.get(), "", AT_EMPTY_PATH, STATX_BTIME, &born) == 0 &&
                           (born.stx_mask & STATX_BTIME) != 0;
    EXPECT_EQ(older.is_unchanged(long_ago), has_birth);
}

} // namespace
} // namespace asyncom::tool

// SPDX-License-Identifier: MIT
#include "tool/manifest_file.h"

#include "tool/failure.h"

#include "scratch_directory.h"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <string>

using namespace asyncom::tool;

namespace {

void write_manifest(const std::string& path, const std::string& content) {
    manifest_file file{path};
    file.write(content);
    file.commit();
}

} // namespace

TEST(ManifestFile, AppearsWithItsWholeContent) {
    const scratch_directory directory;
    write_manifest(directory / "sums", "content");
    EXPECT_EQ(directory.read("sums"), "content");
    EXPECT_EQ(directory.count(), 1u);
}

TEST(ManifestFile, LeavesNothingBehindIfItIsNotCommitted) {
    const scratch_directory directory;
    directory.write("sums", "old");
    {
        manifest_file file{directory / "sums"};
        file.write("new");
    }
    EXPECT_EQ(directory.read("sums"), "old");
    EXPECT_EQ(directory.count(), 1u);
}

TEST(ManifestFile, KeepsTheOlderOne) {
    const scratch_directory directory;
    write_manifest(directory / "sums", "one");
    write_manifest(directory / "sums", "two");
    write_manifest(directory / "sums", "three");
    EXPECT_EQ(directory.read("sums"), "three");
    EXPECT_EQ(directory.read("sums~"), "two");
    EXPECT_EQ(directory.count(), 2u);
}

TEST(ManifestFile, NamesWhatItUses) {
    const scratch_directory directory;
    const manifest_file file{directory / "sums"};
    struct stat status;
    ASSERT_EQ(::stat(directory.path().c_str(), &status), 0);
    EXPECT_EQ(file.own_names().inode, status.st_ino);
    EXPECT_EQ(file.own_names().names[0], "sums");
    EXPECT_EQ(file.own_names().names[1], "sums~");
}

TEST(ManifestFile, ALinkStandsForWhatItPointsTo) {
    const scratch_directory directory;
    directory.write("real/place", "old");
    ASSERT_EQ(::symlink("real/place", (directory / "link").c_str()), 0);
    write_manifest(directory / "link", "new");
    EXPECT_TRUE(std::filesystem::is_symlink(directory / "link"));
    EXPECT_EQ(directory.read("real/place"), "new");
    EXPECT_EQ(directory.read("real/place~"), "old");
}

TEST(ManifestFile, RefusesWhatCannotBeReplaced) {
    const scratch_directory directory;
    std::filesystem::create_directory(directory / "directory");
    ::mkfifo((directory / "fifo").c_str(), 0600);
    ::symlink("loop", (directory / "loop").c_str());
    for (const char* name : {"directory", "fifo", "loop", "missing/sums", "directory/", ".", ""}) {
        EXPECT_THROW(manifest_file{directory / name}, failure) << name;
    }
    directory.write("blocked", "old");
    std::filesystem::create_directory(directory / "blocked~");
    EXPECT_THROW(manifest_file{directory / "blocked"}, failure);
    EXPECT_EQ(directory.read("blocked"), "old");
}

TEST(ManifestFile, TakesANameOfFullLength) {
    const scratch_directory directory;
    const std::string name(255, 'n');
    write_manifest(directory / name, "one");
    EXPECT_EQ(directory.read(name), "one");
    // There is no room for the tilde, which is said at once.
    EXPECT_THROW(manifest_file{directory / name}, failure);
}

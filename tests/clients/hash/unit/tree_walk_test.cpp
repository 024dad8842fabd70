// SPDX-License-Identifier: MIT
#include "tool/tree_walk.h"

#include "scratch_directory.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace asyncom::tool;

namespace {

unique_fd open_root(const scratch_directory& tree) {
    return unique_fd{::open(tree.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
}

std::vector<std::string> files_of(tree_walk& walk) {
    std::vector<std::string> paths;
    tree_walk::item item;
    for (;;) {
        const tree_walk::found found = walk.next(item);
        if (found == tree_walk::found::end) return paths;
        if (found == tree_walk::found::directory) continue;
        std::string path = found == tree_walk::found::problem ? "!" : "";
        item.folder->append_path(path, item.name);
        paths.push_back(path);
    }
}

std::vector<std::string> files_of(const scratch_directory& tree, const walk_options& options = {}) {
    std::atomic<uint32_t> open{0};
    std::vector<std::string> paths;
    {
        tree_walk walk{open_root(tree), options, open};
        paths = files_of(walk);
    }
    EXPECT_EQ(open.load(), 0u) << "every directory is closed at the end";
    return paths;
}

using list = std::vector<std::string>;

} // namespace

TEST(TreeWalk, GivesPathsInTheOrderOfTheirBytes) {
    const scratch_directory tree;
    list names = {"a/z", "a.b", "a0", "a/b/c", "a-/x", "B", "\xff", "a/b.c", "-"};
    for (const std::string& name : names) {
        tree.write(name);
    }
    std::sort(names.begin(), names.end(), [](const std::string& left, const std::string& right) {
        return std::lexicographical_compare(
            left.begin(), left.end(), right.begin(), right.end(),
            [](unsigned char one, unsigned char other) { return one < other; });
    });
    EXPECT_EQ(files_of(tree), names);
}

TEST(TreeWalk, AnEmptyTreeHasNoFiles) {
    const scratch_directory tree;
    EXPECT_EQ(files_of(tree), list{});
}

TEST(TreeWalk, CountsWhatItNeverGives) {
    const scratch_directory tree;
    tree.write("file");
    ::symlink("file", (tree / "link").c_str());
    ::symlink(".", (tree / "link to a directory").c_str());
    ::mkfifo((tree / "fifo").c_str(), 0600);
    const unique_fd socket{::socket(AF_UNIX, SOCK_STREAM, 0)};
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = tree / "socket";
    ASSERT_LT(path.size(), sizeof address.sun_path);
    path.copy(address.sun_path, path.size());
    ASSERT_EQ(::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);

    skipped_counts skipped;
    walk_options options;
    options.skipped = &skipped;
    EXPECT_EQ(files_of(tree, options), list{"file"});
    EXPECT_EQ(skipped.of(file_kind::link), 2u);
    EXPECT_EQ(skipped.of(file_kind::fifo), 1u);
    EXPECT_EQ(skipped.of(file_kind::socket), 1u);
}

TEST(TreeWalk, LeavesOutNamesOfOneDirectoryOnly) {
    const scratch_directory tree;
    tree.write("sums");
    tree.write("other");
    tree.write("deep/sums");
    struct stat status;
    ASSERT_EQ(::stat(tree.path().c_str(), &status), 0);
    left_out excluded;
    excluded.device = status.st_dev;
    excluded.inode = status.st_ino;
    excluded.names = {"sums", "sums~"};
    walk_options options;
    options.excluded = &excluded;
    EXPECT_EQ(files_of(tree, options), (list{"deep/sums", "other"}));
}

TEST(TreeWalk, ComesBackToDirectoriesThatItHadToClose) {
    const scratch_directory tree;
    std::string deep;
    list expected;
    for (int i = 0; i < 20; ++i) {
        tree.write(deep + "a");
        tree.write(deep + "z");
        expected.push_back(deep + "a");
        deep += "m/";
    }
    for (int i = 0; i < 20; ++i) {
        deep.resize(deep.size() - 2);
        expected.push_back(deep + "z");
    }
    walk_options options;
    options.most_open = 2;
    EXPECT_EQ(files_of(tree, options), expected);
}

TEST(TreeWalk, FindsAClosedDirectoryAgainThoughItsChildWasMovedAway) {
    const scratch_directory tree;
    const scratch_directory elsewhere;
    tree.write("1/2/3/4/file");
    tree.write("1/z");
    walk_options options;
    options.most_open = 2;
    std::atomic<uint32_t> open{0};
    tree_walk walk{open_root(tree), options, open};
    tree_walk::item item;
    while (walk.next(item) == tree_walk::found::directory) {
    }
    EXPECT_EQ(item.name, "file");
    std::filesystem::rename(tree / "1/2", elsewhere / "2");
    EXPECT_EQ(files_of(walk), list{"1/z"});
}

TEST(TreeWalk, SaysSoIfADirectoryIsLostOnTheWay) {
    const scratch_directory tree;
    const scratch_directory elsewhere;
    tree.write("1/2/3/4/file");
    tree.write("1/2/z");
    tree.write("1/z");
    walk_options options;
    options.most_open = 2;
    std::atomic<uint32_t> open{0};
    tree_walk walk{open_root(tree), options, open};
    tree_walk::item item;
    while (walk.next(item) == tree_walk::found::directory) {
    }
    std::filesystem::rename(tree / "1/2/3", elsewhere / "3"); // the way up from below
    std::filesystem::rename(tree / "1/2", elsewhere / "2");   // the way down from the root
    EXPECT_EQ(files_of(walk), (list{"!1/2", "1/z"}));
}

TEST(TreeWalk, GivesADirectoryThatVanishedAsAProblem) {
    const scratch_directory tree;
    tree.write("a");
    tree.write("gone/file");
    std::atomic<uint32_t> open{0};
    tree_walk walk{open_root(tree), {}, open};
    tree_walk::item item;
    ASSERT_EQ(walk.next(item), tree_walk::found::directory); // the root is listed now
    std::filesystem::remove_all(tree / "gone");
    EXPECT_EQ(files_of(walk), (list{"a", "!gone"}));
}

TEST(TreeWalk, NeverEntersALinkThatReplacedADirectory) {
    const scratch_directory tree;
    const scratch_directory elsewhere;
    elsewhere.write("secret");
    tree.write("d/file");
    std::atomic<uint32_t> open{0};
    tree_walk walk{open_root(tree), {}, open};
    tree_walk::item item;
    ASSERT_EQ(walk.next(item), tree_walk::found::directory);
    std::filesystem::remove_all(tree / "d");
    ::symlink(elsewhere.path().c_str(), (tree / "d").c_str());
    EXPECT_EQ(files_of(walk), list{"!d"});
}

TEST(TreeWalk, CountsFilesAndBytesWithoutGivingThem) {
    const scratch_directory tree;
    tree.write("a", "12345");
    tree.write("d/b", "123");
    tree.write("d/e/c");
    tree_size size;
    walk_options options;
    options.size = &size;
    EXPECT_EQ(files_of(tree, options), list{});
    EXPECT_EQ(size.files, 3u);
    EXPECT_EQ(size.bytes, 8u);
}

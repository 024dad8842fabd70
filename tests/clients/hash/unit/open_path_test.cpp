// SPDX-License-Identifier: MIT
#include "tool/open_path.h"

#include "scratch_directory.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <string>

using namespace asyncom::tool;

TEST(OpenPath, OpensAPathThatIsLongerThanTheSystemAllows) {
    const scratch_directory tree;
    unique_fd current{::open(tree.path().c_str(), O_RDONLY | O_DIRECTORY)};
    const unique_fd root{::dup(current.get())};
    const std::string name(200, 'd');
    std::string path;
    for (int i = 0; i < 50; ++i) { // 10 050 bytes
        ASSERT_EQ(::mkdirat(current.get(), name.c_str(), 0700), 0);
        current = unique_fd{::openat(current.get(), name.c_str(), O_RDONLY | O_DIRECTORY)};
        path += name + "//"; // as many slashes as one likes
    }
    const unique_fd made{::openat(current.get(), "file", O_CREAT | O_WRONLY, 0600)};
    ASSERT_TRUE(made);
    EXPECT_TRUE(open_path(root.get(), path + "file", O_RDONLY));
    EXPECT_TRUE(open_path(AT_FDCWD, tree.path().string() + "/" + path, O_RDONLY | O_DIRECTORY));
    EXPECT_FALSE(open_path(root.get(), path + "missing", O_RDONLY));
    EXPECT_EQ(errno, ENOENT);
}

TEST(OpenPath, RefusesAComponentThatNoSystemHas) {
    EXPECT_FALSE(open_path(AT_FDCWD, std::string(5000, 'x'), O_RDONLY));
    EXPECT_EQ(errno, ENAMETOOLONG);
}

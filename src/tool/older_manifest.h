// SPDX-License-Identifier: MIT
//
// What an earlier run has found out, for one that goes on from there: the lines of the manifest
// that stands under the name now, and which files nobody has touched since that run began.
//
// A manifest's file is made before the first file of the tree is looked at, so its birth is the
// beginning of its run. What has changed later bears a later time, whatever its content; a file
// that was moved does too, one in a directory that was moved does not.
#pragma once

#include "tool/line_reader.h"
#include "tool/manifest_line.h"

#include <sys/stat.h>

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

namespace asyncom::tool {

class older_manifest {
public:
    // `name` is how the file is called in messages.
    older_manifest(unique_fd file, const std::string& name);

    // The value that stands there for the file, or null. Paths are asked for in the order of a
    // manifest; lines that are not in this order are not found. One thread. Throws `failure` if the
    // file can't be read.
    [[nodiscard]] const digest* find(std::string_view path);

    // Whether a file of this status is as that run has seen it. Never where the file system keeps
    // no births. Any thread.
    [[nodiscard]] bool is_unchanged(const struct stat& status) const noexcept;

    // How many files are listed in all. Reads to the end, so nothing is found afterwards.
    [[nodiscard]] uint64_t count();

private:
    [[nodiscard]] bool read_line();

    timespec m_begun{};
    bool m_has_birth = false;
    line_reader m_reader;
    manifest_line m_line; // the next one, unless at the end
    uint64_t m_count = 0;
    bool m_at_end = false;
};

} // namespace asyncom::tool

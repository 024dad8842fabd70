// SPDX-License-Identifier: MIT
//
// Lines of a file of any size, in memory that is bounded by the longest line, and that one is
// bounded too.
#pragma once

#include "tool/unique_fd.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace asyncom::tool {

class line_reader {
public:
    static constexpr size_t longest_line = 16 * 1024 * 1024;

    // `name` is how the file is called in messages.
    line_reader(unique_fd file, std::string name)
        : m_file{std::move(file)}, m_name{std::move(name)} {}

    // Gives the next line without its line feed, valid until the next call. A line that is too long
    // is given empty with `too_long` set. False: the end. Throws `failure` if the file can't be
    // read.
    [[nodiscard]] bool next(std::string_view& line, bool& too_long);

private:
    [[nodiscard]] bool read_more();

    unique_fd m_file;
    std::string m_name;
    std::string m_buffer; // what was read and not given yet begins at m_begin
    size_t m_begin = 0;
    bool m_at_end = false;
};

} // namespace asyncom::tool

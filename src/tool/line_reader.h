// SPDX-License-Identifier: MIT
//
// Lines of a file of any size, in memory that is bounded by the longest line, and that one is
// bounded too. A file may be a pipe or a terminal that says nothing for hours: `stop` ends the
// waiting.
#pragma once

#include "tool/unique_fd.h"
#include "tool/wake_pipe.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace asyncom::tool {

class line_reader {
public:
    static constexpr size_t longest_line = 16 * 1024 * 1024;

    // `name` is how the file is called in messages. Throws `failure` if no pipe can be made.
    line_reader(unique_fd file, std::string name)
        : m_file{std::move(file)}, m_name{std::move(name)} {}

    // Gives the next line without its line feed, valid until the next call. A line that is too long
    // is given empty with `too_long` set. False: the end, or it was stopped. Throws `failure` if
    // the file can't be read.
    [[nodiscard]] bool next(std::string_view& line, bool& too_long);

    // Makes a `next` under way end early, and every later one that would have to read. Any thread.
    void stop() const noexcept { m_stop.ring(); }

private:
    [[nodiscard]] bool read_more();
    [[nodiscard]] bool wait_for_more();

    unique_fd m_file;
    std::string m_name;
    wake_pipe m_stop;
    std::string m_buffer; // what was read and not given yet begins at m_begin
    size_t m_begin = 0;
    bool m_at_end = false;
    bool m_stopped = false;
};

} // namespace asyncom::tool

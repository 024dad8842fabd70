// SPDX-License-Identifier: MIT
//
// What went wrong, kept in order until the end of a run, when it is told. A few problems stay in
// memory; many go to an unnamed temporary file, so that a tree full of unreadable files needs no
// more memory than any other.
#pragma once

#include "tool/batch.h"
#include "tool/unique_fd.h"

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace asyncom::tool {

struct problem {
    file_state state;
    int error;
    std::string_view name;
    bool is_directory = false;
};

class problem_spool {
public:
    void add(const problem& added);

    [[nodiscard]] uint64_t count() const noexcept { return m_count; }
    [[nodiscard]] uint64_t directories() const noexcept { return m_directories; }

    // Gives all problems in the order in which they were added. Returns how many are missing
    // because the temporary file can't be read any more.
    [[nodiscard]] uint64_t for_each(const std::function<void(const problem&)>& visit) const;

private:
    static constexpr size_t most_in_memory = 1024 * 1024;

    void spill();
    [[nodiscard]] uint64_t for_each_in_file(const std::function<void(const problem&)>& visit) const;

    uint64_t m_count = 0;
    uint64_t m_directories = 0;
    uint64_t m_count_in_file = 0;
    std::string m_recent;
    size_t m_spill_at = most_in_memory;
    unique_fd m_file;
    off_t m_file_end = 0;
};

// The sentence that follows the name in a message.
[[nodiscard]] std::string problem_text(const problem& told);

// The word for a program: unreadable, vanished, changed.
[[nodiscard]] const char* problem_word(file_state state) noexcept;

} // namespace asyncom::tool

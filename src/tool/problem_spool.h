// SPDX-License-Identifier: MIT
//
// What went wrong, kept in order until the end of a run, when it is told. A few problems stay in
// memory; many go to an unnamed temporary file, so that a tree full of unreadable files needs no
// more memory than any other.
#pragma once

#include "tool/batch.h"

#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace asyncom::tool {

struct problem {
    file_state state;
    int error;
    std::string_view name;
};

class problem_spool {
public:
    void add(const problem& added);

    [[nodiscard]] uint64_t count() const noexcept { return m_count; }

    // Gives all problems in the order in which they were added.
    void for_each(const std::function<void(const problem&)>& visit);

private:
    struct file_closer {
        void operator()(std::FILE* file) const noexcept { std::fclose(file); }
    };

    void spill();

    uint64_t m_count = 0;
    std::string m_recent;
    std::unique_ptr<std::FILE, file_closer> m_file;
    bool m_no_file = false;
};

// The sentence that follows the name in a message.
[[nodiscard]] std::string problem_text(file_state state, int error);

// The word for a program: unreadable, vanished, changed.
[[nodiscard]] const char* problem_word(file_state state) noexcept;

} // namespace asyncom::tool

// SPDX-License-Identifier: MIT
//
// The names that a walk still has to visit: one level for each directory between the root and where
// the walk is, each sorted as the manifest wants it. All names lie end to end in one block and are
// found by 32-bit offsets, because a directory may hold millions of them and this is the only thing
// whose size depends on that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace asyncom::tool {

class name_stack {
public:
    // Begins a new, empty level on top.
    void push();

    // Adds a name to the top level. A directory is kept as `name/`: that is its place in the order
    // of whole paths. False: the level has reached the 4 GiB that its offsets reach.
    [[nodiscard]] bool add(std::string_view name, bool is_directory);

    // Sorts the top level by bytes. Call it once, after the last `add`.
    void sort();

    // Gives the next name of the top level; it is valid until the next `push`. False: none is left.
    [[nodiscard]] bool next(std::string_view& name, bool& is_directory);

    // Forgets what is left of the top level.
    void skip_rest();

    // Removes the top level.
    void pop();

    [[nodiscard]] size_t depth() const noexcept { return m_levels.size(); }

private:
    struct level {
        size_t names_begin;
        size_t offsets_begin;
        size_t next;
    };

    std::vector<level> m_levels;
    std::vector<char> m_names; // each ends with NUL
    std::vector<uint32_t> m_offsets;
};

} // namespace asyncom::tool

// SPDX-License-Identifier: MIT
//
// Sorted names in one block.
#include "tool/name_stack.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace asyncom::tool {

void name_stack::push() {
    m_levels.push_back({m_names.size(), m_offsets.size(), m_offsets.size()});
}

bool name_stack::add(std::string_view name, bool is_directory) {
    const size_t offset = m_names.size() - m_levels.back().names_begin;
    if (offset > std::numeric_limits<uint32_t>::max()) return false;
    m_offsets.push_back(static_cast<uint32_t>(offset));
    m_names.insert(m_names.end(), name.begin(), name.end());
    if (is_directory) m_names.push_back('/');
    m_names.push_back('\0');
    return true;
}

// strcmp compares unsigned bytes, whatever the locale, and no name holds a NUL.
void name_stack::sort() {
    const char* names = m_names.data() + m_levels.back().names_begin;
    const auto begin = m_offsets.begin() + static_cast<ptrdiff_t>(m_levels.back().offsets_begin);
    std::sort(begin, m_offsets.end(), [names](uint32_t left, uint32_t right) {
        return std::strcmp(names + left, names + right) < 0;
    });
}

bool name_stack::next(std::string_view& name, bool& is_directory) {
    level& top = m_levels.back();
    if (top.next == m_offsets.size()) return false;
    name = m_names.data() + top.names_begin + m_offsets[top.next++];
    is_directory = name.back() == '/';
    if (is_directory) name.remove_suffix(1);
    return true;
}

void name_stack::skip_rest() {
    m_levels.back().next = m_offsets.size();
}

void name_stack::pop() {
    m_names.resize(m_levels.back().names_begin);
    m_offsets.resize(m_levels.back().offsets_begin);
    m_levels.pop_back();
}

} // namespace asyncom::tool

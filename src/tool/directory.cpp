// SPDX-License-Identifier: MIT
//
// Paths and lifetimes of directories.
#include "tool/directory.h"

#include <cstring>

namespace asyncom::tool {

// The last reference of a leaf may be the last of every directory above it. Each is detached from
// its parent before it is destroyed, so a tree of any depth goes in constant stack.
void directory::Release() noexcept {
    directory* current = this;
    while (current && current->m_references.decrement()) {
        directory* parent = current->m_parent.detach();
        delete current;
        current = parent;
    }
}

// The chain leads from the entry up, so the text is filled from its end.
void directory::append_path(std::string& text, std::string_view entry) const {
    size_t length = entry.size();
    for (const directory* each = this; each->parent(); each = each->parent()) {
        length += each->m_name.size() + 1;
    }
    text.resize(text.size() + length);
    char* end = text.data() + text.size() - entry.size();
    std::memcpy(end, entry.data(), entry.size());
    for (const directory* each = this; each->parent(); each = each->parent()) {
        *--end = '/';
        end -= each->m_name.size();
        std::memcpy(end, each->m_name.data(), each->m_name.size());
    }
}

} // namespace asyncom::tool

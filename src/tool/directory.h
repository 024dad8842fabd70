// SPDX-License-Identifier: MIT
//
// The directories of a tree that is being hashed. Files far apart in time refer to them, so they
// are shared records: a `directory` is a name with a parent, which is all that a line of the
// manifest needs, and costs some dozen bytes; an `open_directory` is the descriptor through which
// its files are opened, and lives only while one is still to be opened.
#pragma once

#include "tool/counted.h"
#include "tool/reference.h"
#include "tool/unique_fd.h"

#include <atomic>
#include <string>
#include <string_view>

namespace asyncom::tool {

class directory {
public:
    // `name` is one component without a slash; the root of the walk has no parent and no name.
    directory(reference<directory> parent, std::string_view name)
        : m_parent{std::move(parent)}, m_name{name} {}

    void AddRef() noexcept { m_references.increment(); }
    void Release() noexcept;

    [[nodiscard]] const directory* parent() const noexcept { return m_parent.get(); }
    [[nodiscard]] const std::string& name() const noexcept { return m_name; }

    // Appends the path, relative to the root, of an entry of this directory.
    void append_path(std::string& text, std::string_view entry) const;

private:
    ~directory() = default;

    reference<directory> m_parent;
    std::string m_name;
    reference_count m_references;
};

class open_directory {
public:
    // `open_count` is where the walk counts its open directories; it outlives them.
    open_directory(unique_fd fd, std::atomic<uint32_t>& open_count) noexcept
        : m_fd{std::move(fd)}, m_open_count{open_count} {
        m_open_count.fetch_add(1, std::memory_order_relaxed);
    }

    void AddRef() noexcept { m_references.increment(); }
    void Release() noexcept {
        if (m_references.decrement()) delete this;
    }

    [[nodiscard]] int fd() const noexcept { return m_fd.get(); }

private:
    ~open_directory() {
        m_fd.reset();
        m_open_count.fetch_sub(1, std::memory_order_relaxed);
    }

    unique_fd m_fd;
    std::atomic<uint32_t>& m_open_count;
    reference_count m_references;
};

} // namespace asyncom::tool

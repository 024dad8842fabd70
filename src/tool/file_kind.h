// SPDX-License-Identifier: MIT
//
// What kinds of directory entries there are for this tool, and how many of each were passed over.
#pragma once

#include <sys/stat.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace asyncom::tool {

enum class file_kind : uint8_t { regular, directory, link, device, socket, fifo, other };

[[nodiscard]] inline file_kind kind_of(mode_t mode) noexcept {
    if (S_ISREG(mode)) return file_kind::regular;
    if (S_ISDIR(mode)) return file_kind::directory;
    if (S_ISLNK(mode)) return file_kind::link;
    if (S_ISCHR(mode) || S_ISBLK(mode)) return file_kind::device;
    if (S_ISSOCK(mode)) return file_kind::socket;
    if (S_ISFIFO(mode)) return file_kind::fifo;
    return file_kind::other;
}

// Entries that are never opened, counted by kind. The walk adds, and so do workers that find that a
// file has become something else since.
class skipped_counts {
public:
    void add(file_kind kind) noexcept {
        m_counts[static_cast<size_t>(kind)].fetch_add(1, std::memory_order_relaxed);
    }
    [[nodiscard]] uint64_t of(file_kind kind) const noexcept {
        return m_counts[static_cast<size_t>(kind)].load(std::memory_order_relaxed);
    }

private:
    std::array<std::atomic<uint64_t>, static_cast<size_t>(file_kind::other) + 1> m_counts{};
};

} // namespace asyncom::tool

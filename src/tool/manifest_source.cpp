// SPDX-License-Identifier: MIT
//
// Reading a manifest, to check it and to count it.
#include "tool/manifest_source.h"

#include "tool/open_path.h"

#include <fcntl.h>

#include <chrono>

namespace asyncom::tool {
namespace {

// O_NONBLOCK: a FIFO of that name must not make the check wait for a writer. Only regular files are
// read.
constexpr int file_flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

constexpr std::chrono::milliseconds step_time{5};

} // namespace

bool manifest_source::fill(batch& target) {
    std::string_view line;
    bool too_long = false;
    while (!target.is_full()) {
        if (!m_manifest.next(line, too_long)) return false;
        ++m_line;
        const line_kind kind =
            too_long ? line_kind::malformed : parse_manifest_line(line, m_parsed);
        if (kind == line_kind::nothing) continue;
        const bool good = kind == line_kind::file;
        file_entry& entry = target.add(good ? std::string_view{m_parsed.name} : std::string_view{});
        entry.line = m_line;
        entry.expected = m_parsed.value;
        if (!good) entry.state = file_state::malformed;
    }
    return true;
}

unique_fd manifest_source::open(const batch& owner, const file_entry& entry) const {
    return open_path(m_directory, owner.name(entry), file_flags);
}

std::optional<tree_size> manifest_counter::step() {
    std::string_view line;
    bool too_long = false;
    const auto end = std::chrono::steady_clock::now() + step_time;
    do {
        if (!m_manifest.next(line, too_long)) return m_size;
        if (!too_long && parse_manifest_line(line, m_parsed) == line_kind::file) count_file();
    } while (std::chrono::steady_clock::now() < end);
    return std::nullopt;
}

void manifest_counter::count_file() {
    ++m_size.files;
    struct stat status;
    // What can't be found has no size; the check itself says so.
    if (::fstatat(m_directory, m_parsed.name.c_str(), &status, 0) != 0) return;
    if (S_ISREG(status.st_mode)) m_size.bytes += static_cast<uint64_t>(status.st_size);
}

} // namespace asyncom::tool

// SPDX-License-Identifier: MIT
//
// The manifest that a run resumes.
#include "tool/older_manifest.h"

#include <fcntl.h>

#include <tuple>

namespace asyncom::tool {
namespace {

// False where it is not known.
bool birth_of(int file, timespec& birth) noexcept {
#if defined STATX_BTIME
    struct statx status;
    if (::statx(file, "", AT_EMPTY_PATH, STATX_BTIME, &status) != 0) return false;
    if ((status.stx_mask & STATX_BTIME) == 0) return false;
    birth.tv_sec = status.stx_btime.tv_sec;
    birth.tv_nsec = static_cast<long>(status.stx_btime.tv_nsec);
    return true;
#else
    static_cast<void>(file);
    static_cast<void>(birth);
    return false;
#endif
}

// The field is st_ctim by POSIX and st_ctimespec on macOS: whichever there is.
template <class Status>
auto last_change(const Status& status) -> decltype((status.st_ctim)) {
    return status.st_ctim;
}
template <class Status>
auto last_change(const Status& status) -> decltype((status.st_ctimespec)) {
    return status.st_ctimespec;
}

} // namespace

older_manifest::older_manifest(unique_fd file, const std::string& name)
    : m_has_birth{birth_of(file.get(), m_begun)}, m_reader{std::move(file), name} {
    m_at_end = !read_line();
}

bool older_manifest::read_line() {
    std::string_view line;
    bool too_long = false;
    while (m_reader.next(line, too_long)) {
        if (too_long || parse_manifest_line(line, m_line) != line_kind::file) continue;
        if (m_line.name == "./-") m_line.name = "-"; // as it had to be written
        ++m_count;
        return true;
    }
    return false;
}

const digest* older_manifest::find(std::string_view path) {
    while (!m_at_end && m_line.name < path)
        m_at_end = !read_line();
    return !m_at_end && m_line.name == path ? &m_line.value : nullptr;
}

// Earlier, not as early: the clock of a file system stands still for some milliseconds.
bool older_manifest::is_unchanged(const struct stat& status) const noexcept {
    const timespec changed = last_change(status);
    return m_has_birth &&
           std::tie(changed.tv_sec, changed.tv_nsec) < std::tie(m_begun.tv_sec, m_begun.tv_nsec);
}

uint64_t older_manifest::count() {
    while (!m_at_end)
        m_at_end = !read_line();
    return m_count;
}

} // namespace asyncom::tool

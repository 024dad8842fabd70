// SPDX-License-Identifier: MIT
//
// Records of problems: errno, length, state, kind, name.
#include "tool/problem_spool.h"

#include "tool/failure.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace asyncom::tool {
namespace {

struct header {
    int32_t error;
    uint32_t length;
    file_state state;
    bool is_directory;
};

struct file_closer {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using file_pointer = std::unique_ptr<std::FILE, file_closer>;

unique_fd make_temporary_file() {
    const file_pointer file{std::tmpfile()};
    return unique_fd{file ? ::fcntl(::fileno(file.get()), F_DUPFD_CLOEXEC, 0) : -1};
}

bool write_at(int fd, std::string_view text, off_t place) noexcept {
    while (!text.empty()) {
        const ssize_t count = ::pwrite(fd, text.data(), text.size(), place);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        text.remove_prefix(static_cast<size_t>(count));
        place += count;
    }
    return true;
}

// A stream of its own from the file's begin, empty if there can't be one.
file_pointer read_from_begin(int fd) {
    unique_fd again{::fcntl(fd, F_DUPFD_CLOEXEC, 0)};
    if (!again || ::lseek(again.get(), 0, SEEK_SET) != 0) return {};
    file_pointer stream{::fdopen(again.get(), "r")};
    if (stream) static_cast<void>(again.release());
    return stream;
}

} // namespace

void problem_spool::add(const problem& added) {
    header front{};
    front.error = added.error;
    front.length = static_cast<uint32_t>(added.name.size());
    front.state = added.state;
    front.is_directory = added.is_directory;
    m_recent.append(reinterpret_cast<const char*>(&front), sizeof front);
    m_recent += added.name;
    ++m_count;
    m_directories += added.is_directory;
    if (m_recent.size() > m_spill_at) spill();
}

// Without a place for temporary files, or when it is full, they stay in memory: telling matters
// more. The next attempt is made when there are twice as many, so that all attempts together cost
// no more than the last one. It writes over what this one may have written.
void problem_spool::spill() {
    if (!m_file) m_file = make_temporary_file();
    if (!m_file || !write_at(m_file.get(), m_recent, m_file_end)) {
        m_spill_at = 2 * m_recent.size();
        return;
    }
    m_file_end += static_cast<off_t>(m_recent.size());
    m_count_in_file = m_count;
    m_recent.clear();
    m_spill_at = most_in_memory;
}

uint64_t problem_spool::for_each(const std::function<void(const problem&)>& visit) const {
    const uint64_t missing = m_count_in_file - for_each_in_file(visit);
    header front{};
    const std::string_view recent = m_recent;
    for (size_t at = 0; at < recent.size(); at += sizeof front + front.length) {
        std::memcpy(&front, recent.data() + at, sizeof front);
        const std::string_view name = recent.substr(at + sizeof front, front.length);
        visit({front.state, front.error, name, front.is_directory});
    }
    return missing;
}

// Returns how many were given.
uint64_t problem_spool::for_each_in_file(const std::function<void(const problem&)>& visit) const {
    if (m_count_in_file == 0) return 0;
    const file_pointer stream = read_from_begin(m_file.get());
    if (!stream) return 0;
    header front{};
    std::string name;
    for (uint64_t given = 0; given < m_count_in_file; ++given) {
        if (std::fread(&front, sizeof front, 1, stream.get()) != 1) return given;
        name.resize(front.length);
        if (std::fread(name.data(), 1, name.size(), stream.get()) != name.size()) return given;
        visit({front.state, front.error, name, front.is_directory});
    }
    return m_count_in_file;
}

std::string problem_text(const problem& told) {
    switch (told.state) {
    case file_state::vanished:
        return told.is_directory ? "vanished before it was listed"
                                 : "vanished before it was hashed";
    case file_state::changed:
        return told.is_directory ? "is no directory any more" : "changed while it was being hashed";
    default:
        return errno_text(told.error);
    }
}

const char* problem_word(file_state state) noexcept {
    switch (state) {
    case file_state::vanished:
        return "vanished";
    case file_state::changed:
        return "changed";
    default:
        return "unreadable";
    }
}

} // namespace asyncom::tool

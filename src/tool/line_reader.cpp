// SPDX-License-Identifier: MIT
//
// Reading lines.
#include "tool/line_reader.h"

#include "tool/failure.h"

#include <poll.h>

#include <cerrno>

namespace asyncom::tool {
namespace {

constexpr size_t piece = 64 * 1024;

} // namespace

bool line_reader::next(std::string_view& line, bool& too_long) {
    too_long = false;
    size_t searched = m_begin;
    for (;;) {
        const size_t end = m_buffer.find('\n', searched);
        if (end != std::string::npos) {
            line = too_long ? std::string_view{}
                            : std::string_view{m_buffer}.substr(m_begin, end - m_begin);
            m_begin = end + 1;
            return true;
        }
        if (m_buffer.size() - m_begin > longest_line) {
            too_long = true;
            m_begin = m_buffer.size(); // the rest of it goes the same way, piece by piece
        }
        const size_t seen = m_buffer.size() - m_begin;
        const bool more = read_more();
        if (m_stopped) return false; // what was begun is no line
        if (!more && m_begin == m_buffer.size() && !too_long) return false;
        if (!more) {
            line = too_long ? std::string_view{} : std::string_view{m_buffer}.substr(m_begin);
            m_begin = m_buffer.size();
            return true;
        }
        searched = m_begin + seen;
    }
}

// Moves what is left to the front and appends a piece of the file.
bool line_reader::read_more() {
    if (m_at_end || !wait_for_more()) return false;
    m_buffer.erase(0, m_begin);
    m_begin = 0;
    const size_t kept = m_buffer.size();
    m_buffer.resize(kept + piece);
    ssize_t count = 0;
    do {
        count = ::read(m_file.get(), m_buffer.data() + kept, piece);
    } while (count < 0 && (errno == EINTR || (errno == EAGAIN && wait_for_more())));
    if (m_stopped) return false;
    const int error = errno;
    m_buffer.resize(kept + static_cast<size_t>(count > 0 ? count : 0));
    if (count < 0) throw errno_failure("read", m_name, error);
    m_at_end = count == 0;
    return !m_at_end;
}

// A read can't be ended from outside, so it is only begun when it has something to give. A regular
// file always has; that it is asked too lets a line without an end be stopped.
bool line_reader::wait_for_more() {
    pollfd waited[] = {{m_stop.descriptor(), POLLIN, 0}, {m_file.get(), POLLIN, 0}};
    while (::poll(waited, 2, -1) < 0) {
        if (errno != EINTR) throw errno_failure("wait for", m_name, errno);
    }
    m_stopped = waited[0].revents != 0;
    return !m_stopped;
}

} // namespace asyncom::tool

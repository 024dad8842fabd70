// SPDX-License-Identifier: MIT
//
// Records of problems: state, errno, length, name.
#include "tool/problem_spool.h"

#include "tool/failure.h"

#include <cstring>

namespace asyncom::tool {
namespace {

constexpr size_t most_in_memory = 1024 * 1024;

struct header {
    int32_t error;
    uint32_t length;
    file_state state;
};

} // namespace

void problem_spool::add(const problem& added) {
    header front{};
    front.error = added.error;
    front.length = static_cast<uint32_t>(added.name.size());
    front.state = added.state;
    m_recent.append(reinterpret_cast<const char*>(&front), sizeof front);
    m_recent += added.name;
    ++m_count;
    if (m_recent.size() > most_in_memory) spill();
}

// Without a place for temporary files they stay in memory: telling matters more.
void problem_spool::spill() {
    if (!m_file && !m_no_file) m_file.reset(std::tmpfile());
    m_no_file = !m_file;
    if (m_no_file) return;
    const long end = std::ftell(m_file.get());
    if (std::fwrite(m_recent.data(), 1, m_recent.size(), m_file.get()) == m_recent.size() &&
        std::fflush(m_file.get()) == 0) {
        m_recent.clear();
    } else {
        std::fseek(m_file.get(), end, SEEK_SET); // full: the next attempt writes over the piece
    }
}

void problem_spool::for_each(const std::function<void(const problem&)>& visit) {
    header front{};
    std::string name;
    if (m_file) {
        const long end = std::ftell(m_file.get());
        std::rewind(m_file.get());
        while (std::ftell(m_file.get()) < end) {
            if (std::fread(&front, sizeof front, 1, m_file.get()) != 1) break;
            name.resize(front.length);
            if (std::fread(name.data(), 1, name.size(), m_file.get()) != name.size()) break;
            visit({front.state, front.error, name});
        }
        std::fseek(m_file.get(), end, SEEK_SET);
    }
    const std::string_view recent = m_recent;
    for (size_t at = 0; at < recent.size(); at += sizeof front + front.length) {
        std::memcpy(&front, recent.data() + at, sizeof front);
        visit({front.state, front.error, recent.substr(at + sizeof front, front.length)});
    }
}

std::string problem_text(file_state state, int error) {
    switch (state) {
    case file_state::vanished:
        return "vanished before it was hashed";
    case file_state::changed:
        return "changed while it was being hashed";
    default:
        return errno_text(error);
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

// SPDX-License-Identifier: MIT
//
// Results to lines.
#include "tool/manifest_writer.h"

#include "tool/manifest_line.h"

namespace asyncom::tool {
namespace {

constexpr size_t buffer_bytes = 64 * 1024;

} // namespace

void manifest_writer::take(const batch& owner, const file_entry& entry) {
    if (entry.state == file_state::skipped) return; // counted where it was found
    m_path.clear();
    entry.folder->append_path(m_path, owner.name(entry));
    if (entry.state != file_state::hashed) {
        m_problems.add({entry.state, entry.error, m_path, entry.is_directory});
        return;
    }
    append_manifest_line(m_buffer, entry.value, m_path);
    ++m_lines;
    if (entry.is_known) ++m_known;
    if (m_buffer.size() < buffer_bytes) return;
    m_file.write(m_buffer);
    m_buffer.clear();
}

void manifest_writer::finish(bool canceled) {
    if (canceled && (m_lines == 0 || (m_older && m_lines < m_older->count()))) return;
    m_file.write(m_buffer);
    m_buffer.clear();
    m_file.commit();
    m_committed = true;
}

} // namespace asyncom::tool

// SPDX-License-Identifier: MIT
//
// What a check says.
#include "tool/check_report.h"

#include "tool/display_name.h"
#include "tool/failure.h"
#include "tool/manifest_line.h"

#include <nlohmann/json.hpp>

#include <cerrno>

namespace asyncom::tool {
namespace {

constexpr size_t buffer_bytes = 16 * 1024;

bool is_good(const file_entry& entry) noexcept {
    return entry.state == file_state::hashed && entry.value == entry.expected;
}

const char* status_word(const file_entry& entry) noexcept {
    switch (entry.state) {
    case file_state::hashed:
        return is_good(entry) ? "ok" : "failed";
    case file_state::vanished:
        return "missing";
    case file_state::changed:
        return "changed";
    case file_state::malformed:
        return "malformed";
    default:
        return "unreadable";
    }
}

std::string reason(const file_entry& entry) {
    if (entry.state == file_state::skipped) return "is not a regular file";
    if (entry.state == file_state::changed) return "changed while it was being hashed";
    // A file that lost its name while it was read has no errno of its own.
    return errno_text(entry.error != 0 ? entry.error : ENOENT);
}

} // namespace

void check_report::take(const batch& owner, const file_entry& entry) {
    count(entry);
    const std::string_view name = owner.name(entry);
    if (m_manner.json) {
        tell_json(entry, name);
    } else {
        tell(entry, name);
    }
    // A terminal shows each result when it is there.
    if (m_buffer.size() >= buffer_bytes || m_console.output_is_terminal()) flush();
}

void check_report::finish(bool) {
    flush();
}

void check_report::count(const file_entry& entry) noexcept {
    if (entry.state == file_state::malformed) {
        ++m_counts.malformed;
    } else if (entry.state != file_state::hashed) {
        ++m_counts.unreadable;
    } else if (is_good(entry)) {
        ++m_counts.good;
    } else {
        ++m_counts.different;
    }
}

void check_report::tell(const file_entry& entry, std::string_view name) {
    if (entry.state == file_state::malformed) {
        m_console.message(display_name(m_manifest) + ": " + std::to_string(entry.line) +
                          ": improperly formatted SHA256 checksum line");
    } else if (entry.state != file_state::hashed) {
        m_console.message(display_name(name) + ": " + reason(entry));
        append_result(name, "FAILED open or read");
    } else if (!is_good(entry)) {
        append_result(name, "FAILED");
    } else if (!m_manner.quiet) {
        append_result(name, "OK");
    }
}

// As sha256sum: a line whose name had to be escaped begins with a backslash.
void check_report::append_result(std::string_view name, std::string_view result) {
    if (needs_escape(name)) {
        m_buffer += '\\';
        append_escaped(m_buffer, name);
    } else {
        m_buffer += name;
    }
    m_buffer.append(": ").append(result).append("\n");
}

void check_report::tell_json(const file_entry& entry, std::string_view name) {
    if (m_manner.quiet && is_good(entry)) return;
    nlohmann::json object;
    object["line"] = entry.line;
    object["status"] = status_word(entry);
    if (entry.state != file_state::malformed) put_json_name(object, name);
    if (entry.state != file_state::malformed && entry.state != file_state::hashed) {
        object["error"] = reason(entry);
    }
    if (!m_first) m_buffer += ',';
    m_first = false;
    m_buffer += json_line(object);
}

void check_report::begin_json(std::string_view text) {
    m_buffer += text;
}

void check_report::end_json(std::string_view text) {
    m_buffer += text;
    flush();
}

void check_report::flush() {
    if (m_buffer.empty() || m_output_failed) return;
    m_output_failed = true; // unless it comes back from here
    m_console.output(m_buffer);
    m_output_failed = false;
    m_buffer.clear();
}

} // namespace asyncom::tool

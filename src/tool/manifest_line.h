// SPDX-License-Identifier: MIT
//
// One line of a manifest, written and read as coreutils' sha256sum does. Pure text work: no file is
// touched here.
#pragma once

#include "tool/digest.h"

#include <optional>
#include <string>
#include <string_view>

namespace asyncom::tool {

// True if a name can't stand in a line as it is: a backslash, line feed or carriage return in it.
[[nodiscard]] bool needs_escape(std::string_view name) noexcept;

// Appends the name with `\\`, `\n` and `\r` in place of those three bytes.
void append_escaped(std::string& text, std::string_view name);

// Appends a whole line: 64 lower-case digits, two blanks, the name, a line feed. A line whose name
// had to be escaped begins with a backslash. The name `-` means standard input to sha256sum, so the
// file of that name becomes `./-`.
void append_manifest_line(std::string& text, const digest& value, std::string_view name);

struct manifest_line {
    digest value{};
    std::string name; // unescaped
};

enum class line_kind { file, nothing, malformed };

// Reads one line (without its line feed) in any form that coreutils writes: text (`  `) or binary
// (` *`) marker, a single blank, escaped lines, digits of either case, the tagged form `SHA256
// (name) = digits`, carriage return at the end. `nothing` is an empty line or one that begins with
// `#`, which sha256sum passes over too.
[[nodiscard]] line_kind parse_manifest_line(std::string_view line, manifest_line& result);

} // namespace asyncom::tool

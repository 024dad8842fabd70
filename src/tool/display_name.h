// SPDX-License-Identifier: MIT
//
// File names in messages for people and for programs. A name is bytes and may hold anything but
// NUL: line feeds, the escape sequences of a terminal, text that isn't UTF-8.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace asyncom::tool {

// For a terminal: control characters as \n, \r, \t or \ooo, a backslash as \\, bytes that aren't
// UTF-8 as \ooo, everything else as it is. Control characters are those of ASCII and U+0080 to
// U+009F: a terminal takes the bytes 0x80 to 0x9F for them too.
[[nodiscard]] std::string display_name(std::string_view name);

// For JSON, whose strings are Unicode: "name" holds the text with U+FFFD in place of bytes that
// aren't UTF-8; only then "name_hex" holds the bytes themselves.
void put_json_name(nlohmann::json& object, std::string_view name);

// One line of JSON text; invalid UTF-8 becomes U+FFFD instead of an exception.
[[nodiscard]] std::string json_line(const nlohmann::json& value);

} // namespace asyncom::tool

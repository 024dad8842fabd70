// SPDX-License-Identifier: MIT
// What the tests of types share: GUIDs as text, tables from files.
#pragma once

#include "com/guid.h"
#include "unit/support/error_text.h"

#include <asyncom/asyncom.h>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace asyncom::core::test {

// Lower case, without braces, as the tables have them.
inline std::string text_of(const GUID& guid) {
    char text[guid_text_length];
    print_guid(guid, hex_digits::lower_case, text);
    return std::string(text + 1, guid_text_length - 2);
}

// The rows of a file, cut at a separator. Empty lines and comments are left out.
inline std::vector<std::vector<std::string>> read_table(const char* path, char separator) {
    std::vector<std::vector<std::string>> rows;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::vector<std::string>& row = rows.emplace_back();
        for (std::size_t begin = 0; begin <= line.size();) {
            const std::size_t end = std::min(line.find(separator, begin), line.size());
            row.push_back(line.substr(begin, end - begin));
            begin = end + 1;
        }
    }
    return rows;
}

// `count` times `opening`, then `middle`, then as many closing parentheses.
inline std::string nested(std::size_t count, std::string_view opening, std::string_view middle) {
    std::string text;
    for (std::size_t level = 0; level < count; ++level) {
        text += opening;
    }
    text += middle;
    return text + std::string(count, ')');
}

} // namespace asyncom::core::test

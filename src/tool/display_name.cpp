// SPDX-License-Identifier: MIT
//
// File names in messages for people and for programs.
#include "tool/display_name.h"

namespace asyncom::tool {
namespace {

void append_octal(std::string& text, unsigned char byte) {
    text += '\\';
    text += static_cast<char>('0' + (byte >> 6));
    text += static_cast<char>('0' + ((byte >> 3) & 7));
    text += static_cast<char>('0' + (byte & 7));
}

bool is_utf8(std::string_view bytes) {
    try {
        static_cast<void>(nlohmann::json(bytes).dump());
        return true;
    } catch (const nlohmann::json::type_error&) {
        return false;
    }
}

std::string hex(std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char letter : bytes) {
        const auto byte = static_cast<unsigned char>(letter);
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

} // namespace

std::string display_name(std::string_view name) {
    std::string text;
    text.reserve(name.size());
    for (const char letter : name) {
        const auto byte = static_cast<unsigned char>(letter);
        switch (letter) {
        case '\\':
            text += "\\\\";
            break;
        case '\n':
            text += "\\n";
            break;
        case '\r':
            text += "\\r";
            break;
        case '\t':
            text += "\\t";
            break;
        default:
            if (byte < 0x20 || byte == 0x7F) {
                append_octal(text, byte);
            } else {
                text += letter;
            }
        }
    }
    return text;
}

void put_json_name(nlohmann::json& object, std::string_view name) {
    object["name"] = name;
    if (!is_utf8(name)) object["name_hex"] = hex(name);
}

std::string json_line(const nlohmann::json& value) {
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace asyncom::tool

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

void append_escape(std::string& text, char letter) {
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
        append_octal(text, static_cast<unsigned char>(letter));
    }
}

bool is_printable_ascii(unsigned char byte) noexcept {
    return byte >= 0x20 && byte < 0x7F && byte != '\\';
}

// What may follow a first byte of UTF-8: how many bytes, and the range of the first of them, which
// keeps out what has a shorter form, surrogates, what lies beyond U+10FFFF, and here the control
// characters U+0080 to U+009F.
struct utf8_form {
    size_t length = 0;
    unsigned char least = 0x80;
    unsigned char most = 0xBF;
};

utf8_form form_of(unsigned char first) noexcept {
    if (first == 0xC2) return {2, 0xA0, 0xBF};
    if (first > 0xC2 && first <= 0xDF) return {2};
    if (first == 0xE0) return {3, 0xA0, 0xBF};
    if (first == 0xED) return {3, 0x80, 0x9F};
    if (first > 0xE0 && first <= 0xEF) return {3};
    if (first == 0xF0) return {4, 0x90, 0xBF};
    if (first == 0xF4) return {4, 0x80, 0x8F};
    if (first > 0xF0 && first < 0xF4) return {4};
    return {};
}

// The length of the character that the text begins with, 0 if it can't stand as it is.
size_t printable_length(std::string_view text) noexcept {
    const auto byte = [text](size_t at) { return static_cast<unsigned char>(text[at]); };
    if (is_printable_ascii(byte(0))) return 1;
    const utf8_form form = form_of(byte(0));
    if (form.length == 0 || text.size() < form.length) return 0;
    if (byte(1) < form.least || byte(1) > form.most) return 0;
    for (size_t at = 2; at < form.length; ++at) {
        if ((byte(at) & 0xC0) != 0x80) return 0;
    }
    return form.length;
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
    while (!name.empty()) {
        const size_t length = printable_length(name);
        if (length > 0) {
            text += name.substr(0, length);
        } else {
            append_escape(text, name.front());
        }
        name.remove_prefix(length > 0 ? length : 1);
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

// SPDX-License-Identifier: MIT
//
// The text of a manifest's lines.
#include "tool/manifest_line.h"

namespace asyncom::tool {
namespace {

constexpr std::string_view tag = "SHA256";
constexpr size_t digest_digits = 2 * std::tuple_size_v<digest>;

bool is_blank(char letter) noexcept {
    return letter == ' ' || letter == '\t';
}

void skip_blanks(std::string_view& text) noexcept {
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
}

int digit_value(char letter) noexcept {
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    return -1;
}

// Takes 64 digits off the front.
bool take_digest(std::string_view& text, digest& value) noexcept {
    if (text.size() < digest_digits) return false;
    for (size_t i = 0; i < value.size(); ++i) {
        const int high = digit_value(text[2 * i]);
        const int low = digit_value(text[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        value[i] = static_cast<uint8_t>(high << 4 | low);
    }
    text.remove_prefix(digest_digits);
    return true;
}

bool unescape(std::string_view text, std::string& name) {
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            name += text[i];
            continue;
        }
        if (++i == text.size()) return false;
        switch (text[i]) {
        case '\\':
            name += '\\';
            break;
        case 'n':
            name += '\n';
            break;
        case 'r':
            name += '\r';
            break;
        default:
            return false;
        }
    }
    return true;
}

bool take_name(std::string_view text, bool escaped, std::string& name) {
    name.clear();
    if (text.empty() || text.find('\0') != std::string_view::npos) return false;
    if (escaped) return unescape(text, name);
    name = text;
    return true;
}

// `digits  name`, `digits *name`, `digits name`
bool parse_plain(std::string_view text, bool escaped, manifest_line& result) {
    if (!take_digest(text, result.value)) return false;
    if (text.empty() || !is_blank(text.front())) return false;
    text.remove_prefix(1);
    // A marker is always followed by a name; alone it is the name of the form with a single blank.
    if (text.size() > 1 && (text.front() == ' ' || text.front() == '*')) text.remove_prefix(1);
    return take_name(text, escaped, result.name);
}

// `SHA256 (name) = digits`. The name may hold anything, `) = ` too, so the end is found from
// behind.
bool parse_tagged(std::string_view text, bool escaped, manifest_line& result) {
    text.remove_prefix(tag.size());
    skip_blanks(text);
    if (text.empty() || text.front() != '(') return false;
    text.remove_prefix(1);
    const size_t end = text.rfind(')');
    if (end == std::string_view::npos) return false;
    std::string_view rest = text.substr(end + 1);
    skip_blanks(rest);
    if (rest.empty() || rest.front() != '=') return false;
    rest.remove_prefix(1);
    skip_blanks(rest);
    if (!take_digest(rest, result.value) || !rest.empty()) return false;
    return take_name(text.substr(0, end), escaped, result.name);
}

} // namespace

bool needs_escape(std::string_view name) noexcept {
    return name.find_first_of("\\\n\r") != std::string_view::npos;
}

void append_escaped(std::string& text, std::string_view name) {
    for (const char letter : name) {
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
        default:
            text += letter;
        }
    }
}

void append_manifest_line(std::string& text, const digest& value, std::string_view name) {
    constexpr char digits[] = "0123456789abcdef";
    const bool escaped = needs_escape(name);
    if (escaped) text += '\\';
    for (const uint8_t byte : value) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    text += "  ";
    if (name == "-") text += "./";
    if (escaped) {
        append_escaped(text, name);
    } else {
        text += name;
    }
    text += '\n';
}

line_kind parse_manifest_line(std::string_view line, manifest_line& result) {
    if (!line.empty() && line.front() == '#') return line_kind::nothing;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) return line_kind::nothing;
    skip_blanks(line);
    const bool escaped = !line.empty() && line.front() == '\\';
    if (escaped) line.remove_prefix(1);
    const bool tagged = line.substr(0, tag.size()) == tag;
    const bool good =
        tagged ? parse_tagged(line, escaped, result) : parse_plain(line, escaped, result);
    return good ? line_kind::file : line_kind::malformed;
}

} // namespace asyncom::tool

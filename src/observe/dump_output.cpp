// SPDX-License-Identifier: MIT
#include "observe/dump_output.h"

#include "com/utf.h"
#include "platform/clock.h"
#include "platform/write_file.h"

#include <algorithm>
#include <cmath>

namespace asyncom::core {
namespace {

constexpr std::size_t piece_bytes = 64 * 1024;
constexpr char hexadecimal[] = "0123456789ABCDEF";

struct escaped_character {
    std::uint32_t code = 0;
    std::size_t bytes = 0; // 0: what begins here is shown as it is
};

// Control characters, what ends a line elsewhere, and what changes the direction of the text behind
// it.
escaped_character escaped_at(std::string_view text) noexcept {
    const auto byte_at = [&](std::size_t at) noexcept {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    const std::uint32_t byte = byte_at(0);
    if (byte < 0x20 || byte == 0x7F || byte == '"' || byte == '\\') return {byte, 1};
    if (byte == 0xC2 && byte_at(1) < 0xA0) return {byte_at(1), 2};
    if (byte != 0xE2) return {};
    const std::uint32_t code = 0x2000 | (byte_at(1) & 0x3F) << 6 | (byte_at(2) & 0x3F);
    const bool is_hidden = (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    return is_hidden ? escaped_character{code, 3} : escaped_character{};
}

} // namespace

dump_output& dump_output::put(std::string_view text) {
    if (m_failed < 0) return *this;
    m_text.append(text);
    if (m_text.size() >= piece_bytes) flush();
    return *this;
}

void dump_output::put_padded(std::uint64_t value, std::size_t digits) {
    const std::string text = std::to_string(value);
    put(std::string(digits - std::min(digits, text.size()), '0'));
    put(text);
}

dump_output& dump_output::put_number(std::uint64_t value) {
    return put(std::to_string(value));
}

dump_output& dump_output::put_code(HRESULT code) {
    put("0x");
    for (int shift = 28; shift >= 0; shift -= 4)
        put({&hexadecimal[(std::uint32_t(code) >> shift) & 0xF], 1});
    return *this;
}

dump_output& dump_output::put_seconds(std::int64_t ticks) {
    const auto milliseconds = std::uint64_t(ticks / ticks_per_millisecond);
    put_number(milliseconds / 1000).put(".");
    put_padded(milliseconds % 1000, 3);
    return *this;
}

dump_output& dump_output::put_fraction(double fraction) {
    const auto parts = std::uint64_t(std::llround(fraction * 10'000));
    put_number(parts / 10'000).put(".");
    put_padded(parts % 10'000, 4);
    return *this;
}

void dump_output::put_escaped(std::uint32_t character) {
    switch (character) {
    case '"':
        put("\\\"");
        return;
    case '\\':
        put("\\\\");
        return;
    case '\n':
        put("\\n");
        return;
    case '\t':
        put("\\t");
        return;
    default:
        put("\\u");
        for (int shift = 12; shift >= 0; shift -= 4)
            put({&hexadecimal[(character >> shift) & 0xF], 1});
    }
}

dump_output& dump_output::put_quoted(std::string_view text) {
    std::string shown(text);
    mark_invalid_utf8(shown.data(), shown.size());
    put("\"");
    for (std::string_view left = shown; !left.empty();) {
        const escaped_character first = escaped_at(left);
        if (first.bytes != 0)
            put_escaped(first.code);
        else
            put(left.substr(0, 1));
        left.remove_prefix(std::max<std::size_t>(first.bytes, 1));
    }
    return put("\"");
}

void dump_output::flush() noexcept {
    if (m_failed >= 0) m_failed = write_file(m_file, m_text);
    m_text.clear();
}

HRESULT dump_output::finish() noexcept {
    flush();
    return m_failed;
}

} // namespace asyncom::core

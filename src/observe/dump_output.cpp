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

void dump_output::put_escaped(unsigned char byte) {
    switch (byte) {
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
        put("\\u00").put({&hexadecimal[byte >> 4], 1}).put({&hexadecimal[byte & 0xF], 1});
    }
}

dump_output& dump_output::put_quoted(std::string_view text) {
    std::string shown(text);
    mark_invalid_utf8(shown.data(), shown.size());
    put("\"");
    for (std::size_t at = 0; at < shown.size(); ++at) {
        const auto byte = static_cast<unsigned char>(shown[at]);
        const char next = at + 1 < shown.size() ? shown[at + 1] : '\0';
        const auto second = static_cast<unsigned char>(next);
        if (byte == 0xC2 && second < 0xA0) {
            put_escaped(second); // the control characters from U+0080 on
            ++at;
        } else if (byte < 0x20 || byte == 0x7F || byte == '"' || byte == '\\') {
            put_escaped(byte);
        } else {
            put({&shown[at], 1});
        }
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

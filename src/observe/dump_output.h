// SPDX-License-Identifier: MIT
// What a listing writes through: text and figures on their way to a file, in large pieces. Figures
// are written without the C library's formats, which follow the language of the user.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace asyncom::core {

class dump_output {
public:
    explicit dump_output(std::intptr_t file) noexcept : m_file(file) {}

    // All of these may throw std::bad_alloc. After a failure nothing more is written.
    dump_output& put(std::string_view text);
    dump_output& put_number(std::uint64_t value);
    dump_output& put_code(HRESULT code);          // 0x80004005
    dump_output& put_seconds(std::int64_t ticks); // 1.234
    dump_output& put_fraction(double fraction);   // 0.4567, of 0 to 1
    // In quotation marks. What is not printable, or changes the direction of what follows, becomes
    // \n, \t or \u001B, what is not UTF-8 question marks: a terminal and a JSON reader can both
    // bear it.
    dump_output& put_quoted(std::string_view text);

    // S_OK, or what the file failed with.
    HRESULT finish() noexcept;

private:
    void put_padded(std::uint64_t value, std::size_t digits);
    void put_escaped(std::uint32_t character);
    void flush() noexcept;

    std::intptr_t m_file;
    HRESULT m_failed = S_OK;
    std::string m_text;
};

} // namespace asyncom::core

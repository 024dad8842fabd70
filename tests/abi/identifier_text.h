// SPDX-License-Identifier: MIT
// Compares an identifier with its text, at compile time where it is known then.
#ifndef ASYNCOM_TESTS_ABI_IDENTIFIER_TEXT_H
#define ASYNCOM_TESTS_ABI_IDENTIFIER_TEXT_H

#include <asyncom/platform.h>

#include <cstdint>
#include <string_view>

constexpr uint64_t number_of(std::string_view digits) {
    uint64_t number = 0;
    for (char digit : digits)
        if (digit != '-')
            number =
                number * 16 + static_cast<uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    return number;
}

constexpr bool is_written(const GUID& guid, std::string_view text) {
    uint64_t tail = 0;
    for (uint8_t part : guid.Data4)
        tail = tail << 8 | part;
    return guid.Data1 == number_of(text.substr(0, 8)) &&
           guid.Data2 == number_of(text.substr(9, 4)) &&
           guid.Data3 == number_of(text.substr(14, 4)) && tail == number_of(text.substr(19));
}

#endif

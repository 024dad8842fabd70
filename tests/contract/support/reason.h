// SPDX-License-Identifier: MIT
// Why an operation was canceled, as its control tells.
#pragma once
#include "support/operation.h"

#include <string>

namespace contract {

struct reason_given {
    answer answered = unexpected;
    answer code = unexpected;
    std::u16string text;
};

inline reason_given reason_of(const operation& op) {
    reason_given given;
    HSTRING text = nullptr;
    given.answered = op.GetCancelReason(&given.code, &text);
    given.text = text_of(text);
    WindowsDeleteString(text);
    return given;
}

} // namespace contract

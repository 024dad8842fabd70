// SPDX-License-Identifier: MIT
// What an earlier call has left in the thread's error slot stays there, whatever is called in
// between; meanwhile the slot is empty.
#pragma once

#include "com/error_slot.h"

namespace asyncom::core {

class kept_error_slot {
public:
    kept_error_slot() noexcept { get_error_info(0, &m_kept); }
    ~kept_error_slot() { replace_error_slot(m_kept); }
    kept_error_slot(const kept_error_slot&) = delete;
    kept_error_slot& operator=(const kept_error_slot&) = delete;

private:
    IErrorInfo* m_kept = nullptr;
};

} // namespace asyncom::core

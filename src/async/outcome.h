// SPDX-License-Identifier: MIT
// What an operation ended with: a value or an error in one place of the operation, copied in before
// the end is won, handed out as often as asked.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// Bytes that lie in the operation and own nothing: copied without a failure, never destroyed.
bool is_plain(const value_layout& layout) noexcept;

// A result on its way into the operation. Copied outside every state, so that a copy that fails
// leaves the operation running and a copy that runs foreign code runs it under nothing.
class pending_result {
public:
    explicit pending_result(const type_record& type) noexcept : m_type(type) {}
    ~pending_result();
    pending_result(const pending_result&) = delete;
    pending_result& operator=(const pending_result&) = delete;

    HRESULT copy(const void* value) noexcept;
    // Plain stores; the value is the operation's from then on.
    state_flags move_to(operation& target) noexcept;

private:
    const type_record& m_type;
    outcome_place m_place;
    bool m_filled = false;
};

// The result of an operation that has ended with one (flag_value), still owned by it.
const void* result_of(const operation& target) noexcept;

// Puts the stored error, or one for its code, into the calling thread's slot; returns its code.
HRESULT publish_stored_error(const operation& target) noexcept;
// 0x800704C7, with the text of the reason in the calling thread's slot.
HRESULT publish_canceled(operation& target) noexcept;

void destroy_outcome(operation& target, state_flags flags) noexcept;

} // namespace asyncom::core

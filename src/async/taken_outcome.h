// SPDX-License-Identifier: MIT
// The outcome of an operation that has ended, taken over by another one: its result is copied, its
// error shared, with a line of context that names where it comes from.
#pragma once

#include "async/outcome.h"

namespace asyncom::core {

class taken_outcome {
public:
    explicit taken_outcome(const type_record& type) noexcept : m_result(type) {}
    ~taken_outcome();
    taken_outcome(const taken_outcome&) = delete;
    taken_outcome& operator=(const taken_outcome&) = delete;

    // With the result, which is of the same type. Without memory for it: the error E_OUTOFMEMORY.
    void take(operation& ended) noexcept;
    // The error alone.
    void take_error(operation& ended) noexcept;
    // An error of the composition itself; `message` may be null.
    void fail(HRESULT code, const char* message) noexcept;

    outcome wanted() const noexcept { return m_wanted; }
    // For operation_core's end. Plain stores; what was taken is the operation's from then on.
    state_flags move_to(operation& target) noexcept;

private:
    pending_result m_result;
    outcome m_wanted = outcome::completed;
    IAsyncError* m_error = nullptr;
    HRESULT m_code = 0;
};

// How an operation has ended for who waits for it here: one that runs in the parent of this process
// as Error.
outcome outcome_for_waits(const operation& target) noexcept;

} // namespace asyncom::core

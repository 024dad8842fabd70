// SPDX-License-Identifier: MIT
#include "async/taken_outcome.h"

#include "async/operation_memory.h"
#include "async/site.h"
#include "com/error_info.h"

#include <cstdio>
#include <utility>

namespace asyncom::core {

outcome outcome_for_waits(const operation& target) noexcept {
    const state_flags flags = target.look_settled();
    return has_ended(flags) ? outcome_of(flags) : outcome::error;
}

taken_outcome::~taken_outcome() {
    if (m_error != nullptr) m_error->Release();
}

void taken_outcome::take(operation& ended) noexcept {
    m_wanted = outcome_for_waits(ended);
    const state_flags flags = ended.look_settled();
    if ((flags & flag_value) != 0) {
        const HRESULT copied = m_result.copy(result_of(ended));
        if (copied < 0) fail(copied, nullptr);
    } else if (m_wanted == outcome::error || (flags & flag_error) != 0) {
        const outcome ended_as = m_wanted;
        take_error(ended);
        m_wanted = ended_as; // a canceled one keeps the error that came later
    }
}

void taken_outcome::take_error(operation& ended) noexcept {
    m_wanted = outcome::error;
    if ((ended.look_settled() & flag_error) == 0) { // runs in the parent of this process
        m_code = ASYNCOM_E_FORKED;
        return;
    }
    const error_outcome& failure = ended.place.failure;
    m_code = failure.code;
    m_error = static_cast<IAsyncError*>(failure.error);
    const char* const name = name_of(ended);
    if (m_error != nullptr)
        m_error->AddRef();
    else if (*name != '\0')
        make_error(m_code, nullptr, &m_error, call_site_of(ended));
    if (m_error == nullptr || *name == '\0') return;
    char line[128];
    std::snprintf(line, sizeof line, "in operation %u \"%s\"", operation_id(ended), name);
    m_error->AddContext(line);
}

void taken_outcome::fail(HRESULT code, const char* message) noexcept {
    m_wanted = outcome::error;
    m_code = code;
    // Without memory the code alone says it.
    if (make_error(code, message, &m_error) < 0) m_error = nullptr;
}

state_flags taken_outcome::move_to(operation& target) noexcept {
    if (m_code >= 0) return m_result.move_to(target);
    target.place.failure = {std::exchange(m_error, nullptr), m_code};
    return flag_error | flag_owned;
}

} // namespace asyncom::core

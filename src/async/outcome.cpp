// SPDX-License-Identifier: MIT
#include "async/outcome.h"

#include "async/cancel.h"
#include "com/error_info.h"

#include <cstdlib>

namespace asyncom::core {
namespace {

bool fits_inside(const value_layout& layout) noexcept {
    return layout.bytes <= inline_result_bytes;
}

} // namespace

bool is_plain(const value_layout& layout) noexcept {
    return layout.owned_count == 0 && fits_inside(layout);
}

pending_result::~pending_result() {
    if (!m_filled) return;
    const value_layout& layout = m_type.result();
    if (fits_inside(layout)) {
        destroy_value(layout, m_place.bytes);
    } else {
        destroy_value(layout, m_place.outside);
        std::free(m_place.outside);
    }
}

HRESULT pending_result::copy(const void* value) noexcept {
    const value_layout& layout = m_type.result();
    if (layout.bytes == 0) return S_OK;
    void* target = m_place.bytes;
    if (!fits_inside(layout)) {
        target = m_place.outside = std::malloc(layout.bytes);
        if (target == nullptr) return E_OUTOFMEMORY;
    }
    const HRESULT copied = copy_value(layout, target, value);
    if (copied < 0) {
        if (!fits_inside(layout)) std::free(m_place.outside);
        return copied;
    }
    m_filled = true;
    return S_OK;
}

state_flags pending_result::move_to(operation& target) noexcept {
    if (!m_filled) return 0;
    target.place = m_place;
    m_filled = false;
    return is_plain(m_type.result()) ? flag_value : flag_value | flag_owned;
}

const void* result_of(const operation& target) noexcept {
    return fits_inside(target.type().result()) ? target.place.bytes : target.place.outside;
}

HRESULT publish_stored_error(const operation& target) noexcept {
    // A copy: the slot's old object may be foreign, and its end may be the operation's.
    const error_outcome failure = target.place.failure;
    if (failure.error != nullptr)
        publish_error(static_cast<IAsyncError*>(failure.error));
    else
        originate(failure.code, nullptr);
    return failure.code;
}

HRESULT publish_canceled(operation& target) noexcept {
    char text[512];
    return originate(canceled_code, read_cancel_text(target, text) ? text : nullptr);
}

void destroy_outcome(operation& target, state_flags flags) noexcept {
    if ((flags & flag_owned) == 0) return;
    if ((flags & flag_error) != 0) {
        if (target.place.failure.error != nullptr) target.place.failure.error->Release();
        return;
    }
    const value_layout& layout = target.type().result();
    destroy_value(layout, const_cast<void*>(result_of(target)));
    if (!fits_inside(layout)) std::free(target.place.outside);
}

} // namespace asyncom::core

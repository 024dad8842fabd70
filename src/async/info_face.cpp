// SPDX-License-Identifier: MIT
// IAsyncInfo, as Windows' own objects answer it (async.md's matrix with the decisions of
// abi/contract.md). Only a stored failure and a cancel leave error info.
#include "async/cancel.h"
#include "async/faces.h"
#include "async/foreign_side.h"
#include "async/invocation.h"
#include "async/operation_memory.h"
#include "async/outcome.h"
#include "com/error_info.h"

namespace asyncom::core {
namespace {

using unknown = consumer_inspectable<&operation::of_info>;

// What Windows' objects write as their status once closed.
constexpr std::int32_t closed_status = 4;

HRESULT ASYNCOM_CALL get_id(void* self, std::uint32_t* id) noexcept {
    if (id == nullptr) return E_POINTER;
    const operation& target = operation::of_info(self);
    *id = operation_id(target);
    return (target.look() & flag_closed) != 0 ? E_ILLEGAL_METHOD_CALL : S_OK;
}

outcome shown_outcome(const operation& target, state_flags flags) noexcept {
    if (has_ended(flags)) return outcome_of(flags);
    if (target.is_forked()) return outcome::error;
    return (flags & flag_requested) != 0 ? outcome::canceled : outcome::started;
}

HRESULT ASYNCOM_CALL get_status(void* self, std::int32_t* status) noexcept {
    if (status == nullptr) return E_POINTER;
    const operation& target = operation::of_info(self);
    const state_flags flags = target.look();
    if ((flags & flag_closed) != 0) {
        *status = closed_status;
        return E_ILLEGAL_METHOD_CALL;
    }
    *status = std::int32_t(shown_outcome(target, flags));
    return S_OK;
}

HRESULT ASYNCOM_CALL get_error_code(void* self, HRESULT* code) noexcept {
    if (code == nullptr) return E_POINTER;
    operation& target = operation::of_info(self);
    const state_flags flags = target.look();
    if ((flags & flag_closed) != 0) return *code = E_ILLEGAL_METHOD_CALL;
    switch (shown_outcome(target, flags)) {
    case outcome::canceled:
        *code = publish_canceled(target);
        break;
    case outcome::error:
        *code =
            has_ended(flags) ? publish_stored_error(target) : originate(ASYNCOM_E_FORKED, nullptr);
        break;
    default:
        *code = S_OK;
    }
    return S_OK;
}

HRESULT ASYNCOM_CALL cancel(void* self) noexcept {
    operation& target = operation::of_info(self);
    if (!target.is_forked()) cancel_operation(target, {});
    return S_OK;
}

HRESULT ASYNCOM_CALL close(void* self) noexcept {
    operation& target = operation::of_info(self);
    if (target.is_forked_running()) return S_OK;
    if (target.close() == close_result::still_running) return E_ILLEGAL_STATE_CHANGE;
    const operation_record* const extended = target.extended_if_any();
    if (extended != nullptr && extended->foreign != nullptr && !target.is_forked()) {
        invocation_scope scope(this_thread(), target);
        extended->foreign->close();
    }
    return S_OK;
}

} // namespace

void* const info_slots[11] = {slot(&unknown::query_interface),
                              slot(&unknown::add_ref),
                              slot(&unknown::release),
                              slot(&unknown::iids),
                              slot(&unknown::class_name),
                              slot(&unknown::trust_level),
                              slot(&get_id),
                              slot(&get_status),
                              slot(&get_error_code),
                              slot(&cancel),
                              slot(&close)};

} // namespace asyncom::core

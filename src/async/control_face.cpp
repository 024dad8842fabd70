// SPDX-License-Identifier: MIT
// IAsyncControl: what Windows' interfaces cannot be asked. Works after Close too, but for the
// partial result.
#include "async/cancel.h"
#include "async/faces.h"
#include "async/operation_info.h"
#include "async/outcome.h"
#include "async/partial_result.h"
#include "async/waiters.h"
#include "com/error_info.h"
#include "com/hstring.h"
#include "com/utf.h"

#include <cstring>

namespace asyncom::core {
namespace {

using unknown = consumer_unknown<&operation::of_control>;

operation& of(void* self) noexcept {
    return operation::of_control(self);
}

HRESULT ASYNCOM_CALL cancel_with_reason(void* self, HRESULT code, const char* text) noexcept {
    if (code >= 0) return originate(E_INVALIDARG, "A success code is no reason to cancel.");
    if (text != nullptr && !is_valid_utf8(text))
        return originate(E_INVALIDARG, "The text is not UTF-8.");
    operation& target = of(self);
    if (target.is_forked()) return S_FALSE;
    cancel_reason reason{code, nullptr};
    HRESULT asked = hstring_from_utf8(text, &reason.text);
    if (asked >= 0) asked = cancel_operation(target, reason);
    hstring_delete(reason.text);
    return asked < 0 ? originate(asked, nullptr) : asked;
}

HRESULT ASYNCOM_CALL get_cancel_requested(void* self, AsyncomBoolean* requested) noexcept {
    if (requested == nullptr) return refuse_null();
    *requested = (of(self).look() & flag_requested) != 0;
    return S_OK;
}

HRESULT ASYNCOM_CALL get_reason(void* self, HRESULT* reason, HSTRING* text) noexcept {
    return get_cancel_reason_checked(of(self), reason, text);
}

HRESULT ASYNCOM_CALL get_ended(void* self, AsyncomBoolean* ended) noexcept {
    if (ended == nullptr) return refuse_null();
    *ended = has_ended_for_waits(of(self));
    return S_OK;
}

HRESULT ASYNCOM_CALL wait(void* self, std::uint32_t timeout) noexcept {
    const HRESULT waited = wait_for_end(of(self), timeout);
    if (waited == E_ILLEGAL_METHOD_CALL)
        return originate(waited, "A handler cannot wait for the operation that waits for it.");
    return waited < 0 ? originate(waited, nullptr) : waited;
}

HRESULT ASYNCOM_CALL get_handle(void* self, std::intptr_t* handle) noexcept {
    if (handle == nullptr) return refuse_null();
    *handle = 0;
    const HRESULT got = get_wait_handle(of(self), handle);
    return got < 0 ? originate(got, nullptr) : got;
}

HRESULT ASYNCOM_CALL get_partial(void* self, void* value) noexcept {
    if (value == nullptr) return refuse_null();
    operation& target = of(self);
    const value_layout& layout = target.type().result();
    if (!target.type().has_result()) return originate(E_NOTIMPL, "An action has no result.");
    std::memset(value, 0, layout.bytes);
    const state_flags flags = target.look();
    if ((flags & flag_closed) != 0)
        return originate(E_ILLEGAL_METHOD_CALL, "The operation is closed.");
    const HRESULT copied = (flags & flag_value) != 0 ? copy_value(layout, value, result_of(target))
                                                     : copy_partial_result(target, value);
    return copied < 0 ? originate(copied, nullptr) : copied;
}

HRESULT ASYNCOM_CALL get_error(void* self, IAsyncError** error) noexcept {
    if (error == nullptr) return refuse_null();
    *error = nullptr;
    operation& target = of(self);
    const state_flags flags = target.look();
    if (!has_ended(flags) && target.is_forked())
        return make_error(ASYNCOM_E_FORKED, nullptr, error);
    if ((flags & flag_error) == 0) return S_FALSE;
    const error_outcome& failure = target.place.failure;
    if (failure.error == nullptr) {
        const HRESULT made = make_error(failure.code, nullptr, error);
        return made < 0 ? originate(made, nullptr) : made;
    }
    failure.error->AddRef();
    *error = static_cast<IAsyncError*>(failure.error);
    return S_OK;
}

HRESULT ASYNCOM_CALL get_type(void* self, IAsyncType** type) noexcept {
    if (type == nullptr) return refuse_null();
    *type = face_of(of(self).type());
    return S_OK;
}

HRESULT ASYNCOM_CALL get_info(void* self, AsyncomOperationInfo* info) noexcept {
    if (info == nullptr) return refuse_null();
    if (info->size < sizeof(AsyncomOperationInfo))
        return originate(E_INVALIDARG, "The struct's size is smaller than its first version.");
    fill_info(of(self), *info);
    return S_OK;
}

} // namespace

void* const control_slots[13] = {slot(&unknown::query_interface),
                                 slot(&unknown::add_ref),
                                 slot(&unknown::release),
                                 slot(&cancel_with_reason),
                                 slot(&get_cancel_requested),
                                 slot(&get_reason),
                                 slot(&get_ended),
                                 slot(&wait),
                                 slot(&get_handle),
                                 slot(&get_partial),
                                 slot(&get_error),
                                 slot(&get_type),
                                 slot(&get_info)};

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// Operations born ended: nobody produces them, and the thread that makes them may attach its
// handler without an atomic read-modify-write (thread_mark.h).
#include "async/create.h"

#include "async/birth.h"
#include "async/cancel.h"
#include "async/outcome.h"
#include "async/quiesced_modules.h"
#include "com/error_info.h"
#include "com/utf.h"

#include <cstring>

namespace asyncom::core {
namespace {

template <class Fill>
HRESULT create_ended(type_record& type, const GUID& iid, void** consumer, const void* call_site,
                     Fill&& fill) noexcept {
    if (!is_consumer_iid(type, iid)) return fail_no_interface();
    if (const HRESULT refused = refuse_quiesced(call_site); refused < 0) return refused;
    operation* const made = make_operation(type, call_site);
    if (made == nullptr) return originate(E_OUTOFMEMORY, nullptr);
    made->initialize_ended(fill(*made), this_thread().token);
    begin_life(*made, life::ended);
    return hand_out(*made, iid, consumer);
}

// Bad arguments, a result that is not plain, another interface, no block at hand.
ASYNCOM_COLD HRESULT create_completed_with_care(IAsyncType* type, const void* result,
                                                const GUID* iid, void** consumer,
                                                const void* call_site) noexcept {
    if (consumer != nullptr) *consumer = nullptr;
    if (type == nullptr || iid == nullptr || consumer == nullptr) return refuse_null();
    type_record* record = nullptr;
    if (const HRESULT checked = check_type(type, record); checked < 0) return checked;
    if (record->has_result() != (result != nullptr))
        return result == nullptr ? refuse_null()
                                 : originate(E_INVALIDARG, "An action completes without a result.");
    pending_result pending(*record);
    const HRESULT copied = pending.copy(result);
    if (copied < 0) return originate(copied, nullptr);
    return create_ended(*record, *iid, consumer, call_site, [&](operation& made) noexcept {
        return pending.move_to(made) | state_flags(outcome::completed);
    });
}

// The common case: a result of the commonest sizes, the type's own interface.
template <bool Registered>
ASYNCOM_INLINE HRESULT create_completed_plainly(IAsyncType* type, const void* result,
                                                const GUID* iid, void** consumer,
                                                const void* call_site) noexcept {
    type_record* record;
    operation* made;
    if (type == nullptr || result == nullptr || iid == nullptr || consumer == nullptr ||
        (record = record_of(type)) == nullptr ||
        (record->plain_result_bytes != 8 && record->plain_result_bytes != 4) ||
        *iid != record->iids[ASYNCOM_IID_OPERATION] ||
        (made = try_make_operation<Registered>(*record, call_site)) == nullptr) [[unlikely]]
        return create_completed_with_care(type, result, iid, consumer, call_site);
    if (record->plain_result_bytes == 8)
        std::memcpy(made->place.bytes, result, 8);
    else
        std::memcpy(made->place.bytes, result, 4);
    made->initialize_ended(flag_value | state_flags(outcome::completed), peek_at_thread().token);
    *consumer = made->consumer();
    return Registered ? begin_registered_ended_life(*made)
                      : begin_unregistered_life(*made, life::ended);
}

ASYNCOM_APART HRESULT create_completed_as_switched(IAsyncType* type, const void* result,
                                                   const GUID* iid, void** consumer,
                                                   const void* call_site) noexcept {
    return uses_malloc || anything_is_quiesced
               ? create_completed_with_care(type, result, iid, consumer, call_site)
               : create_completed_plainly<false>(type, result, iid, consumer, call_site);
}

} // namespace

HRESULT create_completed(IAsyncType* type, const void* result, const GUID* iid, void** consumer,
                         const void* call_site) noexcept {
    if (switches_differ) [[unlikely]]
        return create_completed_as_switched(type, result, iid, consumer, call_site);
    return create_completed_plainly<true>(type, result, iid, consumer, call_site);
}

HRESULT create_failed(IAsyncType* type, HRESULT error, const char* message, const GUID* iid,
                      void** consumer, const void* call_site) noexcept {
    if (consumer != nullptr) *consumer = nullptr;
    if (type == nullptr || iid == nullptr || consumer == nullptr) return refuse_null();
    type_record* record = nullptr;
    if (const HRESULT checked = check_type(type, record); checked < 0) return checked;
    if (error >= 0) return originate(E_INVALIDARG, "A success code is no error to fail with.");
    if (message != nullptr && !is_valid_utf8(message))
        return originate(E_INVALIDARG, "The message is not UTF-8.");
    if (error == canceled_code) return create_canceled(type, iid, consumer, call_site);
    IAsyncError* reason = nullptr;
    const HRESULT got = message != nullptr ? make_error(error, message, &reason, call_site)
                                           : capture_error(error, &reason);
    if (got < 0) return originate(got, nullptr);
    bool kept = false;
    const HRESULT created =
        create_ended(*record, *iid, consumer, call_site, [&](operation& made) noexcept {
            kept = true;
            made.place.failure = {reason, error};
            return flag_error | flag_owned | state_flags(outcome::error);
        });
    if (!kept && reason != nullptr) reason->Release();
    return created;
}

HRESULT create_canceled(IAsyncType* type, const GUID* iid, void** consumer,
                        const void* call_site) noexcept {
    if (consumer != nullptr) *consumer = nullptr;
    if (type == nullptr || iid == nullptr || consumer == nullptr) return refuse_null();
    type_record* record = nullptr;
    if (const HRESULT checked = check_type(type, record); checked < 0) return checked;
    return create_ended(*record, *iid, consumer, call_site,
                        [](operation&) noexcept { return state_flags(outcome::canceled); });
}

} // namespace asyncom::core

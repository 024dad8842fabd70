// SPDX-License-Identifier: MIT
#include "async/create.h"

#include "async/cancel.h"
#include "async/children.h"
#include "async/faces.h"
#include "async/operation_memory.h"
#include "async/options.h"
#include "async/outcome.h"
#include "async/site.h"
#include "com/error_info.h"
#include "com/utf.h"
#include "platform/clock.h"

#include <new>

namespace asyncom::core {
namespace {

// The type behind an argument, or null with error info.
type_record* checked_type(IAsyncType* type) noexcept {
    type_record* const record = record_of(type);
    if (record == nullptr) originate(E_INVALIDARG, "The type was not made by this library.");
    return record;
}

// Everything but the state and the references, without which nobody can look.
operation* make(type_record& type, const void* call_site) noexcept {
    thread_block& thread = this_thread();
    operation* const made = allocate_operation(thread);
    if (made == nullptr) [[unlikely]]
        return nullptr;
    made->family = type.family_slots;
    made->info = info_slots;
    made->control = control_slots;
    made->producer = type.producer_slots;
    made->parent_serial = 0;
    operation_slot& slot = made->slot();
    slot.serial.store(new_serial(thread, slot), std::memory_order_relaxed);
    if (registry_is_on) [[likely]]
        made->birth = coarse_clock();
    made->site = registry_is_on ? reinterpret_cast<std::uintptr_t>(call_site) : 0;
    return made;
}

// Asks before anything is made: an unknown interface creates nothing.
bool is_consumer_iid(const type_record& type, const GUID& iid) noexcept {
    return iid == type.iids[ASYNCOM_IID_OPERATION] || iid == IID_IAsyncInfo ||
           iid == IID_IUnknown || iid == IID_IInspectable || iid == IID_IAgileObject ||
           iid == IID_IAsyncControl || iid == IID_IWeakReferenceSource;
}

HRESULT fail_no_interface() noexcept {
    return originate(E_NOINTERFACE, "An operation of this type has no such interface.");
}

// Exchanges the only consumer reference for one through the wanted interface.
HRESULT hand_out(operation& made, const GUID& iid, void** consumer) noexcept {
    *consumer = consumer_face(made, iid);
    if (*consumer != nullptr) [[likely]]
        return S_OK;
    const HRESULT queried = query_consumer(made, iid, consumer);
    release_shared(made);
    return queried < 0 ? originate(queried, nullptr) : queried;
}

HRESULT adorn(operation& made, const checked_options& options, const void* call_site) noexcept {
    if (options.name != nullptr && !set_site(made, call_site, options.name)) return E_OUTOFMEMORY;
    if (options.parent == nullptr) return S_OK;
    if (registry_is_on)
        made.parent_serial = options.parent->slot().serial.load(std::memory_order_relaxed);
    return add_child(*options.parent, made);
}

// Undoes what nobody has seen: not abandoned, just gone.
void unmake(operation& made) noexcept {
    made.end(outcome::canceled, [](bool) noexcept { return 0u; });
    release_producer(made);
    release_shared(made);
}

// Options, a parent, another interface: what most operations are made without.
ASYNCOM_COLD HRESULT finish(operation& made, const AsyncomOperationOptions* options,
                            const checked_options& checked, const GUID& iid, void** consumer,
                            IAsyncProducer** producer, const void* call_site) noexcept;

template <class Fill>
HRESULT create_ended(IAsyncType* type, const GUID* iid, void** consumer, const void* call_site,
                     Fill&& fill) noexcept {
    type_record* const record = checked_type(type);
    if (record == nullptr) return E_INVALIDARG;
    if (!is_consumer_iid(*record, *iid)) return fail_no_interface();
    operation* const made = make(*record, call_site);
    if (made == nullptr) return originate(E_OUTOFMEMORY, nullptr);
    made->initialize_ended(fill(*made), this_thread().token);
    made->slot().references.initialize(1, 0, false, fork_epoch());
    return hand_out(*made, *iid, consumer);
}

} // namespace

HRESULT create_operation(IAsyncType* type, const AsyncomOperationOptions* options, const GUID* iid,
                         void** consumer, IAsyncProducer** producer,
                         const void* call_site) noexcept {
    if (consumer != nullptr) *consumer = nullptr;
    if (producer != nullptr) *producer = nullptr;
    if (type == nullptr || iid == nullptr || consumer == nullptr || producer == nullptr) [[unlikely]]
        return refuse_null();
    type_record* const record = checked_type(type);
    if (record == nullptr) return E_INVALIDARG;
    const bool wants_family = *iid == record->iids[ASYNCOM_IID_OPERATION];
    checked_options checked;
    if (options != nullptr || !wants_family) [[unlikely]] {
        const HRESULT options_checked = check_options(options, checked);
        if (options_checked < 0) return options_checked;
        if (!is_consumer_iid(*record, *iid)) return fail_no_interface();
    }
    operation* const made = make(*record, call_site);
    if (made == nullptr) [[unlikely]]
        return originate(E_OUTOFMEMORY, nullptr);
    made->initialize_running();
    made->slot().references.initialize(2, 1, false, fork_epoch());
    *producer = made->producer_face();
    *consumer = &static_cast<operation_faces*>(made)->family;
    if (options == nullptr && wants_family) [[likely]]
        return S_OK;
    return finish(*made, options, checked, *iid, consumer, producer, call_site);
}

namespace {

HRESULT finish(operation& made, const AsyncomOperationOptions* options,
               const checked_options& checked, const GUID& iid, void** consumer,
               IAsyncProducer** producer, const void* call_site) noexcept {
    *consumer = nullptr;
    *producer = nullptr;
    if (options != nullptr) {
        const HRESULT adorned = adorn(made, checked, call_site);
        if (adorned < 0) {
            unmake(made);
            return originate(adorned, nullptr);
        }
    }
    const HRESULT handed = hand_out(made, iid, consumer);
    if (handed < 0) {
        made.end(outcome::canceled, [](bool) noexcept { return 0u; });
        release_producer(made);
        return handed;
    }
    *producer = made.producer_face();
    return S_OK;
}

} // namespace

HRESULT create_completed(IAsyncType* type, const void* result, const GUID* iid, void** consumer,
                         const void* call_site) noexcept {
    if (consumer != nullptr) *consumer = nullptr;
    if (type == nullptr || iid == nullptr || consumer == nullptr) return refuse_null();
    type_record* const record = checked_type(type);
    if (record == nullptr) return E_INVALIDARG;
    if (record->has_result() != (result != nullptr))
        return result == nullptr ? refuse_null()
                                 : originate(E_INVALIDARG, "An action completes without a result.");
    pending_result pending(*record);
    const HRESULT copied = pending.copy(result);
    if (copied < 0) return originate(copied, nullptr);
    return create_ended(type, iid, consumer, call_site, [&](operation& made) noexcept {
        return pending.move_to(made) | state_flags(outcome::completed);
    });
}

HRESULT create_failed(IAsyncType* type, HRESULT error, const char* message, const GUID* iid,
                      void** consumer, const void* call_site) noexcept {
    if (consumer != nullptr) *consumer = nullptr;
    if (type == nullptr || iid == nullptr || consumer == nullptr) return refuse_null();
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
        create_ended(type, iid, consumer, call_site, [&](operation& made) noexcept {
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
    return create_ended(type, iid, consumer, call_site, [](operation&) noexcept {
        return state_flags(outcome::canceled);
    });
}

HRESULT attach_completed(IUnknown* consumer, IUnknown* handler) noexcept {
    operation* const target = consumer != nullptr ? operation_of(consumer) : nullptr;
    if (target == nullptr) [[unlikely]] {
        if (handler != nullptr) handler->Release();
        return consumer == nullptr
                   ? refuse_null()
                   : originate(E_NOINTERFACE, "The object is not an operation of this library.");
    }
    if (handler != nullptr && !target->is_forked() && target->try_put_first_completed(handler))
        [[likely]]
        return S_OK;
    const HRESULT put = put_completed_handler(*target, handler, true);
    return put < 0 ? originate(put, nullptr) : put;
}

} // namespace asyncom::core

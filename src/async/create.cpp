// SPDX-License-Identifier: MIT
#include "async/create.h"

#include "async/birth.h"
#include "async/children.h"
#include "async/options.h"
#include "async/quiesced_modules.h"
#include "async/site.h"
#include "com/error_info.h"

namespace asyncom::core {
namespace {

// An operation that has not begun. Null without memory.
operation* make_with_options(type_record& type, const checked_options& options,
                             const void* call_site) noexcept {
    operation* const made = make_operation(type, call_site);
    if (made == nullptr) return nullptr;
    if (options.name != nullptr && !set_site(*made, call_site, options.name)) {
        free_operation(this_thread(), *made);
        return nullptr;
    }
    if (options.parent != nullptr && registry_is_on)
        made->parent_serial = options.parent->slot().serial.load(std::memory_order_relaxed);
    return made;
}

// Undoes what nobody has seen: not abandoned, just gone.
void discard(operation& made) noexcept {
    made.end(outcome::canceled, [](bool) noexcept { return 0u; });
    release_producer(made);
    release_shared(made);
}

// Bad arguments, options, another interface, no block at hand, modules that are quiesced.
ASYNCOM_COLD HRESULT create_by_arguments(IAsyncType* type, const AsyncomOperationOptions* options,
                                         const GUID* iid, void** consumer,
                                         IAsyncProducer** producer,
                                         const void* call_site) noexcept {
    if (consumer != nullptr) *consumer = nullptr;
    if (producer != nullptr) *producer = nullptr;
    if (type == nullptr || iid == nullptr || consumer == nullptr || producer == nullptr)
        return refuse_null();
    type_record* record = nullptr;
    if (const HRESULT typed = check_type(type, record); typed < 0) return typed;
    checked_options checked;
    const HRESULT options_checked = check_options(options, checked);
    if (options_checked < 0) return options_checked;
    if (!is_consumer_iid(*record, *iid)) return fail_no_interface();
    if (const HRESULT refused = refuse_quiesced(call_site); refused < 0) return refused;
    operation* const made = make_with_options(*record, checked, call_site);
    if (made == nullptr) return originate(E_OUTOFMEMORY, nullptr);
    made->initialize_running();
    begin_life(*made, life::running);
    HRESULT added = checked.parent != nullptr ? add_child(*checked.parent, *made) : S_OK;
    if (is_quiesced_at_birth(*made)) added = ASYNCOM_E_QUIESCED;
    if (added < 0) {
        discard(*made);
        return originate(added, nullptr);
    }
    const HRESULT handed = hand_out(*made, *iid, consumer);
    if (handed < 0) {
        made->end(outcome::canceled, [](bool) noexcept { return 0u; });
        release_producer(*made);
        return handed;
    }
    *producer = made->producer_face();
    return S_OK;
}

// The common case: no options, the type's own interface.
template <bool Registered>
ASYNCOM_INLINE HRESULT create_commonly(IAsyncType* type, const AsyncomOperationOptions* options,
                                       const GUID* iid, void** consumer, IAsyncProducer** producer,
                                       const void* call_site) noexcept {
    type_record* record;
    operation* made;
    if (type == nullptr || iid == nullptr || consumer == nullptr || options != nullptr ||
        (record = record_of(type)) == nullptr || producer == nullptr ||
        *iid != record->iids[ASYNCOM_IID_OPERATION] ||
        (made = try_make_operation<Registered>(*record, call_site)) == nullptr) [[unlikely]]
        return create_by_arguments(type, options, iid, consumer, producer, call_site);
    made->initialize_running();
    *producer = made->producer_face();
    *consumer = made->consumer();
    return Registered ? begin_registered_running_life(*made)
                      : begin_unregistered_life(*made, life::running);
}

ASYNCOM_APART HRESULT create_as_switched(IAsyncType* type, const AsyncomOperationOptions* options,
                                         const GUID* iid, void** consumer,
                                         IAsyncProducer** producer,
                                         const void* call_site) noexcept {
    return uses_malloc || anything_is_quiesced
               ? create_by_arguments(type, options, iid, consumer, producer, call_site)
               : create_commonly<false>(type, options, iid, consumer, producer, call_site);
}

} // namespace

HRESULT create_operation(IAsyncType* type, const AsyncomOperationOptions* options, const GUID* iid,
                         void** consumer, IAsyncProducer** producer,
                         const void* call_site) noexcept {
    if (switches_differ) [[unlikely]]
        return create_as_switched(type, options, iid, consumer, producer, call_site);
    return create_commonly<true>(type, options, iid, consumer, producer, call_site);
}

} // namespace asyncom::core

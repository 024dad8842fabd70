// SPDX-License-Identifier: MIT
// A weak reference remembers the slot and the serial; the slot's reference word decides whether a
// reference can still be made of it (reference_word.h).
#include "async/weak_reference.h"

#include "async/faces.h"
#include "async/operation_memory.h"

#include <new>

namespace asyncom::core {

// By the slot's address, without a virtual base: an object of the C view.
struct weak_reference {
    const void* slots;
    std::atomic<std::uint32_t> references;
    operation_slot* remembered;
    std::uint64_t serial;
};

namespace {

weak_reference& weak(void* self) noexcept {
    return *static_cast<weak_reference*>(self);
}

std::uint32_t ASYNCOM_CALL weak_add_ref(void* self) noexcept {
    return weak(self).references.fetch_add(1, std::memory_order_relaxed) + 1;
}

HRESULT ASYNCOM_CALL weak_query(void* self, const GUID* iid, void** object) noexcept {
    if (object == nullptr) return E_POINTER;
    *object = nullptr;
    if (iid == nullptr) return E_POINTER;
    if (*iid != IID_IWeakReference && *iid != IID_IUnknown && *iid != IID_IAgileObject)
        return E_NOINTERFACE;
    weak_add_ref(self);
    *object = self;
    return S_OK;
}

std::uint32_t ASYNCOM_CALL weak_release(void* self) noexcept {
    const std::uint32_t left = weak(self).references.fetch_sub(1, std::memory_order_acq_rel) - 1;
    if (left == 0) delete &weak(self);
    return left;
}

// An operation that is gone is an answer, not a failure: S_OK and null, as on Windows.
HRESULT ASYNCOM_CALL weak_resolve(void* self, const GUID* iid, void** object) noexcept {
    if (object == nullptr) return E_POINTER;
    *object = nullptr;
    if (iid == nullptr) return E_POINTER;
    operation* const found = try_reference(*weak(self).remembered, weak(self).serial);
    if (found == nullptr) return S_OK;
    const HRESULT queried = query_consumer(*found, *iid, object);
    release_shared(*found);
    return queried;
}

void* const weak_slots[4] = {slot(&weak_query), slot(&weak_add_ref), slot(&weak_release),
                             slot(&weak_resolve)};

using unknown = consumer_unknown<&weak_source_operation>;

HRESULT ASYNCOM_CALL get_weak_reference(void* self, IWeakReference** reference) noexcept {
    if (reference == nullptr) return E_POINTER;
    *reference = nullptr;
    operation& target = weak_source_operation(self);
    operation_slot& remembered = target.slot();
    auto* const made = new (std::nothrow) weak_reference{
        weak_slots, 1, &remembered, remembered.serial.load(std::memory_order_relaxed)};
    if (made == nullptr) return E_OUTOFMEMORY;
    remembered.references.set_observed();
    *reference = reinterpret_cast<IWeakReference*>(made);
    return S_OK;
}

} // namespace

void* const weak_source_slots[4] = {slot(&unknown::query_interface), slot(&unknown::add_ref),
                                    slot(&unknown::release), slot(&get_weak_reference)};

HRESULT query_weak_source(operation& target, void** object) noexcept {
    operation_record* const extended = target.extend();
    if (extended == nullptr) return E_OUTOFMEMORY;
    add_shared(target);
    *object = &extended->weak_source;
    return S_OK;
}

operation& weak_source_operation(void* face) noexcept {
    return *static_cast<record_face*>(face)->owner;
}

} // namespace asyncom::core

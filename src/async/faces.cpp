// SPDX-License-Identifier: MIT
// What an operation answers as an IUnknown and an IInspectable, whichever face is asked.
#include "async/faces.h"

#include "async/listeners.h"
#include "async/outcome.h"
#include "async/weak_reference.h"
#include "com/hstring.h"
#include "com/marshal.h"
#include "com/task_memory.h"

namespace asyncom::core {
namespace {

void* at(const void*& face) noexcept {
    return &face;
}

} // namespace

void fill_slots(type_record& type) noexcept {
    type.plain_result_bytes =
        type.has_result() && is_plain(type.result()) ? type.result().bytes : 0;
    fill_family_slots(type);
    fill_producer_slots(type);
    fill_handler_slots(type);
    if constexpr (has_apartments) watch_apartments(type);
}

void* consumer_face(operation& target, const GUID& iid) noexcept {
    if (iid == target.type().iids[ASYNCOM_IID_OPERATION] || iid == IID_IUnknown ||
        iid == IID_IInspectable || iid == IID_IAgileObject)
        return at(target.family);
    if (iid == IID_IAsyncInfo) return at(target.info);
    if (iid == IID_IAsyncControl) return at(target.control);
    return nullptr;
}

HRESULT query_consumer(operation& target, const GUID& iid, void** object) noexcept {
    void* const face = consumer_face(target, iid);
    if (face == nullptr) {
        if (iid == IID_IWeakReferenceSource) return query_weak_source(target, object);
        if (iid == IID_IAsyncListeners) return query_listeners(target, object);
        return query_beyond(target.consumer(), iid, object);
    }
    add_shared(target);
    *object = face;
    return S_OK;
}

HRESULT get_iids(operation& target, std::uint32_t* count, GUID** iids) noexcept {
    if (count != nullptr) *count = 0;
    if (iids != nullptr) *iids = nullptr;
    if (count == nullptr || iids == nullptr) return E_POINTER;
    auto* const list = static_cast<GUID*>(task_allocate(2 * sizeof(GUID)));
    if (list == nullptr) return E_OUTOFMEMORY;
    list[0] = target.type().iids[ASYNCOM_IID_OPERATION];
    list[1] = IID_IAsyncInfo;
    *count = 2;
    *iids = list;
    return S_OK;
}

HRESULT get_runtime_class_name(operation& target, HSTRING* name) noexcept {
    if (name == nullptr) return E_POINTER;
    return hstring_duplicate(target.type().class_name, name);
}

HRESULT get_trust_level(std::int32_t* level) noexcept {
    if (level == nullptr) return E_POINTER;
    *level = BaseTrust;
    return S_OK;
}

operation* operation_of(IUnknown* object) noexcept {
    // Ours by its QueryInterface: each face has its own.
    const auto* const slots = *reinterpret_cast<void* const* const*>(object);
    const void* const query = slots[0];
    if (query == slot(&consumer_unknown<&operation::of_family>::query_interface))
        return &operation::of_family(object);
    if (query == slot(&consumer_unknown<&operation::of_info>::query_interface))
        return &operation::of_info(object);
    if (query == slot(&consumer_unknown<&operation::of_control>::query_interface))
        return &operation::of_control(object);
    if (query == weak_source_slots[0]) return &weak_source_operation(object);
    if (query == listeners_slots[0]) return &listeners_operation(object);
    return nullptr;
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// The tables of slots behind an operation's faces. Tables, not virtual functions, because each type
// has its own copy (type.h) and a progress handler's Invoke differs by calling class.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// Fixed tables, the same for all types.
extern ASYNCOM_HIDDEN void* const info_slots[11];
extern ASYNCOM_HIDDEN void* const control_slots[13];
extern ASYNCOM_HIDDEN void* const weak_source_slots[4];
extern ASYNCOM_HIDDEN void* const listeners_slots[6];

// Parts of a type's tables.
void fill_family_slots(type_record& type) noexcept;
void fill_producer_slots(type_record& type) noexcept;
void fill_handler_slots(type_record& type) noexcept;
// Only where there are apartments (windows/apartment_face.cpp).
void watch_apartments(type_record& type) noexcept;

// QueryInterface of the consumer's faces: one set of answers, however asked.
HRESULT query_consumer(operation& target, const GUID& iid, void** object) noexcept;
// The face that the IID names without a reference, or null. IWeakReferenceSource and
// IAsyncListeners have none before they are asked for, so they are not among them.
void* consumer_face(operation& target, const GUID& iid) noexcept;

// Answers shared by IInspectable's slots of the consumer's faces.
HRESULT get_iids(operation& target, std::uint32_t* count, GUID** iids) noexcept;
HRESULT get_runtime_class_name(operation& target, HSTRING* name) noexcept;
HRESULT get_trust_level(std::int32_t* level) noexcept;

// A function as an entry of a table.
template <class Function>
void* slot(Function* function) noexcept {
    return reinterpret_cast<void*>(function);
}

// The QueryInterface, AddRef and Release of one consumer face; Of finds the operation.
template <operation& (*Of)(void*) noexcept>
struct consumer_unknown {
    static HRESULT ASYNCOM_CALL query_interface(void* self, const GUID* iid,
                                                void** object) noexcept {
        if (object == nullptr) return E_POINTER;
        *object = nullptr;
        if (iid == nullptr) return E_POINTER;
        return query_consumer(Of(self), *iid, object);
    }
    static std::uint32_t ASYNCOM_CALL add_ref(void* self) noexcept { return add_shared(Of(self)); }
    static std::uint32_t ASYNCOM_CALL release(void* self) noexcept {
        return release_shared(Of(self));
    }
};

// The same with IInspectable's three.
template <operation& (*Of)(void*) noexcept>
struct consumer_inspectable : consumer_unknown<Of> {
    static HRESULT ASYNCOM_CALL iids(void* self, std::uint32_t* count, GUID** list) noexcept {
        return get_iids(Of(self), count, list);
    }
    static HRESULT ASYNCOM_CALL class_name(void* self, HSTRING* name) noexcept {
        return get_runtime_class_name(Of(self), name);
    }
    static HRESULT ASYNCOM_CALL trust_level(void*, std::int32_t* level) noexcept {
        return get_trust_level(level);
    }
};

} // namespace asyncom::core

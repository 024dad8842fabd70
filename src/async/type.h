// SPDX-License-Identifier: MIT
// The record behind IAsyncType: all that the engine asks of a type, computed once when the type is
// first named, and the vtables of that type's objects. A record is never changed once it is
// published and never freed, so everything in it is read without a lock or a reference.
#pragma once

#include "async/value.h"
#include "platform/call.h"
#include "platform/hidden.h"

#include <asyncom/asyncom.h>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace asyncom::core {

struct type_face; // IAsyncType's vtable, in type.cpp

inline constexpr std::uint32_t no_calling_class = 0xFFFFFFFF;

// No interface of an operation or a handler has more slots than these.
inline constexpr std::size_t family_slot_count = 11;
inline constexpr std::size_t producer_slot_count = 13;
inline constexpr std::size_t handler_slot_count = 4;

struct type_record {
    const type_face* face; // first: the record's address is the IAsyncType*

    std::uint32_t family;        // ASYNCOM_FAMILY_*
    std::uint32_t calling_class; // of P, an index below calling_class_count; no_calling_class
    value_layout values[2];      // by ASYNCOM_VALUE_*; one that the family lacks has 0 bytes
    GUID iids[3];                // by ASYNCOM_IID_*; no progress handler: all zero
    const char* signature;       // NUL-terminated
    std::uint32_t signature_bytes;
    std::uint32_t plain_result_bytes; // 0: no result, or one that is not plain (outcome.h)
    HSTRING class_name;               // never empty; duplicate it to hand it out

    // Of the table of types: the signature's hash and the next record of its bucket.
    std::uint64_t hash;
    type_record* next;

    // One vtable of each kind per type: an object finds its type in its own first word, by a
    // subtraction, and needs no pointer for it.
    void* family_slots[family_slot_count];
    void* producer_slots[producer_slot_count];
    void* completed_handler_slots[handler_slot_count];
    void* progress_handler_slots[handler_slot_count];

    bool has_progress() const noexcept { return (family & 1) != 0; }
    bool has_result() const noexcept { return family >= 2; }
    const value_layout& result() const noexcept { return values[ASYNCOM_VALUE_RESULT]; }
    const value_layout& progress() const noexcept { return values[ASYNCOM_VALUE_PROGRESS]; }
    std::string_view signature_text() const noexcept { return {signature, signature_bytes}; }
};
static_assert(std::is_standard_layout_v<type_record> && std::is_trivially_copyable_v<type_record>);
// The parities that has_progress and has_result rely on.
static_assert(ASYNCOM_FAMILY_ACTION == 0 && ASYNCOM_FAMILY_ACTION_WITH_PROGRESS == 1 &&
              ASYNCOM_FAMILY_OPERATION == 2 && ASYNCOM_FAMILY_OPERATION_WITH_PROGRESS == 3);

// Fills plain_result_bytes and the four vtables of a new record; the engine's. Called before the
// record is published, and the record may yet lose against one that another thread publishes, so it
// keeps no address of it.
void fill_slots(type_record& type) noexcept;

namespace detail {

template <std::size_t Offset>
type_record* record_around(const void* slots) noexcept {
    return reinterpret_cast<type_record*>(reinterpret_cast<std::uintptr_t>(slots) - Offset);
}

} // namespace detail

// The type of an object, from the vtable pointer in its first word.
inline type_record* from_family_slots(const void* slots) noexcept {
    return detail::record_around<offsetof(type_record, family_slots)>(slots);
}
inline type_record* from_producer_slots(const void* slots) noexcept {
    return detail::record_around<offsetof(type_record, producer_slots)>(slots);
}
inline type_record* from_completed_handler_slots(const void* slots) noexcept {
    return detail::record_around<offsetof(type_record, completed_handler_slots)>(slots);
}
inline type_record* from_progress_handler_slots(const void* slots) noexcept {
    return detail::record_around<offsetof(type_record, progress_handler_slots)>(slots);
}

extern ASYNCOM_HIDDEN const type_face type_slots;

// The IAsyncType of a record, and back: null for an object that is not this library's.
inline IAsyncType* face_of(type_record& type) noexcept {
    return reinterpret_cast<IAsyncType*>(&type);
}
inline type_record* record_of(IAsyncType* type) noexcept {
    // A foreign object may be smaller than a record: only its first word is looked at.
    const auto* face = *reinterpret_cast<const type_face* const*>(type);
    return face == &type_slots ? reinterpret_cast<type_record*>(type) : nullptr;
}

// The type behind an argument that is not null. E_INVALIDARG: another implementation's;
// E_UNEXPECTED in a second copy of this library, whose clients come with types of the first.
HRESULT refuse_type() noexcept;
inline HRESULT check_type(IAsyncType* type, type_record*& record) noexcept {
    record = record_of(type);
    return record != nullptr ? S_OK : refuse_type();
}

// As the functions of value.h; `which` is ASYNCOM_VALUE_*. A value the type lacks has no bytes.
inline HRESULT copy_value(const type_record& type, std::uint32_t which, void* target,
                          const void* source) noexcept {
    return copy_value(type.values[which], target, source);
}
inline void destroy_value(const type_record& type, std::uint32_t which, void* target) noexcept {
    destroy_value(type.values[which], target);
}

} // namespace asyncom::core

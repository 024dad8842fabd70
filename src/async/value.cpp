// SPDX-License-Identifier: MIT
// Values that own strings or interfaces.
#include "async/value.h"

#include "com/hstring.h"

#include <asyncom/asyncom.h>

#include <gsl/span>

namespace asyncom::core::detail {

namespace {

gsl::span<const owned_field> owned_fields(const value_layout& layout) noexcept {
    return {layout.owned, layout.owned_count};
}

template <typename Pointer>
Pointer load_pointer(const void* value, const owned_field& field) noexcept {
    Pointer pointer;
    std::memcpy(&pointer, static_cast<const unsigned char*>(value) + field.offset, sizeof pointer);
    return pointer;
}

template <typename Pointer>
void store_pointer(void* value, const owned_field& field, Pointer pointer) noexcept {
    std::memcpy(static_cast<unsigned char*>(value) + field.offset, &pointer, sizeof pointer);
}

HRESULT duplicate_field(const owned_field& field, void* target) noexcept {
    if (field.kind == owned_kind::object) {
        if (auto* object = load_pointer<IUnknown*>(target, field)) object->AddRef();
        return S_OK;
    }
    HSTRING copy = nullptr;
    const HRESULT outcome = hstring_duplicate(load_pointer<HSTRING>(target, field), &copy);
    if (SUCCEEDED(outcome)) store_pointer(target, field, copy);
    return outcome;
}

// The pointer is cleared first: a foreign Release may look at the value again.
void give_up_field(const owned_field& field, void* target) noexcept {
    if (field.kind == owned_kind::object) {
        auto* object = load_pointer<IUnknown*>(target, field);
        store_pointer<IUnknown*>(target, field, nullptr);
        if (object != nullptr) object->Release();
        return;
    }
    HSTRING string = load_pointer<HSTRING>(target, field);
    store_pointer<HSTRING>(target, field, nullptr);
    hstring_delete(string);
}

void destroy_fields(gsl::span<const owned_field> fields, std::uint32_t bytes,
                    void* target) noexcept {
    for (const owned_field& field : fields) {
        give_up_field(field, target);
    }
    std::memset(target, 0, bytes);
}

} // namespace

HRESULT copy_owning_value(const value_layout& layout, void* target, const void* source) noexcept {
    std::memcpy(target, source, layout.bytes);
    const gsl::span<const owned_field> fields = owned_fields(layout);
    for (std::size_t done = 0; done < fields.size(); ++done) {
        const HRESULT outcome = duplicate_field(fields[done], target);
        if (FAILED(outcome)) {
            destroy_fields(fields.first(done), layout.bytes, target);
            return outcome;
        }
    }
    return S_OK;
}

void destroy_owning_value(const value_layout& layout, void* target) noexcept {
    destroy_fields(owned_fields(layout), layout.bytes, target);
}

} // namespace asyncom::core::detail

// SPDX-License-Identifier: MIT
// IAsyncType's methods over a type record. The object is immortal: it ignores its count, and it
// says so by answering 1.
#include "async/type.h"

#include "com/error_info.h"
#include "com/first_copy.h"
#include "com/hstring.h"
#include "com/marshal.h"

namespace asyncom::core {

// Typed, so that the table needs no cast and no initialisation at load time.
struct type_face {
    HRESULT(ASYNCOM_CALL* query_interface)(type_record*, const GUID*, void**) noexcept;
    std::uint32_t(ASYNCOM_CALL* add_ref)(type_record*) noexcept;
    std::uint32_t(ASYNCOM_CALL* release)(type_record*) noexcept;
    HRESULT(ASYNCOM_CALL* get_family)(type_record*, std::int32_t*) noexcept;
    HRESULT(ASYNCOM_CALL* get_iid)(type_record*, std::uint32_t, GUID*) noexcept;
    HRESULT(ASYNCOM_CALL* get_signature)(type_record*, const char**) noexcept;
    HRESULT(ASYNCOM_CALL* get_class_name)(type_record*, HSTRING*) noexcept;
    HRESULT(ASYNCOM_CALL* get_layout)
    (type_record*, std::uint32_t, std::uint32_t*, std::uint32_t*) noexcept;
    HRESULT(ASYNCOM_CALL* copy_value)(type_record*, std::uint32_t, void*, const void*) noexcept;
    HRESULT(ASYNCOM_CALL* destroy_value)(type_record*, std::uint32_t, void*) noexcept;
};

namespace {

HRESULT ASYNCOM_CALL QueryInterface(type_record* self, const GUID* iid, void** object) noexcept {
    if (object == nullptr) return E_POINTER;
    *object = nullptr;
    if (iid == nullptr) return E_POINTER;
    if (*iid != IID_IUnknown && *iid != IID_IAsyncType && *iid != IID_IAgileObject) {
        return query_beyond(face_of(*self), *iid, object);
    }
    *object = self;
    return S_OK;
}

std::uint32_t ASYNCOM_CALL AddRef(type_record*) noexcept {
    return 1;
}
std::uint32_t ASYNCOM_CALL Release(type_record*) noexcept {
    return 1;
}

HRESULT ASYNCOM_CALL get_Family(type_record* self, std::int32_t* family) noexcept {
    if (family == nullptr) return originate(E_POINTER, "family is NULL.");
    *family = static_cast<std::int32_t>(self->family);
    return S_OK;
}

HRESULT ASYNCOM_CALL GetIid(type_record* self, std::uint32_t which, GUID* iid) noexcept {
    if (iid == nullptr) return originate(E_POINTER, "iid is NULL.");
    *iid = GUID{};
    if (which > ASYNCOM_IID_PROGRESS_HANDLER) {
        return originate(E_INVALIDARG, "which is none of ASYNCOM_IID_*.");
    }
    if (which == ASYNCOM_IID_PROGRESS_HANDLER && !self->has_progress()) {
        return originate(E_NOTIMPL, "The type reports no progress.");
    }
    *iid = self->iids[which];
    return S_OK;
}

HRESULT ASYNCOM_CALL GetSignature(type_record* self, const char** signature) noexcept {
    if (signature == nullptr) return originate(E_POINTER, "signature is NULL.");
    *signature = self->signature;
    return S_OK;
}

HRESULT ASYNCOM_CALL GetClassName(type_record* self, HSTRING* name) noexcept {
    if (name == nullptr) return originate(E_POINTER, "name is NULL.");
    return hstring_duplicate(self->class_name, name);
}

HRESULT ASYNCOM_CALL GetLayout(type_record* self, std::uint32_t value, std::uint32_t* bytes,
                               std::uint32_t* alignment) noexcept {
    if (bytes != nullptr) *bytes = 0;
    if (alignment != nullptr) *alignment = 0;
    if (bytes == nullptr) return originate(E_POINTER, "bytes is NULL.");
    if (alignment == nullptr) return originate(E_POINTER, "alignment is NULL.");
    if (value > ASYNCOM_VALUE_PROGRESS) {
        return originate(E_INVALIDARG, "value is none of ASYNCOM_VALUE_*.");
    }
    *bytes = self->values[value].bytes;
    *alignment = self->values[value].alignment;
    return S_OK;
}

// What CopyValue and DestroyValue refuse alike.
HRESULT check_value(const type_record& type, std::uint32_t value) noexcept {
    if (value > ASYNCOM_VALUE_PROGRESS) {
        return originate(E_INVALIDARG, "value is none of ASYNCOM_VALUE_*.");
    }
    if (type.values[value].bytes == 0) {
        const bool result = value == ASYNCOM_VALUE_RESULT;
        return originate(E_NOTIMPL,
                         result ? "The type has no result." : "The type reports no progress.");
    }
    return S_OK;
}

HRESULT ASYNCOM_CALL CopyValue(type_record* self, std::uint32_t value, void* target,
                               const void* source) noexcept {
    if (target == nullptr) return originate(E_POINTER, "target is NULL.");
    const bool known = value <= ASYNCOM_VALUE_PROGRESS;
    if (source == nullptr) {
        if (known) detail::clear_bytes(self->values[value].bytes, target);
        return originate(E_POINTER, "source is NULL.");
    }
    if (const HRESULT refusal = check_value(*self, value); refusal != S_OK) return refusal;
    const HRESULT outcome = copy_value(*self, value, target, source);
    if (outcome != S_OK) return originate(outcome, "There is no memory for a copy of a string.");
    return S_OK;
}

HRESULT ASYNCOM_CALL DestroyValue(type_record* self, std::uint32_t value, void* target) noexcept {
    if (target == nullptr) return originate(E_POINTER, "target is NULL.");
    if (const HRESULT refusal = check_value(*self, value); refusal != S_OK) return refusal;
    destroy_value(*self, value, target);
    return S_OK;
}

} // namespace

constinit const type_face type_slots = {QueryInterface, AddRef,       Release,      get_Family,
                                        GetIid,         GetSignature, GetClassName, GetLayout,
                                        CopyValue,      DestroyValue};

HRESULT refuse_type() noexcept {
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    return originate(E_INVALIDARG, "The type was not made by this library.");
}

} // namespace asyncom::core

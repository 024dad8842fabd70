// SPDX-License-Identifier: MIT
#include "com/agile_reference.h"

#include "com/counted_object.h"
#include "com/owned.h"

#include <new>

namespace asyncom::core {
namespace {

class agile_reference final : public counted_object<agile_reference, IAgileReference> {
public:
    // The caller's reference of the object passes over.
    explicit agile_reference(IUnknown* object) noexcept : m_object(object) {}

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept override {
        if (object == nullptr) return E_POINTER;
        *object = nullptr;
        if (iid != IID_IUnknown && iid != IID_IAgileReference && iid != IID_IAgileObject)
            return E_NOINTERFACE;
        AddRef();
        *object = this;
        return S_OK;
    }

    HRESULT ASYNCOM_CALL Resolve(REFIID iid, void** object) noexcept override {
        if (object == nullptr) return E_POINTER;
        *object = nullptr;
        return m_object->QueryInterface(iid, object);
    }

private:
    const owned<IUnknown> m_object;
};

bool refuses_to_cross(IUnknown* object) noexcept {
    void* marker = nullptr;
    if (object->QueryInterface(IID_INoMarshal, &marker) < 0) return false;
    static_cast<IUnknown*>(marker)->Release();
    return true;
}

} // namespace

HRESULT get_agile_reference(AgileReferenceOptions options, REFIID iid, IUnknown* object,
                            IAgileReference** reference) noexcept {
    if (reference != nullptr) *reference = nullptr;
    const bool known =
        options == AGILEREFERENCE_DEFAULT || options == AGILEREFERENCE_DELAYEDMARSHAL;
    if (!known || object == nullptr || reference == nullptr) return E_INVALIDARG;
    void* held = nullptr;
    if (object->QueryInterface(iid, &held) < 0) return E_NOINTERFACE;
    auto* const target = static_cast<IUnknown*>(held);
    if (refuses_to_cross(target)) {
        target->Release();
        return CO_E_NOT_SUPPORTED;
    }
    *reference = new (std::nothrow) agile_reference(target);
    if (*reference != nullptr) return S_OK;
    target->Release();
    return E_OUTOFMEMORY;
}

} // namespace asyncom::core

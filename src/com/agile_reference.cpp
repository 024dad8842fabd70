// SPDX-License-Identifier: MIT
#include "com/agile_reference.h"

#include "com/counted_object.h"
#include "com/owned.h"

#include <new>
#include <utility>

namespace asyncom::core {
namespace {

class agile_reference final : public counted_object<agile_reference, IAgileReference> {
public:
    explicit agile_reference(owned<IUnknown>&& object) noexcept : m_object(std::move(object)) {}

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

} // namespace

HRESULT get_agile_reference(AgileReferenceOptions options, REFIID iid, IUnknown* object,
                            IAgileReference** reference) noexcept {
    if (reference != nullptr) *reference = nullptr;
    const bool known =
        options == AGILEREFERENCE_DEFAULT || options == AGILEREFERENCE_DELAYEDMARSHAL;
    if (!known || object == nullptr || reference == nullptr) return E_INVALIDARG;
    auto held = query<IUnknown>(*object, iid);
    if (!held) return E_NOINTERFACE;
    if (query<IUnknown>(*held, IID_INoMarshal)) return CO_E_NOT_SUPPORTED;
    *reference = new (std::nothrow) agile_reference(std::move(held));
    return *reference != nullptr ? S_OK : E_OUTOFMEMORY;
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
#include "run/adopt.h"

#include "async/create.h"
#include "com/error_info.h"
#include "run/adoption.h"

#include <utility>

namespace asyncom::core {
namespace {

// One of ours needs no adoption.
HRESULT give_back(operation& target, const type_record& type, const GUID& iid,
                  void** consumer) noexcept {
    if (&target.type() != &type)
        return originate(E_NOINTERFACE, "The operation is of another type.");
    const HRESULT found = target.consumer()->QueryInterface(iid, consumer);
    return found < 0 ? originate(found, "The operation has no such interface.") : found;
}

} // namespace

HRESULT adopt(IUnknown* foreign, IAsyncType* type, const AsyncomOperationOptions* options,
              const GUID* iid, void** consumer, const void* call_site) noexcept {
    if (consumer) *consumer = nullptr;
    if (!foreign || !type || !iid || !consumer) return refuse_null();
    type_record* record = nullptr;
    if (const HRESULT typed = check_type(type, record); typed < 0) return typed;
    if (operation* const ours = operation_of(foreign))
        return give_back(*ours, *record, *iid, consumer);
    auto family = query<IUnknown>(*foreign, record->iids[ASYNCOM_IID_OPERATION]);
    auto info = query<IAsyncInfo>(*foreign, IID_IAsyncInfo);
    if (!family || !info)
        return originate(E_NOINTERFACE, "The object is not an operation of this type.");
    IAsyncProducer* producer = nullptr;
    const HRESULT created = create_operation(type, options, iid, consumer, &producer, call_site);
    if (created < 0) return created;
    owned<IUnknown> made(static_cast<IUnknown*>(*consumer));
    *consumer = nullptr;
    adoption* const adopted = adoption::create(*record, std::move(family), std::move(info));
    if (!adopted) {
        producer->EndCanceled();
        producer->Release();
        return originate(E_OUTOFMEMORY, nullptr);
    }
    HRESULT answer = adopted->bind(producer);
    if (answer >= 0) answer = adopted->listen();
    if (answer < 0) adopted->withdraw();
    adoption::drop(adopted);
    if (answer < 0) return originate(answer, "The operation to be adopted did not take handlers.");
    *consumer = made.release();
    return S_OK;
}

} // namespace asyncom::core

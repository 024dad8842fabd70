// SPDX-License-Identifier: MIT
// IAsyncListeners: a face in the extended record, because few operations are asked for it. Works
// after Close too.
#include "async/faces.h"
#include "async/invocation.h"
#include "async/listeners.h"
#include "com/error_info.h"
#include "platform/apartments.h"

namespace asyncom::core {
namespace {

using unknown = consumer_unknown<&listeners_operation>;

// The object's pointer for the interface that the type's handlers have, with a reference.
HRESULT typed_handler(operation& target, std::uint32_t which, IUnknown* handler,
                      IUnknown** typed) noexcept {
    void* found = nullptr;
    const HRESULT queried = handler->QueryInterface(target.type().iids[which], &found);
    if (queried < 0) {
        return queried == E_OUTOFMEMORY
                   ? originate(queried, nullptr)
                   : originate(E_NOINTERFACE, "The handler is not of the operation's type.");
    }
    *typed = static_cast<IUnknown*>(found);
    return S_OK;
}

// In the calling frame, because handlers may drop every reference.
template <class Subscribe>
HRESULT subscribe_with(void* self, std::uint32_t which, IUnknown* handler, std::uint64_t* token,
                       Subscribe&& subscribe) noexcept {
    operation& target = listeners_operation(self);
    invocation_scope scope(this_thread(), target);
    IUnknown* typed = nullptr;
    const HRESULT found = typed_handler(target, which, handler, &typed);
    if (found < 0) return found;
    if constexpr (has_apartments) {
        const HRESULT bound = bind_handler(target, which, &typed);
        if (bound < 0) {
            typed->Release();
            return originate(bound, nullptr);
        }
    }
    std::uint64_t unasked = 0;
    const HRESULT subscribed = subscribe(target, typed, token != nullptr ? token : &unasked);
    return subscribed < 0 ? originate(subscribed, nullptr) : S_OK;
}

HRESULT ASYNCOM_CALL subscribe_completed(void* self, IUnknown* handler,
                                         std::uint64_t* token) noexcept {
    if (token != nullptr) *token = 0;
    if (handler == nullptr) return refuse_null();
    return subscribe_with(self, ASYNCOM_IID_COMPLETED_HANDLER, handler, token,
                          [](operation& target, IUnknown* typed, std::uint64_t* out) noexcept {
                              return subscribe_completed_handler(target, typed, out);
                          });
}

HRESULT ASYNCOM_CALL subscribe_progress_of(void* self, IUnknown* handler,
                                           std::uint32_t max_per_second,
                                           std::uint64_t* token) noexcept {
    if (token != nullptr) *token = 0;
    if (handler == nullptr) return refuse_null();
    if (!listeners_operation(self).type().has_progress())
        return originate(E_NOTIMPL, "The operation's type has no progress.");
    return subscribe_with(self, ASYNCOM_IID_PROGRESS_HANDLER, handler, token,
                          [=](operation& target, IUnknown* typed, std::uint64_t* out) noexcept {
                              return subscribe_progress_handler(target, typed, max_per_second, out);
                          });
}

HRESULT ASYNCOM_CALL unsubscribe_slot(void* self, std::uint64_t token) noexcept {
    operation& target = listeners_operation(self);
    // The handler's end may drop the reference through which this call came.
    invocation_scope scope(this_thread(), target);
    return unsubscribe(target, token);
}

} // namespace

void* const listeners_slots[6] = {slot(&unknown::query_interface), slot(&unknown::add_ref),
                                  slot(&unknown::release),         slot(&subscribe_completed),
                                  slot(&subscribe_progress_of),    slot(&unsubscribe_slot)};

HRESULT query_listeners(operation& target, void** object) noexcept {
    operation_record* const extended = target.extend();
    if (extended == nullptr) return E_OUTOFMEMORY;
    add_shared(target);
    *object = &extended->listeners_face;
    return S_OK;
}

operation& listeners_operation(void* face) noexcept {
    return *static_cast<record_face*>(face)->owner;
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// The handler slots of the families, for clients that live in apartments: in front of the ones that
// every system has.
#include "async/faces.h"
#include "async/windows/agile_handler.h"

#include <atomic>

namespace asyncom::core {
namespace {

using put_slot = HRESULT(ASYNCOM_CALL*)(void*, IUnknown*);
using get_slot = HRESULT(ASYNCOM_CALL*)(void*, IUnknown**);

// One and the same for all types.
struct inner_slots {
    std::atomic<put_slot> put{nullptr};
    std::atomic<get_slot> get{nullptr};
};
constinit inner_slots completed;
constinit inner_slots progress;

template <inner_slots& Inner, std::uint32_t Which>
HRESULT ASYNCOM_CALL put(void* self, IUnknown* handler) noexcept {
    const put_slot inner = Inner.put.load(std::memory_order_relaxed);
    operation& target = operation::of_family(self);
    // After the end a handler is invoked at once, where it was given, or not at all.
    if (has_ended(target.look())) return inner(self, handler);
    IUnknown* wrapped = nullptr;
    const HRESULT result = wrap_handler(target.type(), Which, handler, &wrapped);
    if (result < 0) return result;
    if (wrapped == nullptr) return inner(self, handler);
    const HRESULT answer = inner(self, wrapped);
    wrapped->Release();
    return answer;
}

template <inner_slots& Inner>
HRESULT ASYNCOM_CALL get(void* self, IUnknown** handler) noexcept {
    const HRESULT answer = Inner.get.load(std::memory_order_relaxed)(self, handler);
    return answer >= 0 ? unwrap_handler(handler) : answer;
}

template <inner_slots& Inner, std::uint32_t Which>
void replace(void** slots) noexcept {
    Inner.put.store(reinterpret_cast<put_slot>(slots[0]), std::memory_order_relaxed);
    Inner.get.store(reinterpret_cast<get_slot>(slots[1]), std::memory_order_relaxed);
    slots[0] = slot(&put<Inner, Which>);
    slots[1] = slot(&get<Inner>);
}

} // namespace

void watch_apartments(type_record& type) noexcept {
    void** next = type.family_slots + 6;
    if (type.has_progress()) {
        replace<progress, ASYNCOM_IID_PROGRESS_HANDLER>(next);
        next += 2;
    }
    replace<completed, ASYNCOM_IID_COMPLETED_HANDLER>(next);
}

HRESULT bind_handler(operation& target, std::uint32_t which, IUnknown** handler) noexcept {
    if (has_ended(target.look())) return S_OK;
    IUnknown* wrapped = nullptr;
    const HRESULT result = wrap_handler(target.type(), which, *handler, &wrapped);
    if (result != S_OK) return result < 0 ? result : S_OK;
    (*handler)->Release();
    *handler = wrapped;
    return S_OK;
}

} // namespace asyncom::core

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

template <inner_slots& Inner, IUnknown* (*Wrap)(const type_record&, IUnknown*) noexcept>
HRESULT ASYNCOM_CALL put(void* self, IUnknown* handler) noexcept {
    const put_slot inner = Inner.put.load(std::memory_order_relaxed);
    operation& target = operation::of_family(self);
    // After the end a handler is invoked at once, where it was given, or not at all.
    if (handler == nullptr || has_ended(target.look())) return inner(self, handler);
    IUnknown* const wrapped = Wrap(target.type(), handler);
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

template <inner_slots& Inner, IUnknown* (*Wrap)(const type_record&, IUnknown*) noexcept>
void replace(void** slots) noexcept {
    Inner.put.store(reinterpret_cast<put_slot>(slots[0]), std::memory_order_relaxed);
    Inner.get.store(reinterpret_cast<get_slot>(slots[1]), std::memory_order_relaxed);
    slots[0] = slot(&put<Inner, Wrap>);
    slots[1] = slot(&get<Inner>);
}

} // namespace

void watch_apartments(type_record& type) noexcept {
    void** next = type.family_slots + 6;
    if (type.has_progress()) {
        replace<progress, &wrap_progress_handler>(next);
        next += 2;
    }
    replace<completed, &wrap_completed_handler>(next);
}

IUnknown* exchange_completed_handler(operation& target, IUnknown* handler) noexcept {
    if (has_ended(target.look())) return handler;
    IUnknown* const wrapped = wrap_completed_handler(target.type(), handler);
    if (wrapped == nullptr) return handler;
    handler->Release();
    return wrapped;
}

} // namespace asyncom::core

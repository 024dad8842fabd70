// SPDX-License-Identifier: MIT
// Completed handlers whose type is known while running only, as those of coroutines are.
#pragma once

#include <asyncom/async_interfaces.hpp>
#include <asyncom/module.hpp>

namespace asyncom::impl {

// A Completed handler of any type: a pointer and a status are passed the same way for all.
struct ASYNCOM_VISIBLE any_completed_handler : IUnknown {
    virtual HRESULT ASYNCOM_CALL Invoke(IUnknown* sender, AsyncStatus status) = 0;
};

// For where a module_lock would have to move without an atomic instruction.
inline void lock_module() noexcept {
    module_references.fetch_add(1, std::memory_order_relaxed);
}
inline void unlock_module() noexcept {
    module_references.fetch_sub(1, std::memory_order_release);
}

inline bool is_handler_iid(const GUID& asked, const GUID& own) noexcept {
    return is_same_guid(asked, own) || is_same_guid(asked, IID_IUnknown) ||
           is_same_guid(asked, IID_IAgileObject);
}

// What differs from one type of operations to another.
struct operation_kind {
    const GUID* completed_handler;
    HRESULT (*put_completed)(IUnknown* operation, IUnknown* handler) noexcept;
};

} // namespace asyncom::impl

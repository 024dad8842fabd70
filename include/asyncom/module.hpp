// SPDX-License-Identifier: MIT
// What keeps a module loaded: every object of it that lives. DllCanUnloadNow of a component is
//
//   HRESULT ASYNCOM_CALL DllCanUnloadNow() { return asyncom::can_unload_now(); }
#pragma once

#include <asyncom/asyncom.h>

#include <atomic>
#include <cstdint>

namespace asyncom {

namespace impl {
ASYNCOM_OF_THIS_MODULE inline std::atomic<std::uint32_t> module_references{0};
}

// One reason to stay loaded, as long as it lives.
class module_lock {
public:
    module_lock() noexcept { impl::module_references.fetch_add(1, std::memory_order_relaxed); }
    module_lock(const module_lock&) noexcept : module_lock() {}
    module_lock& operator=(const module_lock&) noexcept { return *this; }
    // Release: what the object did in this module happens before it is unloaded.
    ~module_lock() { impl::module_references.fetch_sub(1, std::memory_order_release); }
};

// S_OK: nothing of this module lives any more; S_FALSE: something does.
inline HRESULT can_unload_now() noexcept {
    return impl::module_references.load(std::memory_order_acquire) == 0 ? S_OK : S_FALSE;
}

} // namespace asyncom

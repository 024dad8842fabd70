// SPDX-License-Identifier: MIT
// Objects made of a function pointer and a context: typed handlers, cancel handlers, work.
#pragma once

#include "async/type.h"
#include "com/slab.h"

#include <asyncom/asyncom.h>

#include <atomic>
#include <cstdint>

namespace asyncom::core {

struct closure {
    const void* slots;
    // Atomic for observers, which look through the slabs: a block whose count is not 0 is whole.
    std::atomic<void (*)()> invoke; // one of the callback types, as the table behind `slots` knows
    void* context;
    std::atomic<AsyncomDestroyCallback> destroy;
    std::atomic<std::uint32_t> references;
};
static_assert(sizeof(closure) <= slab_block_bytes[std::size_t(slab_class::closure)]);

// The context's end is the caller's until success, then `destroy` comes exactly once. Null pointers
// and types are checked here; E_NOTIMPL for a progress handler of a type without progress.
HRESULT create_completed_handler(IAsyncType* type, AsyncomCompletedCallback invoke, void* context,
                                 AsyncomDestroyCallback destroy, void** handler) noexcept;
HRESULT create_progress_handler(IAsyncType* type, AsyncomProgressCallback invoke, void* context,
                                AsyncomDestroyCallback destroy, void** handler) noexcept;
HRESULT create_cancel_handler(AsyncomCancelCallback invoke, void* context,
                              AsyncomDestroyCallback destroy,
                              IAsyncCancelHandler** handler) noexcept;
HRESULT create_work(AsyncomWorkCallback run, void* context, AsyncomDestroyCallback destroy,
                    IAsyncWork** work) noexcept;

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// Objects made of a function pointer and a context: typed handlers, cancel handlers, work.
#pragma once

#include "async/type.h"

#include <asyncom/asyncom.h>

namespace asyncom::core {

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

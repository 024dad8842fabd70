// SPDX-License-Identifier: MIT
//
// One callback that a scheduler owes to a client: called exactly once, to run or to be dropped.
#pragma once

#include <asyncom/asyncom.h>

namespace asyncom::core {

struct task {
    AsyncomTaskCallback callback = nullptr;
    void* context = nullptr;

    explicit operator bool() const noexcept { return callback != nullptr; }

    // Foreign code: never under a lock.
    void run() const { callback(context, S_OK); }
    void drop() const { callback(context, E_ABORT); }
};

} // namespace asyncom::core

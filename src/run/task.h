// SPDX-License-Identifier: MIT
//
// One callback that a scheduler owes to a client: called exactly once, to run or to be dropped.
#pragma once

#include "com/thread_block.h"

#include <asyncom/asyncom.h>

namespace asyncom::core {

struct task {
    AsyncomTaskCallback callback = nullptr;
    void* context = nullptr;

    explicit operator bool() const noexcept { return callback != nullptr; }

    // Foreign code: never under a lock.
    void run() const { call(S_OK); }
    void drop() const { call(E_ABORT); }

private:
    void call(HRESULT reason) const {
        thread_block& thread = this_thread();
        ++thread.tasks;
        callback(context, reason);
        --thread.tasks;
    }
};

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// A task that tells what happened to it.
#pragma once

#include <asyncom/asyncom.h>

#include "support/latch.h"
#include <atomic>
#include <functional>
#include <thread>

struct probe {
    probe() = default;
    explicit probe(std::function<void()> action) : body(std::move(action)) {}
    probe(const probe&) = delete;
    probe& operator=(const probe&) = delete;

    static void ASYNCOM_CALL callback(void* context, HRESULT reason) {
        auto& self = *static_cast<probe*>(context);
        self.calls.fetch_add(1);
        self.reason = reason;
        self.thread = std::this_thread::get_id();
        if (self.body) self.body();
        self.done.count_down();
    }

    bool ran() const { return calls.load() == 1 && reason == S_OK; }
    bool was_dropped() const { return calls.load() == 1 && reason == E_ABORT; }

    std::function<void()> body;
    std::atomic<int> calls{0};
    HRESULT reason = S_FALSE;
    std::thread::id thread;
    test_latch done{1};
};

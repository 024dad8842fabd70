// SPDX-License-Identifier: MIT
// How the library itself is told of an operation's end without costing the operation any memory:
// what waits for the end embeds a watcher, and the operation's state word points at it
// (state_word.h). What waits keeps the watcher until it has been called or taken back.
#pragma once

#include <cstdint>

namespace asyncom::core {

struct operation;

// Aligned, because the state word keeps its tag in the lowest three bits of the address.
struct alignas(8) watcher {
    // On the ending thread, inside a call of the operation: it lives until the callback returns.
    using callback = void (*)(watcher& self, operation& ended) noexcept;

    explicit watcher(callback called) noexcept : call(called) {}

    callback call;
    // Owned by the ending thread where the call waits for the outermost end on that thread
    // (completing.h): the queue, and the operation with a reference, the producer's or a shared
    // one.
    watcher* next = nullptr;
    operation* ended = nullptr;
    bool holds_producer = false;
};

} // namespace asyncom::core

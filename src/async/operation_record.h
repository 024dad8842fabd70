// SPDX-License-Identifier: MIT
// What an operation needs in extended mode beyond its handlers: everything that is asked for too
// rarely to have a place in every operation. From the slabs, one per operation at most.
#pragma once

#include "async/extended_record.h"
#include "async/watcher.h"
#include "platform/atomic_traits.h"
#include "platform/wait_handle.h"

#include <asyncom/asyncom.h>

#include <atomic>
#include <cstdint>
#include <limits>

namespace asyncom::core {

struct operation;
struct operation_record;
struct value_block;  // async/partial_result.h
struct waiter;       // async/waiters.h
struct child_list;   // async/children.h
struct listener_hub; // async/listener_hub.h
class foreign_side;  // async/foreign_side.h
class composition;   // async/composition.h

struct operation_traits : atomic_traits {
    using handler = IUnknown;
    using record = operation_record;
    using watcher = core::watcher;
    using lock = std::unique_lock<core::mutex>;

    static void add_reference(handler* target) noexcept { target->AddRef(); }
    static void release_reference(handler* target) noexcept { target->Release(); }
    static handler_cell<operation_traits>* new_cell() noexcept;
    static void free_cell(handler_cell<operation_traits>* cell) noexcept;
};

// A face that lies in the record: few operations are asked for it.
struct record_face {
    const void* slots;
    operation* owner;
};

struct operation_record : extended_record<operation_traits> {
    explicit operation_record(operation& of) noexcept;

    operation* const owner;
    // The addresses of these fields are the operation's IWeakReferenceSource and IAsyncListeners.
    record_face weak_source;
    record_face listeners_face;

    // listeners.h. Made on first need, and kept to the end.
    std::atomic<listener_hub*> listeners{nullptr};

    // waiters.h. `ended` is the word that a waiter sleeps on: 1 once the operation has ended.
    std::atomic<std::uint32_t> ended{0};
    std::uint32_t sleepers = 0; // under the mutex
    waiter* waiters = nullptr;  // under the mutex
    wait_handle handle;         // under the mutex

    // cancel.h. Changed under the mutex; atomic so that the end can see without it that there is
    // none.
    std::atomic<IAsyncCancelHandler*> cancel_handler{nullptr};
    // The thread that runs a cancel handler, 0 if none.
    std::atomic<std::uint32_t> canceling_thread{0};
    // Written once, before the request is visible, and then read by anyone.
    HRESULT cancel_reason = 0; // 0: the plain one
    HSTRING cancel_text = nullptr;

    value_block* partial = nullptr; // under the mutex; its own count
    child_list* children = nullptr; // under the mutex
    // Owned by the thread whose cancel request was accepted: its list of parents to go through.
    operation_record* next_to_cancel = nullptr;
    // Stands in the queue of completing.h for the Completed handler and all that follows it.
    core::watcher deferred;

    // What the operation stands for, if that is another implementation's: written once, before the
    // operation is seen.
    foreign_side* foreign = nullptr;
    // composition.h. What the operation ends with; under the mutex, a reference.
    composition* waits_for = nullptr;
    // Its producer may no longer report, show or end anything: Follow has.
    std::atomic<bool> follows{false};
    // Some composition waits for it as a listener, or has waited.
    std::atomic<bool> is_input{false};
    // Of a search for cycles, under its lock (cycle.cpp).
    std::uint64_t visited_by = 0;

    // Handlers that answered a failure; under the mutex.
    std::uint32_t handler_failures = 0;
    HRESULT first_handler_failure = 0;
    // The last fraction that was reported in extended mode.
    std::atomic<double> fraction{std::numeric_limits<double>::quiet_NaN()};
};

} // namespace asyncom::core

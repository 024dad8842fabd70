// SPDX-License-Identifier: MIT
// The lists of an operation's listeners and what is kept for them: in one block behind the extended
// record, made on first need. Shared by who subscribes (listeners.cpp) and who calls
// (listener_calls.cpp).
#pragma once

#include "async/listener_list.h"
#include "async/listeners.h"
#include "async/operation_memory.h"
#include "async/report_rate.h"

#include <utility>

namespace asyncom::core {

// A client's handler, or a function of the library itself.
struct listener_callee {
    IUnknown* handler = nullptr; // owned
    end_callback end = nullptr;
    progress_callback progress = nullptr;
    last_words_callback last_words = nullptr;
    void* context = nullptr;
    report_rate rate;
    bool embedded = false; // in the hub: not freed by itself
};

struct listener_traits : operation_traits {
    using callee = listener_callee;

    static std::uint64_t serial_after(std::uint64_t last) noexcept {
        return core::serial_after(last);
    }
    static void let_go(listener_callee& callee) noexcept {
        if (IUnknown* const handler = std::exchange(callee.handler, nullptr)) handler->Release();
    }
    static void free_listener(listener<listener_traits>* gone) noexcept {
        let_go(gone->callee);
        if (!gone->callee.embedded) delete gone;
    }
    static void wait_while(const std::atomic<std::uint32_t>& word, std::uint32_t value) noexcept;
    static void wake(const std::atomic<std::uint32_t>& word) noexcept;
};

using listener_node = listener<listener_traits>;

// The lowest bits of a token: the list, and whether the listener is the library's own.
inline constexpr std::uint32_t end_listener_kind = 0;
inline constexpr std::uint32_t progress_listener_kind = 1;
inline constexpr std::uint32_t last_words_kind = 2;
inline constexpr std::uint32_t listener_kind_mask = 3;
inline constexpr std::uint32_t own_listener = 4;
static_assert(own_listener < listener_list<listener_traits>::token_step);

// A value of the type's P, kept for later.
struct alignas(8) kept_value {
    void* value() noexcept { return this + 1; }
};
static_assert(sizeof(kept_value) == 8);

// Null without memory.
kept_value* keep(const value_layout& layout, const void* value) noexcept;
void drop(const value_layout& layout, kept_value* kept) noexcept;

// Everything that only operations with listeners need.
struct listener_hub {
    listener_list<listener_traits> of_end;
    listener_list<listener_traits> of_progress;
    listener_list<listener_traits> of_last_words;
    // Under the record's mutex: the last report, where somebody's rate has kept it from him.
    kept_value* owed = nullptr;
    // Under the record's mutex: an end has begun to deliver what is to be heard before it; no other
    // end may overtake it, and after the delivery of what is owed nothing more is kept.
    bool ending = false;
    bool delivered = false;
    // Under the record's mutex: counts the reports while anybody's rate is capped.
    std::uint32_t reports = 0;
    // Of whoever made the hub: most operations with listeners have one, which needs no heap.
    listener_node first;

    listener_hub() noexcept {
        of_end.initialize();
        of_progress.initialize();
        of_last_words.initialize();
    }
};

inline listener_hub* hub_of(const operation_record& extended) noexcept {
    return extended.listeners.load(std::memory_order_acquire);
}

// Null without memory. Makes the hub on first need, and then its first node is the caller's.
listener_hub* find_or_make_hub(operation_record& extended, listener_node*& first) noexcept;

// What the lists know of the operation.
struct list_owner {
    operation& target;
    operation_record& extended;

    core::mutex& mutex() noexcept { return target.mutex_of(extended); }
    std::uint32_t thread_token() const noexcept { return target.thread_token(); }
    bool is_forked() const noexcept { return target.is_forked(); }
};

void call_of_end(operation& target, const listener_callee& callee) noexcept;
void call_of_progress(operation& target, const listener_callee& callee, const void* value) noexcept;

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
#include "async/listener_hub.h"

#include "async/progress_call.h"
#include "async/waiters.h"
#include "com/blocks.h"
#include "platform/park.h"

#include <cstdlib>
#include <new>

namespace asyncom::core {

void listener_traits::wait_while(const std::atomic<std::uint32_t>& word,
                                 std::uint32_t value) noexcept {
    core::wait_while(word, value);
}

void listener_traits::wake(const std::atomic<std::uint32_t>& word) noexcept {
    unpark_all(word);
}

kept_value* keep(const value_layout& layout, const void* value) noexcept {
    void* const memory = std::malloc(sizeof(kept_value) + layout.bytes);
    if (memory == nullptr) return nullptr;
    auto* const kept = ::new (memory) kept_value;
    if (copy_value(layout, kept->value(), value) >= 0) return kept;
    std::free(memory);
    return nullptr;
}

void drop(const value_layout& layout, kept_value* kept) noexcept {
    if (kept == nullptr) return;
    destroy_value(layout, kept->value());
    std::free(kept);
}

listener_hub* find_or_make_hub(operation_record& extended, listener_node*& first) noexcept {
    listener_hub* found = hub_of(extended);
    if (found != nullptr) return found;
    thread_block& thread = this_thread();
    void* const memory = allocate_block<listener_hub, slab_class::extended>(thread);
    if (memory == nullptr) return nullptr;
    auto* const fresh = ::new (memory) listener_hub;
    if (extended.listeners.compare_exchange_strong(found, fresh, std::memory_order_acq_rel)) {
        first = &fresh->first;
        return fresh;
    }
    free_memory_block<slab_class::extended>(thread, memory);
    return found;
}

namespace {

void note(operation& target, HRESULT answer) noexcept {
    if (answer < 0) note_handler_failure(target, answer);
}

} // namespace

void call_of_end(operation& target, const listener_callee& callee) noexcept {
    if (callee.end != nullptr) return callee.end(callee.context, target);
    using invoke_slot = HRESULT(ASYNCOM_CALL*)(void*, void*, std::int32_t);
    void* const* const slots = *reinterpret_cast<void* const* const*>(callee.handler);
    note(target, reinterpret_cast<invoke_slot>(slots[3])(
                     callee.handler, &static_cast<operation_faces&>(target).family,
                     std::int32_t(outcome_of(target.look()))));
}

void call_of_progress(operation& target, const listener_callee& callee,
                      const void* value) noexcept {
    if (callee.progress != nullptr) return callee.progress(callee.context, value);
    note(target, call_progress_by_class(target, callee.handler, value));
}

std::uint32_t count_client_listeners(const operation_record& extended) noexcept {
    const listener_hub* const hub = hub_of(extended);
    if (hub == nullptr) return 0;
    std::uint32_t count = 0;
    const auto count_client = [&](const listener_callee& callee) noexcept {
        if (callee.handler != nullptr) ++count;
        return false;
    };
    hub->of_end.any(count_client);
    hub->of_progress.any(count_client);
    return count;
}

std::uint32_t count_end_listeners(const operation_record& extended) noexcept {
    const listener_hub* const hub = hub_of(extended);
    return hub != nullptr ? hub->of_end.count() : 0;
}

std::uint32_t count_progress_listeners(const operation_record& extended) noexcept {
    const listener_hub* const hub = hub_of(extended);
    return hub != nullptr ? hub->of_progress.count() : 0;
}

void free_listeners(operation_record& extended) noexcept {
    listener_hub* const hub = extended.listeners.load(std::memory_order_relaxed);
    if (hub == nullptr) return;
    hub->of_end.destroy();
    hub->of_progress.destroy();
    hub->of_last_words.destroy();
    drop(extended.owner->type().progress(), hub->owed);
    hub->~listener_hub();
    free_memory_block<slab_class::extended>(this_thread(), hub);
}

} // namespace asyncom::core

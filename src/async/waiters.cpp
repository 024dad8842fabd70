// SPDX-License-Identifier: MIT
#include "async/waiters.h"

#include "async/completing.h"
#include "async/invocation.h"

namespace asyncom::core {

bool has_ended_for_waits(const operation& target) noexcept {
    return has_ended(target.look_settled()) || target.is_forked();
}

void run_what_waits_for_this_thread() noexcept {
    thread_block& thread = peek_at_thread();
    if (thread.first_deferred != nullptr) run_deferred_completions(thread);
}

void wait_while(const std::atomic<std::uint32_t>& word, std::uint32_t value) noexcept {
    run_what_waits_for_this_thread();
    while (word.load(std::memory_order_acquire) == value)
        park_outside_completions(word, value, forever);
}

HRESULT prepare_wait(const operation& target, std::uint32_t timeout) noexcept {
    run_what_waits_for_this_thread();
    thread_block* const thread = thread_block_if_any();
    if (thread == nullptr || timeout == 0) return S_OK;
    const bool inside = target.is_report_inside(thread->token) ||
                        find_invocation(*thread, target, invocation_kind::cancel) != nullptr;
    return inside ? E_ILLEGAL_METHOD_CALL : S_OK;
}

HRESULT wait_for_end(operation& target, std::uint32_t timeout) noexcept {
    const HRESULT prepared = prepare_wait(target, timeout);
    if (prepared < 0) return prepared;
    if (has_ended_for_waits(target)) return S_OK;
    if (timeout == 0) return S_FALSE;
    return sleep_until_end(target, deadline_after_milliseconds(timeout));
}

namespace {

// False: has ended.
bool count_sleeper(operation& target, operation_record& extended) noexcept {
    operation_traits::lock lock(target.mutex_of(extended));
    if (has_ended(extended.look())) return false;
    ++extended.sleepers;
    return true;
}

} // namespace

HRESULT sleep_until_end(operation& target, deadline until) noexcept {
    operation_record* const extended = target.extend();
    if (extended == nullptr) return E_OUTOFMEMORY;
    if (!count_sleeper(target, *extended)) return S_OK;
    bool in_time = true;
    while (in_time && extended->ended.load(std::memory_order_acquire) == 0)
        in_time = park_outside_completions(extended->ended, 0, until);
    // Without the mutex, which the thread that ended it may still hold: nobody counts any more.
    if (extended->ended.load(std::memory_order_acquire) != 0) return S_OK;
    operation_traits::lock lock(target.mutex_of(*extended));
    --extended->sleepers;
    return has_ended(extended->look()) ? S_OK : S_FALSE;
}

bool link_waiter(operation& target, operation_record& extended, waiter& node) noexcept {
    operation_traits::lock lock(target.mutex_of(extended));
    if (has_ended(extended.look())) return false;
    node.previous = nullptr;
    node.next = extended.waiters;
    if (node.next != nullptr) node.next->previous = &node;
    extended.waiters = &node;
    return true;
}

void unlink_waiter(operation& target, operation_record& extended, waiter& node) noexcept {
    operation_traits::lock lock(target.mutex_of(extended));
    (node.previous != nullptr ? node.previous->next : extended.waiters) = node.next;
    if (node.next != nullptr) node.next->previous = node.previous;
}

bool tell_waiters(operation_record& extended) noexcept {
    extended.ended.store(1, std::memory_order_release);
    for (waiter* node = extended.waiters; node != nullptr; node = node->next) {
        node->wake->store(1, std::memory_order_release);
        unpark_all(*node->wake);
    }
    if (extended.handle) signal_wait_handle(extended.handle);
    return extended.sleepers != 0;
}

void wake_sleepers(operation_record& extended) noexcept {
    unpark_all(extended.ended);
}

namespace {

// The operation's own handle, if it has one, is shared with the parent process.
HRESULT get_handle_after_fork(native_handle* handle) noexcept {
    wait_handle signalled{};
    const HRESULT created = create_wait_handle(true, &signalled);
    if (created < 0) return created;
    const HRESULT duplicated = duplicate_wait_handle(signalled, handle);
    destroy_wait_handle(signalled);
    return duplicated;
}

} // namespace

HRESULT get_wait_handle(operation& target, native_handle* handle) noexcept {
    if (target.is_forked()) return get_handle_after_fork(handle);
    operation_record* const extended = target.extend();
    if (extended == nullptr) return E_OUTOFMEMORY;
    operation_traits::lock lock(target.mutex_of(*extended));
    if (!extended->handle) {
        const bool ended = has_ended(extended->look());
        const HRESULT created = create_wait_handle(ended, &extended->handle);
        if (created < 0) return created;
    }
    return duplicate_wait_handle(extended->handle, handle);
}

} // namespace asyncom::core

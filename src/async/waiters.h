// SPDX-License-Identifier: MIT
// Who waits for the end of an operation: threads that sleep on a word of its record, threads that
// wait for one of several, and the kernel object of a wait handle.
#pragma once

#include "async/operation.h"
#include "platform/clock.h"

namespace asyncom::core {

// A thread that waits for one of several operations: a node per operation, on its stack. The node
// is touched only under the mutex of the record that it hangs in, and it is unlinked there before
// it goes.
struct waiter {
    waiter* next = nullptr;
    waiter* previous = nullptr;
    std::atomic<std::uint32_t>* wake = nullptr; // set to 1 and woken at the end
};

// Status is final and the body has ended, or runs in the parent of this process.
bool has_ended_for_waits(const operation& target) noexcept;

// S_OK ended, S_FALSE timed out; E_OUTOFMEMORY; what prepare_wait refuses. Timeouts are those of
// the contract: milliseconds, all ones for ever.
HRESULT wait_for_end(operation& target, std::uint32_t timeout) noexcept;
// The same after prepare_wait, with the instant at which to give up.
HRESULT sleep_until_end(operation& target, deadline until) noexcept;

// Deferred Completed handlers of this thread run before it waits for whatever: what it waits for
// may depend on them.
void run_what_waits_for_this_thread() noexcept;
// For a call on another thread to leave: until the word holds something else.
void wait_while(const std::atomic<std::uint32_t>& word, std::uint32_t value) noexcept;

// The guard that every wait passes first: what waits for this thread runs, and a wait that could
// never end, inside the operation's own progress or cancel handler, is refused with
// E_ILLEGAL_METHOD_CALL.
HRESULT prepare_wait(const operation& target, std::uint32_t timeout) noexcept;

// False: has ended already, the node is not linked.
bool link_waiter(operation& target, operation_record& extended, waiter& node) noexcept;
void unlink_waiter(operation& target, operation_record& extended, waiter& node) noexcept;

// The end, in two steps. Under the record's mutex: everybody knows, and who waits in another way
// than in wait_for_end is woken. True: wake_sleepers follows, after the mutex.
bool tell_waiters(operation_record& extended) noexcept;
void wake_sleepers(operation_record& extended) noexcept;

HRESULT get_wait_handle(operation& target, native_handle* handle) noexcept;

} // namespace asyncom::core

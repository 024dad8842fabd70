// SPDX-License-Identifier: MIT
// Listeners of an operation: any number beside the one handler of each kind that Windows has, and
// each can leave. They live in the extended record; an operation without them pays nothing.
//
// The order at an end: last words, owed progress, the end becomes visible, the Completed handler,
// the listeners of the end in the order of their subscription.
#pragma once

#include "async/operation.h"

namespace asyncom::core {

// ---- for the library itself: functions instead of objects --------------------------------------

// The subscription keeps neither the operation nor the context. The end comes exactly once, on the
// ending thread (deferred as a Completed handler is), inside a call of the operation: it lives
// until the callback returns.
using end_callback = void (*)(void* context, operation& ended) noexcept;
// Inside a report; the value is borrowed.
using progress_callback = void (*)(void* context, const void* value) noexcept;

// Ended already: called inside, and the token is 0. Otherwise the token is stored before it can be
// called. E_OUTOFMEMORY; ASYNCOM_E_FORKED where it runs in the parent process.
HRESULT subscribe_end(operation& target, end_callback callback, void* context,
                      std::uint64_t* token) noexcept;
// True: it never came and will not. False: it has come, or is running; where that is on another
// thread, it has returned.
bool unsubscribe_end(operation& target, std::uint64_t token) noexcept;

// Every value. Ended already: never called, and the token is 0. E_NOTIMPL: no progress.
HRESULT subscribe_progress(operation& target, progress_callback callback, void* context,
                           std::uint64_t* token) noexcept;
// After it, the callback neither runs, but for the caller's own, nor will. False: the end had
// removed it before.
bool unsubscribe_progress(operation& target, std::uint64_t token) noexcept;

// For who reports late: called on the ending thread before the end becomes visible, once, and
// outside of any report, so that it can report what it has kept. From then on no other call can end
// the operation. S_FALSE and token 0: has ended.
using last_words_callback = void (*)(void* context) noexcept;
HRESULT subscribe_last_words(operation& target, last_words_callback callback, void* context,
                             std::uint64_t* token) noexcept;
// As unsubscribe_end.
bool unsubscribe_last_words(operation& target, std::uint64_t token) noexcept;

// ---- IAsyncListeners ---------------------------------------------------------------------------

// The handler's reference passes to the subscription, on failure too. S_OK: the token is not 0.
HRESULT subscribe_completed_handler(operation& target, IUnknown* handler,
                                    std::uint64_t* token) noexcept;
HRESULT subscribe_progress_handler(operation& target, IUnknown* handler,
                                   std::uint32_t max_per_second, std::uint64_t* token) noexcept;
// S_OK removed; S_FALSE was gone.
HRESULT unsubscribe(operation& target, std::uint64_t token) noexcept;

HRESULT query_listeners(operation& target, void** object) noexcept;
operation& listeners_operation(void* face) noexcept;

// ---- for reports and ends, all but the counts of a record that has listeners --------------------

// Not the library's own. Under the record's mutex.
std::uint32_t count_client_listeners(const operation_record& extended) noexcept;
std::uint32_t count_end_listeners(const operation_record& extended) noexcept;
std::uint32_t count_progress_listeners(const operation_record& extended) noexcept;

// Inside a report.
void report_to_listeners(operation& target, operation_record& extended, const void* value) noexcept;
// Last words, and the last value to those whom their rate has kept it from. claimed: this end has
// won the right to, and nobody else may end the operation any more. False: another end has come
// first, or this is the child of a fork.
bool deliver_owed_progress(operation& target, operation_record& extended, bool& claimed) noexcept;
// Under the record's mutex.
bool is_owed_progress_claimed(const operation_record& extended) noexcept;
void clear_progress_listeners(operation& target, operation_record& extended) noexcept;
void call_listeners_of_end(operation& target, operation_record& extended) noexcept;
// The same in two steps. The first under the record's mutex, where that mutex is the last before
// the call; false where listeners of progress are to be let go before.
bool begin_listeners_of_end(operation& target, operation_record& extended) noexcept;
void call_begun_listeners_of_end(operation& target, operation_record& extended) noexcept;
// Nobody else can look.
void free_listeners(operation_record& extended) noexcept;

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
#include "async/listeners.h"

#include "async/listener_list.h"
#include "async/progress_call.h"
#include "async/report_rate.h"
#include "async/waiters.h"
#include "com/blocks.h"
#include "platform/park.h"

#include <cstdlib>
#include <new>
#include <utility>

namespace asyncom::core {
namespace {

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

    static void let_go(listener_callee& callee) noexcept {
        if (IUnknown* const handler = std::exchange(callee.handler, nullptr)) handler->Release();
    }
    static void free_listener(listener<listener_traits>* gone) noexcept {
        let_go(gone->callee);
        if (!gone->callee.embedded) delete gone;
    }
    static void wait_while(const std::atomic<std::uint32_t>& word, std::uint32_t value) noexcept {
        run_what_waits_for_this_thread(); // the call may wait for it
        while (word.load(std::memory_order_acquire) == value)
            park(word, value, forever);
    }
    static void wake(const std::atomic<std::uint32_t>& word) noexcept { unpark_all(word); }
};

using node = listener<listener_traits>;

// The lowest two bits of a token.
constexpr std::uint32_t of_end_kind = 0;
constexpr std::uint32_t of_progress_kind = 1;
constexpr std::uint32_t of_last_words_kind = 2;
constexpr std::uint32_t kind_mask = 3;

// Of listeners that were gone before they had a place in a list.
constexpr std::uint64_t spent_bit = std::uint64_t{1} << 63;
constinit std::atomic<std::uint64_t> last_spent_token{0};

std::uint64_t spent_token() noexcept {
    return spent_bit | (last_spent_token.fetch_add(1, std::memory_order_relaxed) + 1);
}

struct alignas(8) kept_value {
    void* value() noexcept { return this + 1; }
};
static_assert(sizeof(kept_value) == 8);

// Null without memory.
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

} // namespace

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
    // Of whoever made the hub: most operations with listeners have one, which needs no heap.
    node first;

    listener_hub() noexcept {
        of_end.initialize(of_end_kind);
        of_progress.initialize(of_progress_kind);
        of_last_words.initialize(of_last_words_kind);
    }
};

namespace {

listener_hub* hub_of(const operation_record& extended) noexcept {
    return extended.listeners.load(std::memory_order_acquire);
}

// Null without memory. Makes the hub on first need, and then its first node is the caller's.
listener_hub* find_or_make_hub(operation_record& extended, node*& first) noexcept {
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

// What the lists know of the operation.
struct list_owner {
    operation& target;
    operation_record& extended;

    std::mutex& mutex() noexcept { return target.mutex_of(extended); }
    std::uint32_t thread_token() const noexcept { return target.thread_token(); }
    bool is_forked() const noexcept { return target.is_forked(); }
};

void note(operation& target, HRESULT answer) noexcept {
    if (answer < 0) note_handler_failure(target, answer);
}

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

// What a subscription needs; without memory the handler is released.
struct place {
    operation_record* const extended;
    listener_hub* hub = nullptr;
    node* fresh = nullptr;

    place(operation& target, const listener_callee& callee) noexcept : extended(target.extend()) {
        if (extended != nullptr) hub = find_or_make_hub(*extended, fresh);
        const bool embedded = fresh != nullptr;
        if (hub != nullptr && !embedded) fresh = new (std::nothrow) node;
        if (fresh == nullptr) {
            if (callee.handler != nullptr) callee.handler->Release();
            return;
        }
        fresh->initialize();
        fresh->callee = callee;
        fresh->callee.embedded = embedded;
    }
};

HRESULT add_end_listener(operation& target, const listener_callee& callee,
                         std::uint64_t* token) noexcept {
    const place found(target, callee);
    if (found.fresh == nullptr) return E_OUTOFMEMORY;
    list_owner owner{target, *found.extended};
    bool ended = false;
    {
        // The token is stored here: from the mutex on it may be called.
        operation_traits::lock lock(owner.mutex());
        ended = has_ended(found.extended->look());
        *token = ended ? found.hub->of_end.add_called(owner, *found.fresh)
                       : found.hub->of_end.add(*found.fresh);
    }
    if (!ended) return S_OK;
    call_of_end(target, found.fresh->callee);
    found.hub->of_end.end_only_call(owner, *found.fresh);
    return S_OK;
}

// Of what comes before the end only. Ended: S_FALSE, and the token stays.
HRESULT add_while_running(operation& target, const listener_callee& callee,
                          listener_list<listener_traits> listener_hub::*list,
                          std::uint64_t* token) noexcept {
    const place found(target, callee);
    if (found.fresh == nullptr) return E_OUTOFMEMORY;
    {
        operation_traits::lock lock(target.mutex_of(*found.extended));
        if (!has_ended(found.extended->look())) {
            *token = (found.hub->*list).add(*found.fresh);
            return S_OK;
        }
    }
    listener_traits::free_listener(found.fresh);
    return S_FALSE;
}

// Whether it was there to be removed.
bool leave(operation& target, std::uint64_t token) noexcept {
    operation_record* const extended = target.extended_if_any();
    listener_hub* const hub = extended != nullptr ? hub_of(*extended) : nullptr;
    if (hub == nullptr || target.is_forked()) return false;
    list_owner owner{target, *extended};
    listener_list<listener_traits>* list = &hub->of_last_words;
    if ((token & kind_mask) == of_end_kind)
        list = &hub->of_end;
    else if ((token & kind_mask) == of_progress_kind)
        list = &hub->of_progress;
    return list->remove(owner, token) == leave_result::removed;
}

} // namespace

// ---- functions of the library itself -----------------------------------------------------------

HRESULT subscribe_end(operation& target, end_callback callback, void* context,
                      std::uint64_t* token) noexcept {
    *token = 0;
    invocation_scope scope(this_thread(), target);
    if (has_ended(target.look_settled())) {
        callback(context, target);
        return S_OK;
    }
    if (target.is_forked()) return ASYNCOM_E_FORKED;
    listener_callee callee;
    callee.end = callback;
    callee.context = context;
    return add_end_listener(target, callee, token);
}

bool unsubscribe_end(operation& target, std::uint64_t token) noexcept {
    return (token & kind_mask) == of_end_kind && leave(target, token);
}

HRESULT subscribe_progress(operation& target, progress_callback callback, void* context,
                           std::uint64_t* token) noexcept {
    *token = 0;
    if (!target.type().has_progress()) return E_NOTIMPL;
    if (has_ended(target.look_settled())) return S_OK;
    if (target.is_forked()) return ASYNCOM_E_FORKED;
    listener_callee callee;
    callee.progress = callback;
    callee.context = context;
    const HRESULT added = add_while_running(target, callee, &listener_hub::of_progress, token);
    return added < 0 ? added : S_OK;
}

bool unsubscribe_progress(operation& target, std::uint64_t token) noexcept {
    return (token & kind_mask) == of_progress_kind && leave(target, token);
}

HRESULT subscribe_last_words(operation& target, last_words_callback callback, void* context,
                             std::uint64_t* token) noexcept {
    *token = 0;
    if (has_ended(target.look_settled())) return S_FALSE;
    if (target.is_forked()) return ASYNCOM_E_FORKED;
    listener_callee callee;
    callee.last_words = callback;
    callee.context = context;
    return add_while_running(target, callee, &listener_hub::of_last_words, token);
}

bool unsubscribe_last_words(operation& target, std::uint64_t token) noexcept {
    return (token & kind_mask) == of_last_words_kind && leave(target, token);
}

// ---- IAsyncListeners ---------------------------------------------------------------------------

HRESULT subscribe_completed_handler(operation& target, IUnknown* handler,
                                    std::uint64_t* token) noexcept {
    listener_callee callee;
    callee.handler = handler;
    if (!target.is_forked()) return add_end_listener(target, callee, token);
    // The lists may have been in the middle of a change when this process was made.
    const bool ended = has_ended(target.look());
    if (ended) {
        *token = spent_token();
        call_of_end(target, callee);
    }
    handler->Release();
    return ended ? S_OK : ASYNCOM_E_FORKED;
}

HRESULT subscribe_progress_handler(operation& target, IUnknown* handler,
                                   std::uint32_t max_per_second, std::uint64_t* token) noexcept {
    listener_callee callee;
    callee.handler = handler;
    callee.rate = report_rate(max_per_second);
    const bool ended = has_ended(target.look_settled());
    if (ended || target.is_forked()) {
        handler->Release();
        if (!ended) return ASYNCOM_E_FORKED;
    } else {
        const HRESULT added = add_while_running(target, callee, &listener_hub::of_progress, token);
        if (added != S_FALSE) return added;
    }
    *token = spent_token(); // never called, so not kept
    return S_OK;
}

HRESULT unsubscribe(operation& target, std::uint64_t token) noexcept {
    // Last words are the library's own.
    if ((token & kind_mask) == of_last_words_kind) return S_FALSE;
    return leave(target, token) ? S_OK : S_FALSE;
}

// ---- reports and ends --------------------------------------------------------------------------

std::uint32_t count_listeners(const operation_record& extended) noexcept {
    return count_end_listeners(extended) + count_progress_listeners(extended);
}

std::uint32_t count_end_listeners(const operation_record& extended) noexcept {
    const listener_hub* const hub = hub_of(extended);
    return hub != nullptr ? hub->of_end.count() : 0;
}

std::uint32_t count_progress_listeners(const operation_record& extended) noexcept {
    const listener_hub* const hub = hub_of(extended);
    return hub != nullptr ? hub->of_progress.count() : 0;
}

namespace {

// Under the mutex. Whom the value has to wait for, if anybody's rate is not due.
bool is_early_for_anybody(const listener_hub& hub, std::int64_t now) noexcept {
    return hub.of_progress.any(
        [&](const listener_callee& callee) { return !callee.rate.is_due(now); });
}

// Keeps the value for those who hear it later. Without memory: false, they hear it now.
bool keep_for_later(operation& target, operation_record& extended, const void* value) noexcept {
    const value_layout& layout = target.type().progress();
    kept_value* unused = keep(layout, value);
    if (unused == nullptr) return false;
    {
        operation_traits::lock lock(target.mutex_of(extended));
        listener_hub& hub = *hub_of(extended);
        // A report that an end overtakes is a misuse: nobody would drop the value.
        if (!hub.delivered && !has_ended(extended.look())) std::swap(hub.owed, unused);
    }
    drop(layout, unused);
    return true;
}

} // namespace

void report_to_listeners(operation& target, operation_record& extended,
                         const void* value) noexcept {
    listener_hub& hub = *hub_of(extended);
    list_owner owner{target, extended};
    std::int64_t now = 0;
    bool early = false;
    {
        const auto capped = [](const listener_callee& callee) { return callee.rate.is_capped(); };
        operation_traits::lock lock(owner.mutex());
        if (hub.of_progress.any(capped)) {
            now = monotonic_ticks();
            early = is_early_for_anybody(hub, now);
        }
    }
    const bool may_wait = early && keep_for_later(target, extended, value);
    hub.of_progress.call_each(
        owner,
        [&](listener_callee& callee) noexcept {
            if (now == 0 && callee.rate.is_capped()) now = monotonic_ticks(); // came just now
            if (may_wait && !callee.rate.is_due(now)) {
                callee.rate.owe();
                return false;
            }
            callee.rate.deliver(now);
            return true;
        },
        [&](const listener_callee& callee) noexcept { call_of_progress(target, callee, value); });
}

namespace {

bool is_owed(const listener_callee& callee) noexcept {
    return callee.rate.is_owed();
}

// The one end that may go on, where there is anything to be heard before it.
enum class before_end { nothing, claimed, lost };

before_end claim_delivery(list_owner& owner, listener_hub& hub) noexcept {
    operation_traits::lock lock(owner.mutex());
    if (hub.ending || has_ended(owner.extended.look())) return before_end::lost;
    if (hub.of_last_words.count() == 0 && !hub.of_progress.any(is_owed)) return before_end::nothing;
    hub.ending = true;
    return before_end::claimed;
}

void deliver_last_value(list_owner& owner, listener_hub& hub) noexcept {
    kept_value* last = nullptr;
    {
        operation_traits::lock lock(owner.mutex());
        hub.delivered = true;
        last = std::exchange(hub.owed, nullptr);
    }
    if (last == nullptr) return;
    operation& target = owner.target;
    target.as_report([&]() noexcept {
        hub.of_progress.call_each(
            owner,
            [](listener_callee& callee) noexcept {
                if (!is_owed(callee)) return false;
                callee.rate.deliver(0);
                return true;
            },
            [&](const listener_callee& callee) noexcept {
                call_of_progress(target, callee, last->value());
            });
    });
    drop(target.type().progress(), last);
}

} // namespace

bool deliver_owed_progress(operation& target, operation_record& extended) noexcept {
    listener_hub& hub = *hub_of(extended);
    if (hub.of_progress.count() == 0 && hub.of_last_words.count() == 0) return true;
    list_owner owner{target, extended};
    const before_end claim = claim_delivery(owner, hub);
    if (claim != before_end::claimed) return claim == before_end::nothing;
    hub.of_last_words.call_once(
        owner, [](const listener_callee& callee) noexcept { callee.last_words(callee.context); });
    if (hub.of_progress.count() != 0) deliver_last_value(owner, hub);
    return !target.is_forked();
}

void clear_progress_listeners(operation& target, operation_record& extended) noexcept {
    // After the end nobody comes.
    if (hub_of(extended)->of_progress.count() == 0) return;
    list_owner owner{target, extended};
    hub_of(extended)->of_progress.clear(owner);
}

void call_listeners_of_end(operation& target, operation_record& extended) noexcept {
    list_owner owner{target, extended};
    hub_of(extended)->of_end.call_once(
        owner, [&](const listener_callee& callee) noexcept { call_of_end(target, callee); });
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

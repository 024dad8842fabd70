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

constexpr std::uint32_t end_bit = 0;
constexpr std::uint32_t progress_bit = 1;

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
    // Under the record's mutex: the last report, where somebody's rate has kept it from him.
    kept_value* owed = nullptr;
    // Under the record's mutex: an end has begun to deliver it; no other end may overtake it.
    bool ending = false;
    // Of whoever made the hub: most operations with listeners have one, which needs no heap.
    node first;

    listener_hub() noexcept {
        of_end.initialize(end_bit);
        of_progress.initialize(progress_bit);
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

HRESULT add_progress_listener(operation& target, const listener_callee& callee,
                              std::uint64_t* token) noexcept {
    const place found(target, callee);
    if (found.fresh == nullptr) return E_OUTOFMEMORY;
    {
        operation_traits::lock lock(target.mutex_of(*found.extended));
        if (!has_ended(found.extended->look())) {
            *token = found.hub->of_progress.add(*found.fresh);
            return S_OK;
        }
    }
    listener_traits::free_listener(found.fresh);
    *token = spent_token();
    return S_OK;
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
    return (token & 1) == end_bit && unsubscribe(target, token) == S_OK;
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
    return add_progress_listener(target, callee, token);
}

bool unsubscribe_progress(operation& target, std::uint64_t token) noexcept {
    return (token & 1) == progress_bit && unsubscribe(target, token) == S_OK;
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
    if (!ended && !target.is_forked()) return add_progress_listener(target, callee, token);
    if (ended) *token = spent_token(); // never called, so not kept
    handler->Release();
    return ended ? S_OK : ASYNCOM_E_FORKED;
}

HRESULT unsubscribe(operation& target, std::uint64_t token) noexcept {
    operation_record* const extended = target.extended_if_any();
    listener_hub* const hub = extended != nullptr ? hub_of(*extended) : nullptr;
    if (hub == nullptr || target.is_forked()) return S_FALSE;
    list_owner owner{target, *extended};
    auto& list = (token & 1) == end_bit ? hub->of_end : hub->of_progress;
    return list.remove(owner, token) == leave_result::removed ? S_OK : S_FALSE;
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
        if (!hub.ending && !has_ended(extended.look())) std::swap(hub.owed, unused);
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

bool deliver_owed_progress(operation& target, operation_record& extended) noexcept {
    const auto is_owed = [](const listener_callee& callee) { return callee.rate.is_owed(); };
    listener_hub& hub = *hub_of(extended);
    if (hub.of_progress.count() == 0) return true;
    list_owner owner{target, extended};
    kept_value* last = nullptr;
    {
        operation_traits::lock lock(owner.mutex());
        if (hub.ending || has_ended(extended.look())) return false;
        if (!hub.of_progress.any(is_owed)) return true;
        hub.ending = true;
        last = std::exchange(hub.owed, nullptr);
    }
    target.as_report([&]() noexcept {
        hub.of_progress.call_each(
            owner,
            [&](listener_callee& callee) noexcept {
                if (!callee.rate.is_owed()) return false;
                callee.rate.deliver(0);
                return true;
            },
            [&](const listener_callee& callee) noexcept {
                call_of_progress(target, callee, last->value());
            });
    });
    drop(target.type().progress(), last);
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
    drop(extended.owner->type().progress(), hub->owed);
    hub->~listener_hub();
    free_memory_block<slab_class::extended>(this_thread(), hub);
}

} // namespace asyncom::core

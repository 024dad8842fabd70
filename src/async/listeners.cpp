// SPDX-License-Identifier: MIT
// Subscriptions.
#include "async/listeners.h"

#include "async/invocation.h"
#include "async/listener_hub.h"

#include <new>

namespace asyncom::core {
namespace {

// Of listeners that were gone before they had a place in a list.
constexpr std::uint64_t spent_bit = std::uint64_t{1} << 63;
constinit std::atomic<std::uint64_t> last_spent_token{0};

std::uint64_t spent_token() noexcept {
    return spent_bit | (last_spent_token.fetch_add(1, std::memory_order_relaxed) + 1);
}

// What a subscription needs; without memory the handler is released.
struct place {
    operation_record* const extended;
    listener_hub* hub = nullptr;
    listener_node* fresh = nullptr;

    place(operation& target, const listener_callee& callee, std::uint32_t kind) noexcept
        : extended(target.extend()) {
        if (extended != nullptr) hub = find_or_make_hub(*extended, fresh);
        const bool embedded = fresh != nullptr;
        if (hub != nullptr && !embedded) fresh = new (std::nothrow) listener_node;
        if (fresh == nullptr) {
            if (callee.handler != nullptr) callee.handler->Release();
            return;
        }
        fresh->initialize(callee.handler != nullptr ? kind : kind | own_listener);
        fresh->callee = callee;
        fresh->callee.embedded = embedded;
    }
};

listener_list<listener_traits>& list_of(listener_hub& hub, std::uint32_t kind) noexcept {
    if (kind == end_listener_kind) return hub.of_end;
    return kind == progress_listener_kind ? hub.of_progress : hub.of_last_words;
}

HRESULT add_end_listener(operation& target, const listener_callee& callee,
                         std::uint64_t* token) noexcept {
    const place found(target, callee, end_listener_kind);
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
HRESULT add_while_running(operation& target, const listener_callee& callee, std::uint32_t kind,
                          std::uint64_t* token) noexcept {
    const place found(target, callee, kind);
    if (found.fresh == nullptr) return E_OUTOFMEMORY;
    {
        operation_traits::lock lock(target.mutex_of(*found.extended));
        if (!has_ended(found.extended->look())) {
            *token = list_of(*found.hub, kind).add(*found.fresh);
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
    auto& list = list_of(*hub, std::uint32_t(token) & listener_kind_mask);
    return list.remove(owner, token) == leave_result::removed;
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
    return (token & listener_kind_mask) == end_listener_kind && leave(target, token);
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
    const HRESULT added = add_while_running(target, callee, progress_listener_kind, token);
    return added < 0 ? added : S_OK;
}

bool unsubscribe_progress(operation& target, std::uint64_t token) noexcept {
    return (token & listener_kind_mask) == progress_listener_kind && leave(target, token);
}

HRESULT subscribe_last_words(operation& target, last_words_callback callback, void* context,
                             std::uint64_t* token) noexcept {
    *token = 0;
    if (has_ended(target.look_settled())) return S_FALSE;
    if (target.is_forked()) return ASYNCOM_E_FORKED;
    listener_callee callee;
    callee.last_words = callback;
    callee.context = context;
    return add_while_running(target, callee, last_words_kind, token);
}

bool unsubscribe_last_words(operation& target, std::uint64_t token) noexcept {
    return (token & listener_kind_mask) == last_words_kind && leave(target, token);
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
        const HRESULT added = add_while_running(target, callee, progress_listener_kind, token);
        if (added != S_FALSE) return added;
    }
    *token = spent_token(); // never called, so not kept
    return S_OK;
}

HRESULT unsubscribe(operation& target, std::uint64_t token) noexcept {
    // The library's own are nobody else's to remove.
    if ((token & own_listener) != 0) return S_FALSE;
    return leave(target, token) ? S_OK : S_FALSE;
}

} // namespace asyncom::core

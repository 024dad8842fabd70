// SPDX-License-Identifier: MIT
#include "async/cancel.h"

#include "async/children.h"
#include "async/completing.h"
#include "async/composition.h"
#include "async/invocation.h"
#include "async/waiters.h"
#include "com/error_info.h"
#include "com/hstring.h"
#include "com/utf.h"

#include <utility>

namespace asyncom::core {
namespace {

HRESULT request(operation& target, const cancel_reason& reason) noexcept {
    if (reason.is_plain()) return target.request_cancel([](operation_record&) {}) ? S_OK : S_FALSE;
    if (has_ended(target.look_settled())) return S_FALSE;
    HSTRING text = nullptr;
    if (hstring_duplicate(reason.text, &text) < 0 || target.extend() == nullptr) {
        hstring_delete(text);
        return E_OUTOFMEMORY;
    }
    const bool accepted = target.request_cancel([&](operation_record& extended) {
        extended.cancel_reason = reason.code;
        extended.cancel_text = std::exchange(text, nullptr);
    });
    hstring_delete(text);
    return accepted ? S_OK : S_FALSE;
}

IAsyncCancelHandler* take_cancel_handler(operation& target, operation_record& extended,
                                         std::uint32_t running_on) noexcept {
    operation_traits::lock lock(target.mutex_of(extended));
    IAsyncCancelHandler* const handler =
        extended.cancel_handler.exchange(nullptr, std::memory_order_relaxed);
    if (handler != nullptr && running_on != 0)
        extended.canceling_thread.store(running_on, std::memory_order_relaxed);
    return handler;
}

void run_cancel_handler(operation& target, operation_record& extended) noexcept {
    thread_block& thread = this_thread();
    // Inside a handler of this operation a new one may be put: it runs nested on this thread.
    const std::uint32_t outer = extended.canceling_thread.load(std::memory_order_relaxed);
    IAsyncCancelHandler* const handler = take_cancel_handler(target, extended, thread.token);
    if (handler == nullptr) return;
    const bool has_producer = target.references().try_add_producer();
    if (has_producer) {
        invocation_scope scope(thread, target, invocation_kind::cancel);
        const HRESULT answer = handler->Invoke(target.producer_face());
        if (answer < 0) note_handler_failure(target, answer);
    }
    // Release: what the handler did happens before put_CancelHandler returns.
    extended.canceling_thread.store(outer == thread.token ? outer : 0, std::memory_order_release);
    unpark_all(extended.canceling_thread);
    handler->Release();
    if (has_producer) release_producer(target);
}

// Asks one operation, whose reference passes to this call. What may have others to ask below it is
// queued, with that reference, so that a line of parents or compositions of any length needs
// constant stack.
void cancel_below(operation& below, const cancel_reason& reason, operation_record*& last) noexcept {
    HRESULT asked = request(below, reason);
    if (asked == E_OUTOFMEMORY) asked = request(below, {}); // better without its text
    operation_record* const extended = asked == S_OK ? below.extended_if_any() : nullptr;
    if (extended == nullptr) {
        release_shared(below);
        return;
    }
    run_cancel_handler(below, *extended);
    extended->next_to_cancel = nullptr;
    last->next_to_cancel = extended;
    last = extended;
}

// What the operation waits for as a composition, then its children.
void cancel_children(operation_record& parent, const cancel_reason& reason,
                     operation_record*& last) noexcept {
    if (composition* const inputs = reference_composition(parent)) {
        for (const composition_input& input : inputs->inputs()) {
            if (operation* const below = input.reference()) cancel_below(*below, reason, last);
        }
        inputs->drop();
    }
    child_list* const children = take_children(parent);
    for (std::uint32_t index = 0; operation* const child = reference_child(children, index);)
        cancel_below(*child, reason, last);
    free_children(children);
}

} // namespace

HRESULT cancel_operation(operation& target, const cancel_reason& reason) noexcept {
    const HRESULT asked = request(target, reason);
    if (asked != S_OK) return asked;
    operation_record* const root = target.extended_if_any();
    if (root == nullptr) return S_OK;
    // The handler may release what the caller holds the operation by.
    thread_block& thread = this_thread();
    invocation_scope scope(thread, target);
    run_cancel_handler(target, *root);
    root->next_to_cancel = nullptr;
    operation_record* last = root;
    for (operation_record* parent = root; parent != nullptr;) {
        cancel_children(*parent, reason, last);
        operation_record* const next = parent == last ? nullptr : parent->next_to_cancel;
        if (parent != root) release_shared(*parent->owner);
        parent = next;
    }
    return S_OK;
}

void cancel_in_any_case(operation& target, const cancel_reason& reason) noexcept {
    if (cancel_operation(target, reason) == E_OUTOFMEMORY) cancel_operation(target, {});
}

cancel_reason reason_in(const operation_record& requested) noexcept {
    cancel_reason reason;
    if (requested.cancel_reason != 0) reason.code = requested.cancel_reason;
    reason.text = requested.cancel_text;
    return reason;
}

HRESULT get_cancel_reason(operation& target, HRESULT* code, HSTRING* text) noexcept {
    const state_flags flags = target.look_settled();
    if ((flags & flag_requested) == 0 && outcome_of(flags) != outcome::canceled) return S_FALSE;
    *code = canceled_code;
    operation_record* const extended = target.extended_if_any();
    if (extended == nullptr) return S_OK;
    // Written once, before the request was visible.
    if (extended->cancel_reason != 0) *code = extended->cancel_reason;
    return hstring_duplicate(extended->cancel_text, text);
}

HRESULT get_cancel_reason_checked(operation& target, HRESULT* reason, HSTRING* text) noexcept {
    if (reason != nullptr) *reason = 0;
    if (text != nullptr) *text = nullptr;
    if (reason == nullptr || text == nullptr) return refuse_null();
    const HRESULT got = get_cancel_reason(target, reason, text);
    if (got >= 0) return got;
    *reason = 0;
    return originate(got, nullptr);
}

bool read_cancel_text(operation& target, char (&text)[512]) noexcept {
    operation_record* const extended = target.extended_if_any();
    if (extended == nullptr || extended->cancel_text == nullptr) return false;
    // At most three bytes for a unit.
    const std::u16string_view kept = whole_characters(hstring_view(extended->cancel_text), 170);
    utf16_to_utf8(kept, text);
    text[utf8_length(kept)] = '\0';
    return true;
}

HRESULT put_cancel_handler(operation& target, IAsyncCancelHandler* handler) noexcept {
    if (has_ended(target.look_settled())) return S_OK;
    operation_record* const extended = target.extend();
    if (extended == nullptr) return E_OUTOFMEMORY;
    if (handler != nullptr) handler->AddRef();
    IAsyncCancelHandler* unused = handler;
    bool requested = false;
    {
        operation_traits::lock lock(target.mutex_of(*extended));
        const state_flags flags = extended->look();
        if (!has_ended(flags)) {
            unused = extended->cancel_handler.exchange(handler, std::memory_order_relaxed);
            requested = (flags & flag_requested) != 0;
        }
    }
    if (unused != nullptr) unused->Release();
    const std::uint32_t me = this_thread().token;
    run_what_waits_for_this_thread();
    for (std::uint32_t running = extended->canceling_thread.load(std::memory_order_acquire);
         running != 0 && running != me;
         running = extended->canceling_thread.load(std::memory_order_acquire))
        park_outside_completions(extended->canceling_thread, running, forever);
    if (requested) run_cancel_handler(target, *extended);
    return S_OK;
}

void drop_cancel_handler(operation& target) noexcept {
    operation_record* const extended = target.extended_if_any();
    // After the end none is put any more.
    if (extended == nullptr || extended->cancel_handler.load(std::memory_order_relaxed) == nullptr)
        return;
    if (IAsyncCancelHandler* const handler = take_cancel_handler(target, *extended, 0))
        handler->Release();
}

} // namespace asyncom::core

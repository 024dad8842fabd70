// SPDX-License-Identifier: MIT
// IAsyncProducer: the worker's side of an operation, with an identity of its own. One caller at a
// time but for what only looks; ends are safe against each other from any threads.
#include "async/cancel.h"
#include "async/completing.h"
#include "async/faces.h"
#include "async/follow.h"
#include "async/invocation.h"
#include "async/listeners.h"
#include "async/outcome.h"
#include "async/partial_result.h"
#include "async/progress_call.h"
#include "com/error_info.h"
#include "com/marshal.h"
#include "com/utf.h"

#include <array>
#include <cstring>
#include <utility>

namespace asyncom::core {
namespace {

operation& of(void* self) noexcept {
    return operation::of_producer(self);
}

HRESULT fail_ended() noexcept {
    return originate(E_ILLEGAL_STATE_CHANGE, "The operation has ended already.");
}

HRESULT fail_follows() noexcept {
    return originate(E_ILLEGAL_STATE_CHANGE, "The operation follows another one.");
}

HRESULT fail_forked() noexcept {
    return originate(ASYNCOM_E_FORKED, nullptr);
}

HRESULT ASYNCOM_CALL query_interface(void* self, const GUID* iid, void** object) noexcept {
    if (object == nullptr) return E_POINTER;
    *object = nullptr;
    if (iid == nullptr) return E_POINTER;
    if (*iid != IID_IAsyncProducer && *iid != IID_IUnknown && *iid != IID_IAgileObject)
        return query_beyond(static_cast<IUnknown*>(self), *iid, object);
    add_producer(of(self));
    *object = self;
    return S_OK;
}

std::uint32_t ASYNCOM_CALL add_ref(void* self) noexcept {
    return add_producer(of(self));
}

std::uint32_t ASYNCOM_CALL release(void* self) noexcept {
    return release_producer(of(self));
}

template <std::size_t Class>
ASYNCOM_COLD HRESULT report_with_care(void* self, const void* value) noexcept {
    if (value == nullptr) return refuse_null();
    operation& target = of(self);
    if (target.is_forked()) return has_ended(target.look()) ? fail_ended() : fail_forked();
    if (follows(target)) return fail_follows();
    const report_result result = report_with(target, value, [&](IUnknown* handler) noexcept {
        return call_progress<Class>(target, handler, value);
    });
    return result == report_result::done ? S_OK : fail_ended();
}

// The report has left its mark, and the handler answered something or the operation has changed.
ASYNCOM_COLD HRESULT end_report_with_care(void* self, HRESULT answer) noexcept {
    operation& target = of(self);
    // Foreign code that runs here may drop the reference through which the report came.
    add_shared(target);
    if (answer < 0) note_handler_failure(target, answer);
    target.after_report();
    release_shared(target);
    return S_OK;
}

// In an operation of a parent process no mark is this thread's, so it is not asked for here. Only
// `self` lives through the call: each register more would be saved and restored.
template <std::size_t Class>
HRESULT ASYNCOM_CALL report_progress(void* self, const void* value) noexcept {
    IUnknown* handler;
    if (value == nullptr || !of(self).try_begin_report(peek_at_thread().fast_mark, handler))
        [[unlikely]]
        return report_with_care<Class>(self, value);
    const HRESULT answer = call_progress<Class>(of(self), handler, value);
    if ((std::uint32_t(answer) | of(self).end_fast_report()) != 0) [[unlikely]]
        return end_report_with_care(self, answer);
    return answer;
}

HRESULT ASYNCOM_CALL report_no_progress(void*, const void* value) noexcept {
    if (value == nullptr) return refuse_null();
    return originate(E_NOTIMPL, "The operation's type has no progress.");
}

template <std::size_t... Class>
constexpr std::array<HRESULT(ASYNCOM_CALL*)(void*, const void*) noexcept, sizeof...(Class)>
reports(std::index_sequence<Class...>) noexcept {
    return {&report_progress<Class>...};
}
constexpr auto report_by_class = reports(std::make_index_sequence<calling_class_count>());

HRESULT ASYNCOM_CALL set_partial(void* self, const void* value) noexcept {
    if (value == nullptr) return refuse_null();
    operation& target = of(self);
    if (!target.type().has_result()) return originate(E_NOTIMPL, "An action has no result.");
    if (has_ended(target.look_settled())) return fail_ended();
    if (target.is_forked()) return fail_forked();
    if (follows(target)) return fail_follows();
    const HRESULT set = set_partial_result(target, value);
    return set < 0 ? originate(set, nullptr) : S_OK;
}

// Why this call may not end the operation now; S_OK if it may.
HRESULT why_no_end(thread_block& thread, operation& target) noexcept {
    if (target.is_report_inside(thread.token))
        return originate(E_ILLEGAL_METHOD_CALL,
                         "An operation cannot end inside its own progress handler.");
    if (has_ended(target.look())) return fail_ended();
    if (target.is_forked()) [[unlikely]]
        return fail_forked();
    if (follows(target)) [[unlikely]]
        return fail_follows();
    return S_OK;
}

// Ends through the core; in the calling frame, because handlers may drop every reference.
template <class Store>
HRESULT end_operation(thread_block& thread, operation& target, outcome wanted,
                      Store&& store) noexcept {
    invocation_scope scope(thread, target);
    end_answer answer;
    {
        completing_scope completing(thread);
        answer = target.end(wanted, store);
    }
    if (answer == end_answer::has_ended)
        return target.is_forked_running() ? fail_forked() : fail_ended();
    if (target.extended_if_any() != nullptr) drop_cancel_handler(target);
    return answer == end_answer::ended ? S_OK : S_FALSE;
}

HRESULT ASYNCOM_CALL complete(void* self, const void* result) noexcept {
    operation& target = of(self);
    type_record& type = target.type();
    if (type.has_result() != (result != nullptr)) [[unlikely]]
        return result == nullptr ? refuse_null()
                                 : originate(E_INVALIDARG, "An action completes without a result.");
    thread_block& thread = this_thread();
    const HRESULT why = why_no_end(thread, target);
    if (why < 0) return why;
    pending_result pending(type);
    const HRESULT copied = pending.copy(result);
    if (copied < 0) return originate(copied, nullptr);
    return end_operation(thread, target, outcome::completed,
                         [&](bool) noexcept { return pending.move_to(target); });
}

// Complete where the result is so many plain bytes: the copy cannot fail, so it is the storing.
template <std::size_t Bytes>
HRESULT ASYNCOM_CALL complete_plain(void* self, const void* result) noexcept {
    operation& target = of(self);
    thread_block& thread = peek_at_thread();
    IUnknown* completed;
    state_flags flags;
    if (result == nullptr || thread.token == 0 || thread.innermost != nullptr ||
        target.is_any_report_inside() || target.is_forked() ||
        !target.try_claim_plainly(completed, flags)) [[unlikely]]
        return complete(self, result);
    std::memcpy(target.place.bytes, result, Bytes);
    target.publish_completed(flags | flag_value);
    if (completed == nullptr) {
        target.let_progress_go();
        return S_OK;
    }
    // invocation_scope and completing_scope of the outermost call on a thread.
    invocation frame{&target, nullptr, completed, invocation_kind::completed, false};
    thread.innermost = &frame;
    thread.completing = 1;
    target.let_progress_go();
    target.invoke_completed_in(frame, outcome::completed);
    completed->Release();
    if (thread.first_deferred != nullptr) [[unlikely]]
        run_deferred_completions(thread);
    thread.completing = 0;
    thread.innermost = nullptr;
    if (frame.holds_shared) [[unlikely]]
        drop_handed_over(target);
    return S_OK;
}

void* complete_slot(const type_record& type) noexcept {
    const value_layout& layout = type.result();
    if (!type.has_result() || !is_plain(layout)) return slot(&complete);
    switch (layout.bytes) {
    case 1:
        return slot(&complete_plain<1>);
    case 2:
        return slot(&complete_plain<2>);
    case 4:
        return slot(&complete_plain<4>);
    case 8:
        return slot(&complete_plain<8>);
    case 16:
        return slot(&complete_plain<16>);
    default:
        return slot(&complete);
    }
}

HRESULT ASYNCOM_CALL end_canceled(void* self) noexcept {
    operation& target = of(self);
    thread_block& thread = this_thread();
    const HRESULT why = why_no_end(thread, target);
    if (why < 0) return why;
    const HRESULT ended =
        end_operation(thread, target, outcome::canceled, [](bool) noexcept { return 0u; });
    return ended < 0 ? ended : S_OK;
}

HRESULT ASYNCOM_CALL fail(void* self, HRESULT code, const char* message) noexcept {
    if (code >= 0) return originate(E_INVALIDARG, "A success code is no error to fail with.");
    if (message != nullptr && !is_valid_utf8(message))
        return originate(E_INVALIDARG, "The message is not UTF-8.");
    if (code == canceled_code) return end_canceled(self);
    operation& target = of(self);
    thread_block& thread = this_thread();
    const HRESULT why = why_no_end(thread, target);
    if (why < 0) return why;
    IAsyncError* error = nullptr;
    const HRESULT made =
        message != nullptr ? make_error(code, message, &error) : capture_error(code, &error);
    if (made < 0) return originate(made, nullptr);
    const HRESULT ended = end_operation(thread, target, outcome::error, [&](bool) noexcept {
        target.place.failure = {std::exchange(error, nullptr), code};
        return flag_error | flag_owned;
    });
    if (error != nullptr) error->Release();
    return ended;
}

HRESULT ASYNCOM_CALL get_cancel_requested(void* self, AsyncomBoolean* requested) noexcept {
    if (requested == nullptr) return refuse_null();
    *requested = (of(self).look() & flag_requested) != 0;
    return S_OK;
}

HRESULT ASYNCOM_CALL get_reason(void* self, HRESULT* reason, HSTRING* text) noexcept {
    return get_cancel_reason_checked(of(self), reason, text);
}

HRESULT ASYNCOM_CALL put_handler(void* self, IAsyncCancelHandler* handler) noexcept {
    operation& target = of(self);
    if (target.is_forked()) return S_OK;
    invocation_scope scope(this_thread(), target);
    const HRESULT put = put_cancel_handler(target, handler);
    return put < 0 ? originate(put, nullptr) : put;
}

HRESULT ASYNCOM_CALL get_operation(void* self, const GUID* iid, void** object) noexcept {
    if (object != nullptr) *object = nullptr;
    if (iid == nullptr || object == nullptr) return refuse_null();
    const HRESULT found = query_consumer(of(self), *iid, object);
    return found < 0 ? originate(found, "The operation has no such interface.") : found;
}

HRESULT ASYNCOM_CALL follow_other(void* self, IUnknown* other) noexcept {
    if (other == nullptr) return refuse_null();
    operation* const followed = operation_of(other);
    if (followed == nullptr)
        return originate(E_NOINTERFACE, "The object is not an operation of this library.");
    operation& target = of(self);
    const HRESULT why = why_no_end(this_thread(), target);
    return why < 0 ? why : follow(target, *followed);
}

} // namespace

void fill_producer_slots(type_record& type) noexcept {
    void* const slots[producer_slot_count] = {
        slot(&query_interface),
        slot(&add_ref),
        slot(&release),
        type.has_progress() ? slot(report_by_class[type.calling_class]) : slot(&report_no_progress),
        slot(&set_partial),
        complete_slot(type),
        slot(&fail),
        slot(&end_canceled),
        slot(&get_cancel_requested),
        slot(&get_reason),
        slot(&put_handler),
        slot(&get_operation),
        slot(&follow_other)};
    for (std::size_t i = 0; i < producer_slot_count; ++i)
        type.producer_slots[i] = slots[i];
}

} // namespace asyncom::core

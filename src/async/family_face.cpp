// SPDX-License-Identifier: MIT
// The four families: IAsyncAction, IAsyncActionWithProgress, IAsyncOperation and
// IAsyncOperationWithProgress differ by which of these functions their tables hold.
#include "async/faces.h"
#include "async/invocation.h"
#include "async/outcome.h"
#include "async/partial_result.h"
#include "com/error_info.h"
#include "platform/apartments.h"

#include <cstdlib>
#include <cstring>

namespace asyncom::core {
namespace {

using unknown = consumer_inspectable<&operation::of_family>;

// Of an operation born ended, on the thread that made it. The caller's reference to the handler
// lasts until this returns.
ASYNCOM_APART HRESULT put_completed_otherwise(operation& target, IUnknown* handler) noexcept {
    outcome ended_as;
    if (!target.try_assign_biased(peek_at_thread().fast_mark, ended_as))
        return put_completed_handler(target, handler, false);
    thread_block& thread = peek_at_thread();
    invocation frame{&target, thread.innermost, handler, invocation_kind::completed, false};
    thread.innermost = &frame;
    target.invoke_completed_in(frame, ended_as);
    leave_call(thread, frame);
    return S_OK;
}

ASYNCOM_APART HRESULT put_first_completed(operation& target, IUnknown* handler) noexcept {
    handler->AddRef();
    if (target.try_put_first_completed(handler)) [[likely]]
        return S_OK;
    return put_completed_handler(target, handler, true);
}

HRESULT ASYNCOM_CALL put_completed(void* self, IUnknown* handler) noexcept {
    operation& target = operation::of_family(self);
    if (handler == nullptr) return put_completed_handler(target, handler, false);
    return target.may_put_first_completed() && !target.is_forked()
               ? put_first_completed(target, handler)
               : put_completed_otherwise(target, handler);
}

HRESULT ASYNCOM_CALL get_completed(void* self, IUnknown** handler) noexcept {
    if (handler == nullptr) return E_POINTER;
    *handler = nullptr;
    operation& target = operation::of_family(self);
    const state_flags flags = target.look_settled();
    if ((flags & flag_closed) != 0) return E_ILLEGAL_METHOD_CALL;
    if (const invocation* frame =
            find_invocation(this_thread(), target, invocation_kind::completed)) {
        frame->handler->AddRef();
        *handler = frame->handler;
        return S_OK;
    }
    if (target.is_forked_running()) return ASYNCOM_E_FORKED;
    operation_record* const extended =
        has_ended(flags) ? target.extended_if_any() : target.extend();
    if (extended != nullptr)
        *handler = target.get_waiting_completed(*extended);
    else if (!has_ended(flags))
        return E_OUTOFMEMORY;
    return S_OK;
}

HRESULT ASYNCOM_CALL put_progress(void* self, IUnknown* handler) noexcept {
    operation& target = operation::of_family(self);
    if (target.is_forked_running()) return ASYNCOM_E_FORKED;
    switch (target.put_progress(handler)) {
    case progress_result::closed:
        return E_ILLEGAL_METHOD_CALL;
    case progress_result::no_memory:
        return E_OUTOFMEMORY;
    default:
        return S_OK;
    }
}

HRESULT ASYNCOM_CALL get_progress(void* self, IUnknown** handler) noexcept {
    if (handler == nullptr) return E_POINTER;
    *handler = nullptr;
    operation& target = operation::of_family(self);
    const state_flags flags = target.look_settled();
    if ((flags & flag_closed) != 0) return E_ILLEGAL_METHOD_CALL;
    if (has_ended(flags)) return S_OK;
    if (target.is_forked()) return ASYNCOM_E_FORKED;
    operation_record* const extended = target.extend();
    if (extended == nullptr) return E_OUTOFMEMORY;
    *handler = target.get_progress(*extended);
    return S_OK;
}

// Why there is no result to hand out; S_OK if there is one.
HRESULT why_no_result(operation& target, state_flags flags) noexcept {
    if ((flags & flag_closed) != 0) return E_ILLEGAL_METHOD_CALL;
    switch (outcome_of(flags)) {
    case outcome::completed:
        return S_OK;
    case outcome::canceled:
        return publish_canceled(target);
    case outcome::error:
        return publish_stored_error(target);
    default:
        break;
    }
    if (target.is_forked()) return originate(ASYNCOM_E_FORKED, nullptr);
    return (flags & flag_requested) != 0 ? publish_canceled(target) : E_ILLEGAL_METHOD_CALL;
}

// Runs Copy(void*) into the caller's memory, which stays as it was if the copy fails.
template <class Copy>
HRESULT copy_or_leave(const value_layout& layout, void* target, Copy&& copy) noexcept {
    if (layout.owned_count == 0) return copy(target);
    alignas(8) std::byte small[largest_argument];
    void* const place = layout.bytes <= sizeof small ? small : std::malloc(layout.bytes);
    if (place == nullptr) return E_OUTOFMEMORY;
    const HRESULT copied = copy(place);
    if (copied == S_OK) std::memcpy(target, place, layout.bytes);
    if (place != small) std::free(place);
    return copied;
}

HRESULT ASYNCOM_CALL get_results_of_action(void* self) noexcept {
    operation& target = operation::of_family(self);
    return why_no_result(target, target.look());
}

HRESULT ASYNCOM_CALL get_results(void* self, void* result) noexcept {
    if (result == nullptr) return E_POINTER;
    operation& target = operation::of_family(self);
    const state_flags flags = target.look();
    const HRESULT why = why_no_result(target, flags);
    if (why != S_OK) return why;
    const value_layout& layout = target.type().result();
    return copy_or_leave(layout, result, [&](void* place) noexcept {
        return copy_value(layout, place, result_of(target));
    });
}

// While it runs, the partial result that the producer shows.
HRESULT ASYNCOM_CALL get_results_with_progress(void* self, void* result) noexcept {
    if (result == nullptr) return E_POINTER;
    operation& target = operation::of_family(self);
    const bool runs = (target.look() & (outcome_mask | flag_requested)) == 0;
    if (!runs || target.is_forked()) return get_results(self, result);
    const HRESULT copied = copy_or_leave(target.type().result(), result, [&](void* place) noexcept {
        return copy_partial_result(target, place);
    });
    return copied == S_FALSE ? E_ILLEGAL_METHOD_CALL : copied;
}

// GetResults where the result is so many plain bytes: one look, one copy.
template <std::size_t Bytes, HRESULT(ASYNCOM_CALL* Otherwise)(void*, void*) noexcept>
HRESULT ASYNCOM_CALL get_plain_results(void* self, void* result) noexcept {
    const operation& target = operation::of_family(self);
    if (result == nullptr || !target.is_plainly_completed()) [[unlikely]]
        return Otherwise(self, result);
    std::memcpy(result, target.place.bytes, Bytes);
    return S_OK;
}

template <HRESULT(ASYNCOM_CALL* Otherwise)(void*, void*) noexcept>
void* results_slot(const value_layout& layout) noexcept {
    if (!is_plain(layout)) return slot(Otherwise);
    switch (layout.bytes) {
    case 1:
        return slot(&get_plain_results<1, Otherwise>);
    case 2:
        return slot(&get_plain_results<2, Otherwise>);
    case 4:
        return slot(&get_plain_results<4, Otherwise>);
    case 8:
        return slot(&get_plain_results<8, Otherwise>);
    case 16:
        return slot(&get_plain_results<16, Otherwise>);
    default:
        return slot(Otherwise);
    }
}

} // namespace

HRESULT put_completed_handler(operation& target, IUnknown* handler, bool moved) noexcept {
    thread_block& thread = this_thread();
    if (target.is_forked_running()) [[unlikely]] {
        if (moved && handler != nullptr) handler->Release();
        return ASYNCOM_E_FORKED;
    }
    invocation_scope scope(thread, target);
    switch (target.put_completed(handler, moved)) {
    case completed_result::already_assigned:
        return E_ILLEGAL_DELEGATE_ASSIGNMENT;
    case completed_result::closed:
        return E_ILLEGAL_METHOD_CALL;
    case completed_result::no_memory:
        return E_OUTOFMEMORY;
    default:
        return S_OK;
    }
}

HRESULT attach_completed(IUnknown* consumer, IUnknown* handler) noexcept {
    operation* const target = consumer != nullptr ? operation_of(consumer) : nullptr;
    if (target == nullptr) [[unlikely]] {
        if (handler != nullptr) handler->Release();
        return consumer == nullptr
                   ? refuse_null()
                   : originate(E_NOINTERFACE, "The object is not an operation of this library.");
    }
    if constexpr (has_apartments) {
        const HRESULT bound = bind_handler(*target, ASYNCOM_IID_COMPLETED_HANDLER, &handler);
        if (bound < 0) {
            handler->Release();
            return originate(bound, nullptr);
        }
    }
    if (handler != nullptr && !target->is_forked() && target->try_put_first_completed(handler))
        [[likely]]
        return S_OK;
    const HRESULT put = put_completed_handler(*target, handler, true);
    return put < 0 ? originate(put, nullptr) : put;
}

void fill_family_slots(type_record& type) noexcept {
    void** const slots = type.family_slots;
    slots[0] = slot(&unknown::query_interface);
    slots[1] = slot(&unknown::add_ref);
    slots[2] = slot(&unknown::release);
    slots[3] = slot(&unknown::iids);
    slots[4] = slot(&unknown::class_name);
    slots[5] = slot(&unknown::trust_level);
    std::size_t next = 6;
    if (type.has_progress()) {
        slots[next++] = slot(&put_progress);
        slots[next++] = slot(&get_progress);
    }
    slots[next++] = slot(&put_completed);
    slots[next++] = slot(&get_completed);
    if (!type.has_result())
        slots[next++] = slot(&get_results_of_action);
    else
        slots[next++] = type.has_progress()
                            ? results_slot<&get_results_with_progress>(type.result())
                            : results_slot<&get_results>(type.result());
    while (next < family_slot_count)
        slots[next++] = nullptr;
}

} // namespace asyncom::core

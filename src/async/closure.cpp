// SPDX-License-Identifier: MIT
#include "async/closure.h"

#include "async/closure_call.h"
#include "async/closure_memory.h"
#include "async/faces.h"
#include "async/quiesced_modules.h"
#include "com/error_info.h"
#include "com/first_copy.h"
#include "com/marshal.h"

#include <array>
#include <new>
#include <utility>

namespace asyncom::core {
namespace {

closure& of(void* self) noexcept {
    return *static_cast<closure*>(self);
}

std::uint32_t ASYNCOM_CALL add_ref(void* self) noexcept {
    return of(self).code.add();
}

std::uint32_t ASYNCOM_CALL release(void* self) noexcept {
    closure& target = of(self);
    const std::uint32_t left = target.code.drop();
    if (left != 0) return left;
    if (const AsyncomDestroyCallback destroy = target.code.destroy()) {
        const closure_call call(target);
        destroy(target.context);
    }
    free_closure(this_thread(), target);
    return 0;
}

HRESULT answer_query(void* self, bool known, const GUID& iid, void** object) noexcept {
    if (!known) return query_beyond(static_cast<IUnknown*>(self), iid, object);
    add_ref(self);
    *object = self;
    return S_OK;
}

// Iid finds the object's own interface.
template <const GUID& (*Iid)(const void* slots) noexcept>
HRESULT ASYNCOM_CALL query_interface(void* self, const GUID* iid, void** object) noexcept {
    if (object == nullptr) return E_POINTER;
    *object = nullptr;
    if (iid == nullptr) return E_POINTER;
    const bool known =
        *iid == Iid(of(self).slots) || *iid == IID_IUnknown || *iid == IID_IAgileObject;
    return answer_query(self, known, *iid, object);
}

const GUID& completed_iid(const void* slots) noexcept {
    return from_completed_handler_slots(slots)->iids[ASYNCOM_IID_COMPLETED_HANDLER];
}
const GUID& progress_iid(const void* slots) noexcept {
    return from_progress_handler_slots(slots)->iids[ASYNCOM_IID_PROGRESS_HANDLER];
}
const GUID& cancel_iid(const void*) noexcept {
    return IID_IAsyncCancelHandler;
}
const GUID& work_iid(const void*) noexcept {
    return IID_IAsyncWork;
}

HRESULT ASYNCOM_CALL invoke_completed(void* self, IUnknown* sender, std::int32_t status) noexcept {
    const closure& target = of(self);
    const closure_call call(target);
    if (call.was_removed()) [[unlikely]]
        return S_OK;
    return call.function<AsyncomCompletedCallback>()(target.context, sender, status);
}

std::int32_t deliver_progress(void* self, void* sender, const void* value) noexcept {
    const closure& target = of(self);
    const closure_call call(target);
    if (call.was_removed()) [[unlikely]]
        return S_OK;
    return call.function<AsyncomProgressCallback>()(target.context, static_cast<IUnknown*>(sender),
                                                    value);
}

HRESULT ASYNCOM_CALL invoke_cancel(void* self, IAsyncProducer* sender) noexcept {
    const closure& target = of(self);
    const closure_call call(target);
    if (call.was_removed()) [[unlikely]]
        return S_OK;
    return call.function<AsyncomCancelCallback>()(target.context, sender);
}

HRESULT ASYNCOM_CALL run_work(void* self, IAsyncProducer* producer, IUnknown* antecedent) noexcept {
    const closure& target = of(self);
    const closure_call call(target);
    // Work that can't run any more has failed; handlers just do not hear of it.
    if (call.was_removed()) [[unlikely]]
        return ASYNCOM_E_QUIESCED;
    return call.function<AsyncomWorkCallback>()(target.context, producer, antecedent);
}

void* const cancel_slots[handler_slot_count] = {slot(&query_interface<&cancel_iid>), slot(&add_ref),
                                                slot(&release), slot(&invoke_cancel)};
void* const work_slots[handler_slot_count] = {slot(&query_interface<&work_iid>), slot(&add_ref),
                                              slot(&release), slot(&run_work)};

template <std::size_t... Class>
std::array<void*, sizeof...(Class)> make_progress_entries(std::index_sequence<Class...>) noexcept {
    return {slot(&calling<Class>::template entry<&deliver_progress>)...};
}
const auto progress_entries =
    make_progress_entries(std::make_index_sequence<calling_class_count>());

// A function of a module that is quiesced.
bool is_refused(const void* invoke, AsyncomDestroyCallback destroy) noexcept {
    return is_quiesced(invoke) ||
           (destroy != nullptr && is_quiesced(reinterpret_cast<const void*>(destroy)));
}

// AsyncomQuiesce has begun, and may have missed the new object. Unless it has removed the function
// already, and with it ended the context: then it was made in time.
ASYNCOM_COLD HRESULT take_back_if_refused(closure& made, const void* invoke,
                                          AsyncomDestroyCallback destroy, void** object) noexcept {
    if (!is_refused(invoke, destroy)) return S_OK;
    if (made.code.take_destroy() != destroy) return S_OK;
    forget_closure_functions(made);
    *object = nullptr;
    release(&made);
    return fail_quiesced();
}

template <class Callback>
HRESULT create(const void* slots, Callback* invoke, void* context, AsyncomDestroyCallback destroy,
               void** object) noexcept {
    if (anything_is_quiesced && is_refused(reinterpret_cast<const void*>(invoke), destroy))
        [[unlikely]]
        return fail_quiesced();
    closure* const made = allocate_closure(this_thread());
    if (made == nullptr) [[unlikely]]
        return originate(E_OUTOFMEMORY, nullptr);
    made->slots = slots;
    made->context = context;
    made->code.start(reinterpret_cast<std::uintptr_t>(invoke), destroy);
    show_closure(*made);
    *object = made;
    light_fence();
    if (anything_is_quiesced) [[unlikely]]
        return take_back_if_refused(*made, reinterpret_cast<const void*>(invoke), destroy, object);
    return S_OK;
}

// The type behind an argument, or why there is none.
HRESULT check(IAsyncType* type, bool has_invoke, void** object, type_record*& record) noexcept {
    if (object != nullptr) *object = nullptr;
    if (object == nullptr || type == nullptr || !has_invoke) return refuse_null();
    return check_type(type, record);
}

} // namespace

HRESULT create_completed_handler(IAsyncType* type, AsyncomCompletedCallback invoke, void* context,
                                 AsyncomDestroyCallback destroy, void** handler) noexcept {
    type_record* record = nullptr;
    const HRESULT checked = check(type, invoke != nullptr, handler, record);
    if (checked < 0) return checked;
    return create(record->completed_handler_slots, invoke, context, destroy, handler);
}

HRESULT create_progress_handler(IAsyncType* type, AsyncomProgressCallback invoke, void* context,
                                AsyncomDestroyCallback destroy, void** handler) noexcept {
    type_record* record = nullptr;
    const HRESULT checked = check(type, invoke != nullptr, handler, record);
    if (checked < 0) return checked;
    if (!record->has_progress()) return originate(E_NOTIMPL, "The type has no progress to handle.");
    return create(record->progress_handler_slots, invoke, context, destroy, handler);
}

HRESULT create_cancel_handler(AsyncomCancelCallback invoke, void* context,
                              AsyncomDestroyCallback destroy,
                              IAsyncCancelHandler** handler) noexcept {
    if (handler != nullptr) *handler = nullptr;
    if (handler == nullptr || invoke == nullptr) return refuse_null();
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    return create(cancel_slots, invoke, context, destroy, reinterpret_cast<void**>(handler));
}

HRESULT create_work(AsyncomWorkCallback run, void* context, AsyncomDestroyCallback destroy,
                    IAsyncWork** work) noexcept {
    if (work != nullptr) *work = nullptr;
    if (work == nullptr || run == nullptr) return refuse_null();
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    return create(work_slots, run, context, destroy, reinterpret_cast<void**>(work));
}

void fill_handler_slots(type_record& type) noexcept {
    type.completed_handler_slots[0] = slot(&query_interface<&completed_iid>);
    type.completed_handler_slots[1] = slot(&add_ref);
    type.completed_handler_slots[2] = slot(&release);
    type.completed_handler_slots[3] = slot(&invoke_completed);
    type.progress_handler_slots[0] = slot(&query_interface<&progress_iid>);
    type.progress_handler_slots[1] = slot(&add_ref);
    type.progress_handler_slots[2] = slot(&release);
    type.progress_handler_slots[3] =
        type.has_progress() ? progress_entries[type.calling_class] : nullptr;
}

} // namespace asyncom::core

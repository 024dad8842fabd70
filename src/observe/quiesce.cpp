// SPDX-License-Identifier: MIT
// In this order: new work is refused; what runs is cancelled, while its cancel handlers are still
// there; the functions are removed from their objects; then it waits. Each round does all but the
// first again, because somebody may have been on his way, or without memory.
#include "observe/quiesce.h"

#include "async/cancel.h"
#include "async/closure_call.h"
#include "async/completing.h"
#include "async/operation_memory.h"
#include "async/quiesced_modules.h"
#include "async/site.h"
#include "async/waiters.h"
#include "com/error_info.h"
#include "com/first_copy.h"
#include "com/thread_list.h"
#include "observe/closure_removal.h"
#include "observe/slab_blocks.h"
#include "platform/fence.h"
#include "run/adoption.h"
#include "run/waited_operation.h"

namespace asyncom::core {
namespace {

constexpr module_range whole_process{0, UINTPTR_MAX};

// Empty: the address is in no module.
module_range range_of(const void* module) noexcept {
    return module != nullptr ? module_range_of(module) : whole_process;
}

operation* reference_in(void* block) noexcept {
    operation_slot& slot = slot_in_block(block);
    return try_reference(slot, slot.serial.load(std::memory_order_relaxed));
}

// Whether this thread is inside of a handler, work, task or `destroy`: it would wait for itself.
bool is_inside_a_callback() noexcept {
    const thread_block& thread = this_thread();
    if (thread.innermost != nullptr || thread.tasks != 0 || thread.calls.any()) return true;
    // A progress handler that is an object of the client's own leaves its mark in the operation.
    return !visit_blocks(class_of_slots(), [&](void* block) {
        operation* const found = reference_in(block);
        if (found == nullptr) return true;
        const bool inside = found->is_report_inside(thread.token);
        release_shared(*found);
        return !inside;
    });
}

// The answer is whether it still runs.
bool cancel_if_of(operation& target, const module_range& module) noexcept {
    if (has_ended_for_waits(target) || !module.contains(call_site_of(target))) return false;
    cancel_in_any_case(target, {ASYNCOM_E_QUIESCED, nullptr});
    return !has_ended_for_waits(target);
}

std::uint32_t cancel_all_of(const module_range& module) noexcept {
    std::uint32_t running = 0;
    visit_blocks(class_of_slots(), [&](void* block) {
        if (operation* const found = reference_in(block)) {
            if (cancel_if_of(*found, module)) ++running;
            release_shared(*found);
        }
        return true;
    });
    return running;
}

// An adopted operation hears by functions of this library, which lies in the process, too.
struct functions_of_clients {
    const module_range& module;

    bool contains(const void* code) const noexcept {
        return module.contains(code) && !adoption::is_function(code);
    }
};

struct all_closures {
    using object = closure;
    using call = closure_call;

    template <class Visit>
    void visit(Visit&& visit) noexcept {
        visit_blocks(slab_class::closure, [&](void* block) {
            visit(block);
            return true;
        });
    }
    const closure_code& code_in(const void* block) noexcept { return closure_code_in_block(block); }
    closure* try_reference(void* block) noexcept { return try_reference_closure(block); }
    void release(closure& target) noexcept { reinterpret_cast<IUnknown*>(&target)->Release(); }
    void remove(closure& target) noexcept { remove_closure_function(target); }
    void forget(closure& target) noexcept { forget_closure_functions(target); }
    void call_destroy(closure& target, AsyncomDestroyCallback destroy) noexcept {
        destroy(target.context);
    }
    bool is_any_thread_calling(const closure& target) noexcept {
        return core::is_any_thread_calling(&target);
    }
    void heavy_fence() noexcept { core::heavy_fence(); }
};

std::uint32_t leave(const module_range& module) noexcept {
    run_what_waits_for_this_thread();
    const std::uint32_t running = cancel_all_of(module);
    all_closures closures;
    const functions_of_clients functions{module};
    return running + closure_removal(closures, functions).run_once();
}

} // namespace

HRESULT quiesce(const void* module, std::uint32_t timeout, std::uint32_t* remaining) noexcept {
    if (remaining == nullptr) return refuse_null();
    *remaining = 0;
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    const module_range range = range_of(module);
    if (range.end == 0) return originate(E_INVALIDARG, "The address lies in no module.");
    if (is_inside_a_callback())
        return originate(E_ILLEGAL_METHOD_CALL, "A handler or task would wait for its own end.");
    if (const HRESULT added = add_quiesced(range); added < 0)
        return originate(added, "Too many modules are quiesced.");
    heavy_fence_for_bare_stores(); // of operations that are born (birth.cpp)
    const deadline until = deadline_after_milliseconds(timeout);
    const std::atomic<std::uint32_t> never{0};
    polling_interval interval;
    while ((*remaining = leave(range)) != 0) {
        if (until.has_passed()) return S_FALSE;
        park_outside_completions(never, 0, interval.next(until));
    }
    return S_OK;
}

HRESULT resume(const void* module) noexcept {
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    module_range range = range_of(module);
    // What was quiesced to be unloaded may be gone.
    if (range.end == 0) range = find_quiesced(module);
    if (range.end == 0 || (module != nullptr && range.end == whole_process.end))
        return originate(E_INVALIDARG, "The address lies in no module.");
    remove_quiesced(range);
    return S_OK;
}

} // namespace asyncom::core

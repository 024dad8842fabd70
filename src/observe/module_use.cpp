// SPDX-License-Identifier: MIT
#include "observe/module_use.h"

#include "async/closure_memory.h"
#include "async/operation_memory.h"
#include "async/site.h"
#include "observe/slab_blocks.h"
#include "platform/module_range.h"

namespace asyncom::core {
namespace {

bool runs_for(operation_slot& slot, const module_range& module) noexcept {
    operation* const live = try_reference(slot, slot.serial.load(std::memory_order_relaxed));
    if (live == nullptr) return false;
    const bool runs = !has_ended(live->look()) && module.contains(call_site_of(*live));
    release_shared(*live);
    return runs;
}

} // namespace

bool is_module_needed(const void* address) noexcept {
    const module_range module = module_range_of(address);
    const bool none_runs = visit_blocks(
        class_of_slots(), [&](void* block) { return !runs_for(slot_in_block(block), module); });
    if (!none_runs) return true;
    return !visit_blocks(slab_class::closure, [&](void* block) {
        const closure_code& code = closure_code_in_block(block);
        return !code.is_there() || !code.lies_in(module);
    });
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
#include "observe/live_list.h"

#include "async/operation_info.h"
#include "async/operation_memory.h"
#include "com/error_info.h"
#include "com/first_copy.h"
#include "observe/slab_blocks.h"

namespace asyncom::core {

HRESULT enumerate_operations(AsyncomVisitCallback visit, void* context) noexcept {
    if (visit == nullptr) return refuse_null();
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    this_thread(); // with the first block of a thread the switches are decided
    if (!registry_is_on) return originate(E_NOTIMPL, "ASYNCOM_REGISTRY=off: there is no list.");
    HRESULT answer = S_OK;
    // Slabs that are added meanwhile are not looked at, so this ends whatever `visit` makes.
    visit_blocks(class_of_slots(), [&](void* block) {
        AsyncomOperationInfo info;
        info.size = sizeof info;
        if (!fill_info_of_slot(slot_in_block(block), info)) return true;
        answer = visit(context, &info);
        return answer >= 0 && answer != S_FALSE;
    });
    return answer < 0 ? answer : S_OK;
}

} // namespace asyncom::core

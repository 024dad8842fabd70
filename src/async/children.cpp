// SPDX-License-Identifier: MIT
#include "async/children.h"

#include "async/cancel.h"
#include "async/operation_memory.h"

#include <cstdlib>
#include <utility>

namespace asyncom::core {

struct remembered_child {
    operation_slot* slot;
    std::uint64_t serial;

    // Slots are type-stable: they may be read whether or not the child still lives.
    bool may_run() const noexcept {
        return slot->serial.load(std::memory_order_relaxed) == serial &&
               slot->references.producers() != 0;
    }
};

struct child_list {
    std::uint32_t count;
    std::uint32_t capacity;

    remembered_child* items() noexcept { return reinterpret_cast<remembered_child*>(this + 1); }
};
static_assert(sizeof(child_list) % alignof(remembered_child) == 0);

namespace {

constexpr std::uint32_t first_capacity = 6;

void drop_dead(child_list& list) noexcept {
    std::uint32_t kept = 0;
    for (std::uint32_t i = 0; i < list.count; ++i) {
        if (list.items()[i].may_run()) list.items()[kept++] = list.items()[i];
    }
    list.count = kept;
}

// Under the parent's mutex. At most half full after dropping the dead, or twice as large: so a
// child costs constant time, and memory follows the children that run.
bool make_room(child_list*& list) noexcept {
    if (list != nullptr && list->count < list->capacity) return true;
    if (list != nullptr) {
        drop_dead(*list);
        if (list->count <= list->capacity / 2) return true;
    }
    const std::uint32_t count = list != nullptr ? list->count : 0;
    const std::uint32_t capacity = list != nullptr ? list->capacity * 2 : first_capacity;
    void* const memory =
        std::realloc(list, sizeof(child_list) + std::size_t{capacity} * sizeof(remembered_child));
    if (memory == nullptr) return false;
    list = static_cast<child_list*>(memory);
    list->count = count;
    list->capacity = capacity;
    return true;
}

HRESULT cancel_at_birth(operation_record& parent, operation& child) noexcept {
    const HRESULT asked = cancel_operation(child, reason_in(parent));
    return asked < 0 ? asked : S_OK;
}

} // namespace

HRESULT add_child(operation& parent, operation& child) noexcept {
    if (has_ended(parent.look_settled())) return S_OK;
    operation_record* const extended = parent.extend();
    if (extended == nullptr) return E_OUTOFMEMORY;
    {
        operation_traits::lock lock(parent.mutex_of(*extended));
        const state_flags flags = extended->look();
        if (has_ended(flags)) return S_OK;
        if ((flags & flag_requested) == 0) {
            if (!make_room(extended->children)) return E_OUTOFMEMORY;
            child_list& list = *extended->children;
            operation_slot& slot = child.slot();
            list.items()[list.count++] = {&slot, slot.serial.load(std::memory_order_relaxed)};
            return S_OK;
        }
    }
    return cancel_at_birth(*extended, child);
}

child_list* take_children(operation_record& parent) noexcept {
    operation_traits::lock lock(parent.owner->mutex_of(parent));
    return std::exchange(parent.children, nullptr);
}

operation* reference_child(child_list* children, std::uint32_t& index) noexcept {
    if (children == nullptr) return nullptr;
    while (index < children->count) {
        const remembered_child& child = children->items()[index++];
        if (operation* const found = try_reference(*child.slot, child.serial)) return found;
    }
    return nullptr;
}

void free_children(child_list* children) noexcept {
    std::free(children);
}

} // namespace asyncom::core

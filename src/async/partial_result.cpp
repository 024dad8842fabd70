// SPDX-License-Identifier: MIT
#include "async/partial_result.h"

#include "async/composition.h"
#include "async/outcome.h"

#include <cstdlib>
#include <new>
#include <utility>

namespace asyncom::core {

struct alignas(8) value_block {
    std::atomic<std::uint32_t> references{1};

    void* value() noexcept { return this + 1; }
};

HRESULT set_partial_result(operation& target, const void* value) noexcept {
    const value_layout& layout = target.type().result();
    void* const memory = std::malloc(sizeof(value_block) + layout.bytes);
    if (memory == nullptr) return E_OUTOFMEMORY;
    auto* const block = ::new (memory) value_block;
    const HRESULT copied = copy_value(layout, block->value(), value);
    operation_record* const extended = copied < 0 ? nullptr : target.extend();
    if (extended == nullptr) {
        if (copied >= 0) destroy_value(layout, block->value());
        std::free(memory);
        return copied < 0 ? copied : E_OUTOFMEMORY;
    }
    value_block* unused = block;
    bool ended = false;
    {
        operation_traits::lock lock(target.mutex_of(*extended));
        ended = has_ended(extended->look());
        if (!ended) unused = std::exchange(extended->partial, block);
    }
    drop_partial(target.type(), unused);
    return ended ? E_ILLEGAL_STATE_CHANGE : S_OK;
}

namespace {

// What the record shows, or else what the operation ends as, each with a reference, or neither.
value_block* find_partial(operation_record& extended, composition*& passed) noexcept {
    operation_traits::lock lock(extended.owner->mutex_of(extended));
    if (value_block* const block = extended.partial) {
        block->references.fetch_add(1, std::memory_order_relaxed);
        return block;
    }
    if (extended.waits_for != nullptr && extended.waits_for->passes_through()) {
        passed = extended.waits_for;
        passed->add();
    }
    return nullptr;
}

} // namespace

HRESULT copy_partial_result(operation& target, void* value) noexcept {
    const type_record& type = target.type();
    add_shared(target);
    operation* asked = &target; // a reference
    value_block* block = nullptr;
    HRESULT copied = S_FALSE;
    while (asked != nullptr && block == nullptr) {
        if (asked != &target && (asked->look() & flag_value) != 0) {
            copied = copy_value(type.result(), value, result_of(*asked));
            break;
        }
        operation_record* const extended = asked->extended_if_any();
        composition* passed = nullptr;
        if (extended != nullptr) block = find_partial(*extended, passed);
        operation* below = nullptr;
        if (passed != nullptr) {
            below = passed->inputs().front().reference();
            passed->drop();
        }
        release_shared(*std::exchange(asked, below));
    }
    if (asked != nullptr) release_shared(*asked);
    if (block != nullptr) copied = copy_value(type.result(), value, block->value());
    drop_partial(type, block);
    return copied;
}

void share_partial_result(operation& target, const operation& ended) noexcept {
    // After an end it does not change.
    const operation_record* const from = ended.extended_if_any();
    operation_record* const to = target.extended_if_any();
    if (from == nullptr || from->partial == nullptr || to == nullptr) return;
    operation_traits::lock lock(target.mutex_of(*to));
    if (to->partial != nullptr) return;
    from->partial->references.fetch_add(1, std::memory_order_relaxed);
    to->partial = from->partial;
}

void drop_partial(const type_record& type, value_block* block) noexcept {
    if (block == nullptr) return;
    if (block->references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    destroy_value(type.result(), block->value());
    block->~value_block();
    std::free(block);
}

} // namespace asyncom::core

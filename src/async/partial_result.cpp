// SPDX-License-Identifier: MIT
#include "async/partial_result.h"

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

HRESULT copy_partial_result(operation& target, void* value) noexcept {
    operation_record* const extended = target.extended_if_any();
    if (extended == nullptr) return S_FALSE;
    value_block* block = nullptr;
    {
        operation_traits::lock lock(target.mutex_of(*extended));
        block = extended->partial;
        if (block == nullptr) return S_FALSE;
        block->references.fetch_add(1, std::memory_order_relaxed);
    }
    const HRESULT copied = copy_value(target.type().result(), value, block->value());
    drop_partial(target.type(), block);
    return copied;
}

void drop_partial(const type_record& type, value_block* block) noexcept {
    if (block == nullptr) return;
    if (block->references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    destroy_value(type.result(), block->value());
    block->~value_block();
    std::free(block);
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
#include "async/closure_memory.h"

#include <cstddef>
#include <cstdlib>

namespace asyncom::core {
namespace {

struct closure_mark {
    free_block link;
    closure_code code; // its count is 1 while the closure lives
};
static_assert(offsetof(closure_mark, code) == offsetof(closure, code));
static_assert(sizeof(closure_mark) <= slab_block_bytes[std::size_t(slab_class::closure)]);
static_assert(sizeof(closure) <= slab_block_bytes[std::size_t(slab_class::closure)]);

struct outside_prefix {
    std::uint64_t unused; // keeps the closure on a boundary of 16
    closure_mark* mark;
};

const outside_prefix& prefix_of(const closure& target) noexcept {
    return reinterpret_cast<const outside_prefix*>(&target)[-1];
}

} // namespace

closure* allocate_closure_outside(thread_block& thread) noexcept {
    auto* const prefix =
        static_cast<outside_prefix*>(std::malloc(sizeof(outside_prefix) + sizeof(closure)));
    if (prefix == nullptr) return nullptr;
    prefix->mark = static_cast<closure_mark*>(slab_allocate<slab_class::closure>(thread));
    if (prefix->mark != nullptr) return reinterpret_cast<closure*>(prefix + 1);
    std::free(prefix);
    return nullptr;
}

void show_closure_outside(const closure& target) noexcept {
    closure_code& shown = prefix_of(target).mark->code;
    shown.invoke.store(target.code.invoke.load(std::memory_order_relaxed),
                       std::memory_order_relaxed);
    shown.destroy.store(target.code.destroy.load(std::memory_order_relaxed),
                        std::memory_order_relaxed);
    shown.references.store(1, std::memory_order_release);
}

void free_closure_outside(thread_block& thread, closure& target) noexcept {
    const outside_prefix& prefix = prefix_of(target);
    prefix.mark->code.references.store(0, std::memory_order_release);
    slab_free<slab_class::closure>(thread, prefix.mark);
    std::free(const_cast<outside_prefix*>(&prefix));
}

const closure_code& closure_code_in_block(const void* block) noexcept {
    return static_cast<const closure_mark*>(block)->code;
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
#include "async/closure_memory.h"

#include "platform/mutex.h"
#include "platform/process_static.h"

#include <cstddef>
#include <cstdlib>
#include <mutex>
#include <new>

namespace asyncom::core {
namespace {

struct closure_mark {
    free_block link;
    closure_code code; // its count is 1 while the closure lives
    closure* body;     // under the lock
};
static_assert(offsetof(closure_mark, code) == offsetof(closure, code));
static_assert(sizeof(closure_mark) <= slab_block_bytes[std::size_t(slab_class::closure)]);
static_assert(sizeof(closure) <= slab_block_bytes[std::size_t(slab_class::closure)]);

struct outside_prefix {
    std::uint64_t unused; // keeps the closure on a boundary of 16
    closure_mark* mark;
};

// Where blocks come from malloc a closure that is about to be freed can't be looked at, so who
// would refer to it and who frees it take turns.
struct outside_lock {
    core::mutex mutex; // a leaf
    void reset_in_child() noexcept { ::new (&mutex) core::mutex; }
};
core::mutex& lock_of_outside() noexcept {
    return process_static<outside_lock>().mutex;
}

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
    const std::scoped_lock lock(lock_of_outside());
    closure_mark& mark = *prefix_of(target).mark;
    mark.body = const_cast<closure*>(&target);
    closure_code& shown = mark.code;
    shown.invoke.store(target.code.invoke.load(std::memory_order_relaxed),
                       std::memory_order_relaxed);
    shown.destroy.store(target.code.destroy.load(std::memory_order_relaxed),
                        std::memory_order_relaxed);
    shown.references.store(1, std::memory_order_release);
}

void free_closure_outside(thread_block& thread, closure& target) noexcept {
    const outside_prefix& prefix = prefix_of(target);
    {
        const std::scoped_lock lock(lock_of_outside());
        prefix.mark->code.references.store(0, std::memory_order_release);
        prefix.mark->body = nullptr;
    }
    slab_free<slab_class::closure>(thread, prefix.mark);
    std::free(const_cast<outside_prefix*>(&prefix));
}

const closure_code& closure_code_in_block(const void* block) noexcept {
    return static_cast<const closure_mark*>(block)->code;
}

namespace {

bool try_add_reference(closure& target) noexcept {
    std::atomic<std::uint32_t>& references = target.code.references;
    std::uint32_t count = references.load(std::memory_order_relaxed);
    // Acquire: the closure is whole.
    while (count != 0 && (count & closure_code::ending_bit) == 0)
        if (references.compare_exchange_weak(count, count + 1, std::memory_order_acquire,
                                             std::memory_order_relaxed))
            return true;
    return false;
}

} // namespace

closure* try_reference_closure(void* block) noexcept {
    if (!uses_malloc) {
        auto* const target = static_cast<closure*>(block);
        return try_add_reference(*target) ? target : nullptr;
    }
    const std::scoped_lock lock(lock_of_outside());
    const closure_mark& mark = *static_cast<closure_mark*>(block);
    const bool lives = mark.code.references.load(std::memory_order_acquire) != 0;
    return lives && try_add_reference(*mark.body) ? mark.body : nullptr;
}

void set_closure_invoke(closure& target, std::uintptr_t invoke) noexcept {
    target.code.invoke.store(invoke, std::memory_order_relaxed);
    if (uses_malloc) prefix_of(target).mark->code.invoke.store(invoke, std::memory_order_relaxed);
}

AsyncomDestroyCallback take_closure_destroy(closure& target) noexcept {
    if (uses_malloc) prefix_of(target).mark->code.destroy.store(nullptr, std::memory_order_relaxed);
    return target.code.destroy.exchange(nullptr, std::memory_order_relaxed);
}

} // namespace asyncom::core

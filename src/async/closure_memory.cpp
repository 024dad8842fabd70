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
    mark.code.start(target.code.invoke(), target.code.destroy());
}

void free_closure_outside(thread_block& thread, closure& target) noexcept {
    const outside_prefix& prefix = prefix_of(target);
    {
        const std::scoped_lock lock(lock_of_outside());
        prefix.mark->code.end();
        prefix.mark->body = nullptr;
    }
    slab_free<slab_class::closure>(thread, prefix.mark);
    std::free(const_cast<outside_prefix*>(&prefix));
}

const closure_code& closure_code_in_block(const void* block) noexcept {
    return static_cast<const closure_mark*>(block)->code;
}

closure* try_reference_closure(void* block) noexcept {
    if (!uses_malloc) {
        auto* const target = static_cast<closure*>(block);
        return target->code.try_add_observed() ? target : nullptr;
    }
    const std::scoped_lock lock(lock_of_outside());
    const closure_mark& mark = *static_cast<closure_mark*>(block);
    return mark.code.is_there() && mark.body->code.try_add_observed() ? mark.body : nullptr;
}

void remove_closure_function(closure& target) noexcept {
    target.code.remove();
    if (uses_malloc) prefix_of(target).mark->code.remove();
}

void forget_closure_functions(closure& target) noexcept {
    target.code.forget();
    if (uses_malloc) prefix_of(target).mark->code.forget();
}

} // namespace asyncom::core

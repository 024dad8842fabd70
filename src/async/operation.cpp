// SPDX-License-Identifier: MIT
// The life of an operation: references, the end of the last one, and the hooks by which
// operation_core reaches handlers and threads.
#include "async/operation.h"

#include "async/abandon.h"
#include "async/children.h"
#include "async/faces.h"
#include "async/foreign_side.h"
#include "async/invocation.h"
#include "async/listeners.h"
#include "async/operation_memory.h"
#include "async/outcome.h"
#include "async/partial_result.h"
#include "async/site.h"
#include "async/waiters.h"
#include "com/blocks.h"
#include "com/error_info.h"
#include "com/hstring.h"
#include "platform/process_static.h"

#include <new>

namespace asyncom::core {
namespace {

ASYNCOM_APART void destroy_with_all(operation& target) noexcept {
    const state_flags flags = target.look();
    target.release_handlers();
    destroy_outcome(target, flags);
    free_site(target);
    free_operation(this_thread(), target);
}

ASYNCOM_INLINE void destroy_in_slab(thread_block& thread, operation& target) noexcept {
    if (target.ended_owning_something() || target.has_progress_handler() || has_name(target))
        [[unlikely]]
        return destroy_with_all(target);
    slab_free<slab_class::operation>(thread, &target);
}

void destroy(thread_block& thread, operation& target) noexcept {
    if (uses_malloc)
        destroy_with_all(target);
    else
        destroy_in_slab(thread, target);
}

ASYNCOM_COLD std::uint32_t release_producer_carefully(thread_block& thread,
                                                      operation& target) noexcept;

} // namespace

handler_cell<operation_traits>* operation_traits::new_cell() noexcept {
    using cell = handler_cell<operation_traits>;
    void* const memory = allocate_block<cell, slab_class::slot>(this_thread());
    return memory != nullptr ? ::new (memory) cell : nullptr;
}

void operation_traits::free_cell(handler_cell<operation_traits>* cell) noexcept {
    free_memory_block<slab_class::slot>(this_thread(), cell);
}

std::uint32_t add_shared(operation& target) noexcept {
    return target.references().add_shared();
}

namespace {

// Inside a call on this thread, or with blocks from malloc.
ASYNCOM_COLD std::uint32_t release_shared_carefully(thread_block& thread,
                                                    operation& target) noexcept {
    auto& references = target.references();
    if (hand_over_shared(thread, target)) return references.shared() - 1;
    if (!references.try_release_sole_owner()) {
        const std::uint32_t left = references.release_shared_counting();
        if (left != 0) return left;
    }
    destroy(thread, target);
    return 0;
}

} // namespace

std::uint32_t release_shared(operation& target) noexcept {
    thread_block& thread = peek_at_thread();
    if (thread.innermost != nullptr || thread.token == 0) [[unlikely]]
        return release_shared_carefully(this_thread(), target);
    auto& references = target.embedded_slot.references;
    if (references.try_release_sole_owner()) [[likely]] {
        destroy_in_slab(thread, target);
        return 0;
    }
    if (uses_malloc) [[unlikely]] // this word counts nobody
        return release_shared_carefully(thread, target);
    const std::uint32_t left = references.release_shared_counting();
    if (left == 0) destroy(thread, target);
    return left;
}

std::uint32_t add_producer(operation& target) noexcept {
    return target.references().add_producer();
}

std::uint32_t release_producer(operation& target) noexcept {
    // The common case: the only producer reference, of an operation that has ended, outside of
    // every call that would take its shared reference over.
    if (peek_at_thread().innermost == nullptr && !target.is_any_report_inside() &&
        target.has_ended_fast()) [[likely]] {
        // Where blocks come from malloc this word counts nobody: not_last.
        const auto released = target.embedded_slot.references.try_release_last_producer();
        if (released == reference_word<atomic_traits>::last_producer::gone) [[likely]]
            return 0;
        if (released == reference_word<atomic_traits>::last_producer::gone_and_destroy) {
            destroy_in_slab(this_thread(), target);
            return 0;
        }
    }
    return release_producer_carefully(this_thread(), target);
}

namespace {

std::uint32_t release_producer_carefully(thread_block& thread, operation& target) noexcept {
    using word = reference_word<atomic_traits>;
    auto& references = target.references();
    // A call of this operation that is on this thread lived by the reference which goes now; others
    // may drop theirs on other threads before it returns.
    if (is_call_inside(thread, target)) {
        references.add_shared();
        if (!hand_over_producers_share(thread, target)) references.release_shared();
    }
    for (;;) {
        std::uint32_t left = 0;
        if (references.release_producer_of_several(left) == word::producer_release::others_left)
            return left;
        if (!has_ended(target.look())) abandon(target);
        switch (references.try_release_last_producer()) {
        case word::last_producer::gone_and_destroy:
            destroy(thread, target);
            return 0;
        case word::last_producer::gone:
            return 0;
        case word::last_producer::not_last:
            break; // a canceller has come meanwhile; its handler's producer is the last one now
        }
    }
}

} // namespace

void note_handler_failure(operation& target, HRESULT failure) noexcept {
    // What the handler left in the slot is not the error of whatever this thread does next; what
    // was there before may be.
    IAsyncError* left = nullptr;
    if (capture_error(failure, &left) != S_FALSE) publish_error(static_cast<IErrorInfo*>(nullptr));
    if (left != nullptr) left->Release();
    operation_record* const extended = target.extend();
    if (extended == nullptr) return;
    operation_traits::lock lock(target.mutex_of(*extended));
    if (extended->handler_failures++ == 0) extended->first_handler_failure = failure;
}

// ---- hooks of operation_core ------------------------------------------------------------------

namespace {

void run_deferred(watcher&, operation& ended) noexcept {
    ended.run_deferred(*ended.extended_if_any());
}

} // namespace

operation_record::operation_record(operation& of) noexcept
    : owner(&of), weak_source{weak_source_slots, &of}, listeners_face{listeners_slots, &of},
      deferred(&run_deferred) {}

operation_record* operation::new_record() noexcept {
    void* const memory = allocate_block<operation_record, slab_class::extended>(this_thread());
    return memory != nullptr ? ::new (memory) operation_record(*this) : nullptr;
}

void operation::free_record(operation_record* extended) noexcept {
    if (IAsyncCancelHandler* const handler =
            extended->cancel_handler.load(std::memory_order_relaxed))
        handler->Release();
    hstring_delete(extended->cancel_text);
    drop_partial(type(), extended->partial);
    free_children(extended->children);
    free_listeners(*extended);
    if (extended->foreign != nullptr && !is_forked()) extended->foreign->let_go();
    if (extended->handle) destroy_wait_handle(extended->handle);
    extended->~operation_record();
    free_memory_block<slab_class::extended>(this_thread(), extended);
}

void operation::drop_handed_over() noexcept {
    release_shared(*this);
}

void operation::defer_completed(operation_record& extended) noexcept {
    defer_watcher(extended.deferred);
}

void operation::defer_watcher(watcher& told) noexcept {
    thread_block& thread = this_thread();
    told.holds_producer = take_lent_producer(thread, *this);
    if (!told.holds_producer) add_shared(*this);
    told.ended = this;
    told.next = nullptr;
    if (thread.first_deferred == nullptr)
        thread.first_deferred = &told;
    else
        thread.last_deferred->next = &told;
    thread.last_deferred = &told;
}

bool operation::on_ended(operation_record& extended) noexcept {
    extended.waits_for = nullptr; // the composition knows (composition::end_outer)
    return tell_waiters(extended);
}

void operation::wake_sleepers(operation_record& extended) noexcept {
    core::wake_sleepers(extended);
}

bool operation::deliver_last_progress(operation_record& extended, bool& claimed) noexcept {
    return extended.listeners.load(std::memory_order_acquire) == nullptr ||
           deliver_owed_progress(*this, extended, claimed);
}

bool operation::is_end_claimed(const operation_record& extended) const noexcept {
    return extended.listeners.load(std::memory_order_acquire) != nullptr &&
           is_owed_progress_claimed(extended);
}

bool operation::has_end_listeners(const operation_record& extended) const noexcept {
    return extended.listeners.load(std::memory_order_relaxed) != nullptr &&
           count_end_listeners(extended) != 0;
}

bool operation::begin_end_listeners(operation_record& extended) noexcept {
    return !should_defer_completed() && begin_listeners_of_end(*this, extended);
}

void operation::call_begun_end_listeners(operation_record& extended) noexcept {
    call_begun_listeners_of_end(*this, extended);
}

void operation::drop_progress_listeners(operation_record& extended) noexcept {
    if (extended.listeners.load(std::memory_order_acquire) != nullptr)
        clear_progress_listeners(*this, extended);
}

void operation::call_end_listeners(operation_record& extended) noexcept {
    if (extended.listeners.load(std::memory_order_acquire) != nullptr)
        call_listeners_of_end(*this, extended);
}

core::mutex& operation::mutex_of_forked_operations() noexcept {
    struct one_mutex {
        core::mutex mutex;
        // In a child of a child: a thread that is not there any more may have held it.
        void reset_in_child() noexcept { ::new (&mutex) core::mutex; }
    };
    return process_static<one_mutex>().mutex;
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// The operation: one allocation behind all interfaces of all four families, seen by its consumers
// through three faces and by its producer, with another identity, through a fourth.
#pragma once

#include "async/completing.h"
#include "async/invocation.h"
#include "async/operation_core.h"
#include "async/operation_record.h"
#include "async/reference_word.h"
#include "async/type.h"
#include "com/switches.h"
#include "com/thread_block.h"
#include "platform/fork.h"

#include <asyncom/asyncom.h>

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace asyncom::core {

// What outlives an operation in its slot, so that a remembered slot can be asked whether the
// operation of that serial still lives. The serial is written while the slot has no reference.
struct operation_slot {
    reference_word<atomic_traits> references;
    std::atomic<std::uint64_t> serial;
};

// A face is a pointer to a table of slots; the address of the pointer is the interface.
struct operation_faces {
    const void* family;
    const void* info;
    const void* control;
    const void* producer;
    operation_slot embedded_slot; // holds but the epoch where blocks come from malloc
};

// The place of the outcome: a result of up to 24 bytes or a pointer to a larger one, or an error.
struct error_outcome {
    IUnknown* error; // an IAsyncError, or null where only the code is known
    HRESULT code;
};
inline constexpr std::size_t inline_result_bytes = 24;
union outcome_place {
    std::byte bytes[inline_result_bytes];
    void* outside;
    error_outcome failure;
};

// A name, and the call site whose place it takes.
struct named_site {
    const void* call_site;
    char name[64];
};

struct operation final : operation_faces, operation_core<operation, operation_traits> {
    // A reading of coarse_clock().
    std::uint32_t birth;
    outcome_place place;
    std::uint64_t parent_serial;
    // Return address of the creating call, or, with the top bit set, a named_site. Written before
    // the operation can be observed.
    std::uintptr_t site;

    type_record& type() const noexcept { return *from_family_slots(family); }

    operation_slot& slot() noexcept {
        if (uses_malloc) [[unlikely]]
            return *reinterpret_cast<operation_slot**>(this)[-1];
        return embedded_slot;
    }
    const operation_slot& slot() const noexcept { return const_cast<operation*>(this)->slot(); }
    reference_word<atomic_traits>& references() noexcept { return slot().references; }

    // Made before a fork, by the parent of this process: whatever ran then runs there.
    bool is_forked() const noexcept { return embedded_slot.references.epoch() != fork_epoch(); }
    bool is_forked_running() const noexcept { return is_forked() && !core::has_ended(look()); }

    IUnknown* consumer() noexcept { return reinterpret_cast<IUnknown*>(&family); }
    IAsyncProducer* producer_face() noexcept {
        return reinterpret_cast<IAsyncProducer*>(&producer);
    }

    static operation& of_family(void* face) noexcept {
        return at(face, offsetof(operation_faces, family));
    }
    static operation& of_info(void* face) noexcept {
        return at(face, offsetof(operation_faces, info));
    }
    static operation& of_control(void* face) noexcept {
        return at(face, offsetof(operation_faces, control));
    }
    static operation& of_producer(void* face) noexcept {
        return at(face, offsetof(operation_faces, producer));
    }

    static operation& of_slot(operation_slot& embedded) noexcept {
        return at(&embedded, offsetof(operation_faces, embedded_slot));
    }

    // For operation_core.
    bool has_progress() const noexcept { return type().has_progress(); }
    record* new_record() noexcept;
    void free_record(record* extended) noexcept;
    std::uint32_t thread_token() const noexcept { return this_thread().token; }
    void drop_handed_over() noexcept;
    core::mutex& mutex_of(record& extended) noexcept {
        return is_forked() ? mutex_of_forked_operations() : extended.mutex;
    }
    void invoke_completed(IUnknown* completed, outcome ended_as) noexcept;
    // Invokes the handler that the frame, the calling thread's innermost, says is being invoked.
    ASYNCOM_INLINE void invoke_completed_in(invocation& frame, outcome ended_as) noexcept;
    bool should_defer_completed() const noexcept;
    void defer_completed(record& extended) noexcept;
    void call_watcher(watcher& told) noexcept { told.call(told, *this); }
    void defer_watcher(watcher& told) noexcept;
    bool on_ended(record& extended) noexcept;
    void wake_sleepers(record& extended) noexcept;
    bool deliver_last_progress(record& extended, bool& claimed) noexcept;
    bool is_end_claimed(const record& extended) const noexcept;
    bool has_end_listeners(const record& extended) const noexcept;
    bool begin_end_listeners(record& extended) noexcept;
    void call_begun_end_listeners(record& extended) noexcept;
    void drop_progress_listeners(record& extended) noexcept;
    void call_end_listeners(record& extended) noexcept;

private:
    static operation& at(void* face, std::size_t offset) noexcept {
        return static_cast<operation&>(
            *reinterpret_cast<operation_faces*>(static_cast<std::byte*>(face) - offset));
    }
    static core::mutex& mutex_of_forked_operations() noexcept;
};

static_assert(sizeof(operation) <= slab_block_bytes[std::size_t(slab_class::operation)]);

// ---- lifetime -------------------------------------------------------------------------------

std::uint32_t add_shared(operation& target) noexcept;
// Returns what IUnknown::Release returns.
std::uint32_t release_shared(operation& target) noexcept;
std::uint32_t add_producer(operation& target) noexcept;
// The last one ends the operation if nobody else has.
std::uint32_t release_producer(operation& target) noexcept;

// The operation behind any interface pointer of ours, or null for a foreign object.
operation* operation_of(IUnknown* object) noexcept;

// put_Completed; moved: the reference passes to the operation, whatever the answer.
HRESULT put_completed_handler(operation& target, IUnknown* handler, bool moved) noexcept;
// AsyncomAttachCompleted.
HRESULT attach_completed(IUnknown* consumer, IUnknown* handler) noexcept;

// Exchanges a handler of the kind ASYNCOM_IID_*_HANDLER, whose reference passes to the operation,
// for one that any thread may call, where it is bound to an apartment. E_OUTOFMEMORY: as it was.
// Only where there are apartments (windows/apartment_face.cpp).
HRESULT bind_handler(operation& target, std::uint32_t which, IUnknown** handler) noexcept;

// A handler answered a failure: counted, the first kept, without any effect on the outcome.
ASYNCOM_COLD void note_handler_failure(operation& target, HRESULT failure) noexcept;

// ---- hooks of operation_core that every lifecycle passes -------------------------------------

inline void operation::invoke_completed(IUnknown* completed, outcome ended_as) noexcept {
    invocation& frame = *this_thread().innermost;
    frame.kind = invocation_kind::completed;
    frame.handler = completed;
    invoke_completed_in(frame, ended_as);
}

inline void operation::invoke_completed_in(invocation& frame, outcome ended_as) noexcept {
    using invoke_slot = HRESULT(ASYNCOM_CALL*)(void*, void*, std::int32_t);
    IUnknown* const completed = frame.handler;
    void* const* const slots = *reinterpret_cast<void* const* const*>(completed);
    const HRESULT answer = reinterpret_cast<invoke_slot>(slots[3])(
        completed, &static_cast<operation_faces*>(this)->family, std::int32_t(ended_as));
    frame.kind = invocation_kind::none;
    if (answer < 0) [[unlikely]]
        note_handler_failure(*this, answer);
}

inline bool operation::should_defer_completed() const noexcept {
    // The calling one is counted too.
    return this_thread().completing > most_nested_completions;
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// What an operation is that ends when others have ended: the outer operation, its inputs, and how
// many of them still run. Its outer's extended record shows it, so that a cancel request finds the
// way down (cancel.cpp), Follow finds cycles (cycle.cpp), and what passes through is found
// (passing.h). Each composition is one block, from the slabs where it is small.
//
// The outer's producer is the composition, so an outer ends at the latest when the producers of all
// its inputs are gone: nothing here keeps itself alive.
#pragma once

#include "async/cancel.h"
#include "async/completing.h"
#include "async/countdown.h"
#include "async/invocation.h"
#include "async/listeners.h"

#include <gsl/span>

#include <limits>

namespace asyncom::core {

class composition;

// Whatever runs has a producer, which keeps it; so an input needs no reference, unless it is wanted
// after its end.
struct composition_input : watcher {
    // held: the reference is the composition's, to its own end.
    explicit composition_input(operation& waited_for, bool held) noexcept;

    bool is(const operation& asked) const noexcept {
        return &asked.slot() == slot &&
               asked.slot().serial.load(std::memory_order_relaxed) == serial;
    }
    // With one reference more. Null: it has ended, and is on its way out or gone.
    operation* reference() const noexcept;

    // While it runs, and where it is held.
    operation* const target;
    operation_slot* const slot;
    const std::uint64_t serial;
    composition* owner = nullptr;
    // Of the listener, where the operation had no place for a watcher. By start() only.
    std::uint64_t token = 0;
    bool is_watching = false;
    const bool is_held;
};

class composition {
public:
    composition(const composition&) = delete;
    composition& operator=(const composition&) = delete;

    gsl::span<composition_input> inputs() const noexcept { return {m_inputs, m_count}; }
    operation& outer() const noexcept { return *m_outer; }

    // Begins to wait. The producer's reference passes to the composition, and so does the caller's
    // of the composition itself. Failed: nothing has happened, and both are still the caller's.
    HRESULT start(IAsyncProducer* producer) noexcept;

    void drop() noexcept { drop(1); }
    void add() noexcept { m_references.fetch_add(1, std::memory_order_relaxed); }

    // Whether the outer ends exactly as its only input.
    virtual bool passes_through() const noexcept { return false; }
    // How far the outer is, if the composition knows that without a report: not a number if not.
    virtual double fraction() const noexcept { return std::numeric_limits<double>::quiet_NaN(); }

    // Of cycle.cpp, under its lock: it would have closed a cycle and is about to be undone.
    bool is_refused = false;

protected:
    // may_be_entered: somebody calls enter().
    composition(composition_input* inputs, std::uint32_t count, bool may_be_entered) noexcept
        : m_inputs(inputs), m_count(count), m_may_be_entered(may_be_entered) {}
    ~composition() = default;

    // All inputs are subscribed to; the composition has not finished.
    virtual void started() noexcept {}
    // Also called inside start(), when it finds an input that has ended.
    virtual void input_ended(std::uint32_t index, operation& ended) noexcept {
        static_cast<void>(index);
        static_cast<void>(ended);
    }
    // Everything else that start() subscribes to; undo_more() has nothing left of it.
    virtual HRESULT subscribe_more() noexcept { return S_OK; }
    virtual void undo_more() noexcept {}
    // What the outer's record says of the composition: under its mutex, or before it can be seen.
    virtual void mark(operation_record& extended) noexcept { extended.waits_for = this; }
    // All inputs have ended and nobody is inside: ends the outer, and calls retire().
    virtual void finish() noexcept = 0;
    // The last reference is gone: frees itself, and calls release_inputs().
    virtual void destroy() noexcept = 0;

    bool enter() noexcept { return m_left.enter(); }
    void leave() noexcept;

    // Ends the outer; its handlers wait for the outermost end on this thread, so that a line of
    // compositions of any length needs constant stack.
    template <class Store>
    void end_outer(outcome wanted, Store&& store) noexcept;

    // The end of finish(): the outer is another's from here on.
    void retire() noexcept;
    // The same in steps, for what goes on after its inputs have ended.
    void detach() noexcept;
    void release_outer() noexcept;

    void release_inputs() noexcept;

private:
    static void on_end(void* context, operation& ended) noexcept;
    static void on_watched_end(watcher& self, operation& ended) noexcept;
    // The outer's record shows it, with a reference. E_OUTOFMEMORY.
    HRESULT show() noexcept;
    // No longer: nobody gets a reference from now on.
    void hide() noexcept;
    void drop(std::uint32_t count) noexcept {
        // Who has all of them is alone.
        if (m_references.load(std::memory_order_acquire) == count ||
            m_references.fetch_sub(count, std::memory_order_acq_rel) == count)
            destroy();
    }

    HRESULT subscribe() noexcept;
    HRESULT subscribe_to(composition_input& input) noexcept;
    void unsubscribe(std::uint32_t count) noexcept;
    void wait_until_left(std::uint32_t count) noexcept;

    friend struct composition_input;

    composition_input* const m_inputs;
    const std::uint32_t m_count;
    const bool m_may_be_entered;
    // By whoever finishes: the outer's record no longer shows it.
    bool m_is_hidden = false;
    bool m_is_lent = false; // ... and the reference of m_outer is another's
    operation* m_outer = nullptr;
    // The creator's, which becomes the one that finish() drops, and the record's.
    std::atomic<std::uint32_t> m_references{1};
    countdown<atomic_traits> m_left;
};

// ---- for the outer -----------------------------------------------------------------------------

// What the record shows, with one reference more, or null.
composition* reference_composition(operation_record& extended) noexcept;

// Passes the outer's cancel request, with its reason, on to an input that came after it.
void pass_cancel_on(operation& outer, composition& inputs) noexcept;

// An operation that nobody will see: ended before its references go, so that it is not abandoned.
void take_back(IAsyncProducer* producer, void*& consumer) noexcept;

template <class Store>
void composition::end_outer(outcome wanted, Store&& store) noexcept {
    thread_block& thread = this_thread();
    invocation_scope scope(thread, *m_outer);
    completing_scope completing(thread);
    {
        const postponing_scope postponing(thread);
        lending_scope lending(thread, *m_outer);
        // The end has taken it out of the record.
        if (m_outer->end(wanted, store) != end_answer::has_ended) m_is_hidden = true;
        m_is_lent = lending.is_taken();
    }
    drop_cancel_handler(*m_outer);
}

} // namespace asyncom::core

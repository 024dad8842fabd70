// SPDX-License-Identifier: MIT
#include "async/composition.h"

#include "async/operation_memory.h"
#include "async/waiters.h"

#include <utility>

namespace asyncom::core {

// ---- beginning ---------------------------------------------------------------------------------

HRESULT composition::show() noexcept {
    m_references.store(2, std::memory_order_relaxed); // nobody else has one yet
    bool is_shown = false;
    operation_record* const extended =
        m_outer->extend([this](operation_record& fresh) { mark(fresh); }, is_shown);
    if (extended == nullptr) {
        m_references.store(1, std::memory_order_relaxed);
        return E_OUTOFMEMORY;
    }
    if (is_shown) return S_OK;
    operation_traits::lock lock(m_outer->mutex_of(*extended));
    mark(*extended);
    return S_OK;
}

void composition::hide() noexcept {
    operation_record& extended = *m_outer->extended_if_any();
    operation_traits::lock lock(m_outer->mutex_of(extended));
    extended.waits_for = nullptr;
}

HRESULT composition::start(IAsyncProducer* producer) noexcept {
    m_outer = &operation::of_producer(producer);
    // One more than there are inputs: nobody finishes before this has returned.
    m_left.start(m_count + 1);
    if (const HRESULT shown = show(); shown < 0) return shown;
    // What ends inside, ends its handlers after it.
    const completing_scope completing(this_thread());
    const HRESULT subscribed = subscribe();
    if (subscribed < 0) {
        detach();
        return subscribed;
    }
    started();
    // A request that came before the composition was shown has passed it by.
    if ((m_outer->look() & flag_requested) != 0) pass_cancel_on(*m_outer, *this);
    leave();
    return S_OK;
}

HRESULT composition::subscribe() noexcept {
    for (std::uint32_t i = 0; i < m_count; ++i) {
        composition_input& input = m_inputs[i];
        input.owner = this;
        const HRESULT subscribed = subscribe_to(input);
        if (subscribed < 0) {
            unsubscribe(i);
            return subscribed;
        }
    }
    const HRESULT more = subscribe_more();
    if (more < 0) unsubscribe(m_count);
    return more;
}

HRESULT composition::subscribe_to(composition_input& input) noexcept {
    operation& target = *input.target;
    invocation_scope scope(this_thread(), target);
    watch_result watched = watch_result::has_ended;
    // What runs in the parent process has ended for everybody who waits for it here.
    if (!has_ended(target.look_settled()) && !target.is_forked()) watched = target.watch(input);
    if (watched == watch_result::no_memory) return E_OUTOFMEMORY;
    if (watched == watch_result::occupied) {
        // There is a record then, and a list's lock orders this for who asks (cycle.cpp).
        target.extended_if_any()->is_input.store(true, std::memory_order_relaxed);
        return subscribe_end(target, &on_end, &input, &input.token);
    }
    if (watched == watch_result::has_ended)
        on_end(&input, target);
    else
        input.is_watching = true;
    return S_OK;
}

// Afterwards nobody calls with the composition any more.
void composition::unsubscribe(std::uint32_t count) noexcept {
    undo_more();
    std::uint32_t uncalled = m_count - count;
    for (composition_input& input : inputs().first(count)) {
        const bool left = input.is_watching
                              ? input.target->unwatch(input)
                              : input.token != 0 && unsubscribe_end(*input.target, input.token);
        if (left) ++uncalled;
    }
    wait_until_left(uncalled + 1); // start() itself is still inside
}

// What is left are calls that have begun, or that a thread is about to make.
void composition::wait_until_left(std::uint32_t count) noexcept {
    for (atomic_traits::backoff wait; m_left.left() != count; wait.pause())
        run_what_waits_for_this_thread();
}

// ---- ending ------------------------------------------------------------------------------------

composition_input::composition_input(operation& waited_for, bool held) noexcept
    : watcher(&composition::on_watched_end), target(&waited_for), slot(&waited_for.slot()),
      serial(slot->serial.load(std::memory_order_relaxed)), is_held(held) {
    if (held) add_shared(waited_for);
}

operation* composition_input::reference() const noexcept {
    if (!is_held) return try_reference(*slot, serial);
    add_shared(*target);
    return target;
}

void composition::on_watched_end(watcher& self, operation& ended) noexcept {
    // In the child of a fork the composition is a copy, and its outer runs in the parent.
    if (!ended.is_forked()) on_end(static_cast<composition_input*>(&self), ended);
}

void composition::on_end(void* context, operation& ended) noexcept {
    auto& input = *static_cast<composition_input*>(context);
    composition& self = *input.owner;
    self.input_ended(std::uint32_t(&input - self.m_inputs), ended);
    self.leave();
}

void composition::leave() noexcept {
    if (m_may_be_entered ? !m_left.leave() : !m_left.leave_unentered()) return;
    // The handlers that the end calls come when the composition has gone.
    const completing_scope completing(this_thread());
    finish();
}

void composition::detach() noexcept {
    hide();
    drop();
}

void composition::release_outer() noexcept {
    operation& outer = *std::exchange(m_outer, nullptr);
    if (!m_is_lent) release_producer(outer);
}

// Its own reference and the record's.
void composition::retire() noexcept {
    if (!m_is_hidden) hide();
    release_outer();
    drop(2);
}

void composition::release_inputs() noexcept {
    for (composition_input& input : inputs()) {
        if (input.is_held) release_shared(*input.target);
    }
}

// ---- for the outer -----------------------------------------------------------------------------

composition* reference_composition(operation_record& extended) noexcept {
    operation_traits::lock lock(extended.owner->mutex_of(extended));
    if (extended.waits_for != nullptr) extended.waits_for->add();
    return extended.waits_for;
}

void pass_cancel_on(operation& outer, composition& inputs) noexcept {
    cancel_reason reason;
    if (const operation_record* const extended = outer.extended_if_any())
        reason = reason_in(*extended);
    for (const composition_input& input : inputs.inputs()) {
        operation* const below = input.reference();
        if (below == nullptr) continue;
        cancel_in_any_case(*below, reason);
        release_shared(*below);
    }
}

void take_back(IAsyncProducer* producer, void*& consumer) noexcept {
    producer->EndCanceled();
    producer->Release();
    static_cast<IUnknown*>(std::exchange(consumer, nullptr))->Release();
}

} // namespace asyncom::core

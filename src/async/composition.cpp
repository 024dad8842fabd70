// SPDX-License-Identifier: MIT
#include "async/composition.h"

#include <utility>

namespace asyncom::core {

// ---- beginning ---------------------------------------------------------------------------------

HRESULT composition::show(operation& outer) noexcept {
    operation_record* const extended = outer.extend();
    if (extended == nullptr) return E_OUTOFMEMORY;
    add();
    operation_traits::lock lock(outer.mutex_of(*extended));
    extended->waits_for = this;
    return S_OK;
}

void composition::hide(operation& outer) noexcept {
    operation_record& extended = *outer.extended_if_any();
    {
        operation_traits::lock lock(outer.mutex_of(extended));
        extended.waits_for = nullptr;
    }
    drop();
}

HRESULT composition::start(IAsyncProducer* producer, bool is_shown) noexcept {
    m_outer = &operation::of_producer(producer);
    // One more than there are inputs: nobody finishes before this has returned.
    m_left.start(m_count + 1);
    if (!is_shown) {
        if (const HRESULT shown = show(*m_outer); shown < 0) return shown;
    }
    // What ends inside, ends its handlers after it.
    const completing_scope completing(this_thread());
    const HRESULT subscribed = subscribe();
    if (subscribed < 0) {
        if (!is_shown) hide(*m_outer);
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
        const HRESULT subscribed = subscribe_end(*input.target, &on_end, &input, &input.token);
        if (subscribed == ASYNCOM_E_FORKED) {
            on_end(&input, *input.target); // has ended for everybody who waits for it here
        } else if (subscribed < 0) {
            unsubscribe(i);
            return subscribed;
        }
        // Who has a record may be asked later whether it is an input; who has none has ended.
        if (operation_record* const extended = input.target->extended_if_any())
            extended->is_input.store(true, std::memory_order_relaxed);
    }
    const HRESULT more = subscribe_more();
    if (more < 0) unsubscribe(m_count);
    return more;
}

// Afterwards nobody calls with the composition any more.
void composition::unsubscribe(std::uint32_t count) noexcept {
    undo_more();
    for (const composition_input& input : inputs().first(count)) {
        if (input.token != 0) unsubscribe_end(*input.target, input.token);
    }
}

// ---- ending ------------------------------------------------------------------------------------

void composition::on_end(void* context, operation&) noexcept {
    auto& input = *static_cast<composition_input*>(context);
    composition& self = *input.owner;
    self.input_ended(std::uint32_t(&input - self.m_inputs));
    self.leave();
}

void composition::leave() noexcept {
    if (!m_left.leave()) return;
    // The handlers that the end calls come when the composition has gone.
    const completing_scope completing(this_thread());
    finish();
}

void composition::detach() noexcept {
    hide(*m_outer);
}

void composition::release_outer() noexcept {
    release_producer(*std::exchange(m_outer, nullptr));
}

void composition::retire() noexcept {
    detach();
    release_outer();
    drop();
}

void composition::release_inputs() noexcept {
    for (composition_input& input : inputs()) {
        if (input.target != nullptr) release_shared(*input.target);
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
    for (const composition_input& input : inputs.inputs())
        cancel_in_any_case(*input.target, reason);
}

void take_back(IAsyncProducer* producer, void*& consumer) noexcept {
    producer->EndCanceled();
    producer->Release();
    static_cast<IUnknown*>(std::exchange(consumer, nullptr))->Release();
}

} // namespace asyncom::core

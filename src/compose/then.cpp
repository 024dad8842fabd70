// SPDX-License-Identifier: MIT
#include "compose/then.h"

#include "async/create.h"
#include "async/options.h"
#include "async/passing.h"
#include "com/error_info.h"
#include "compose/input_array.h"
#include "run/default_scheduler.h"
#include "run/work_call.h"

#include <utility>

namespace asyncom::core {
namespace {

// First a composition of one input, then the context of a scheduled task: nothing has to be made
// when the antecedent ends.
class continuation final : public composition {
public:
    continuation(IUnknown& antecedent, IAsyncWork& work, IAsyncScheduler* scheduler) noexcept
        : composition(&m_input, 1, false), m_input(*operation_of(&antecedent), false),
          m_antecedent(antecedent), m_work(work), m_scheduler(scheduler) {
        m_antecedent.AddRef();
        m_work.AddRef();
        if (m_scheduler != nullptr) m_scheduler->AddRef();
    }

    // The antecedent has ended already: no need to wait. As start().
    HRESULT schedule_at_once(IAsyncProducer* producer) noexcept {
        m_producer = producer;
        return schedule();
    }

private:
    friend void free_small<continuation>(continuation*) noexcept;
    ~continuation() = default;

    void finish() noexcept override;
    HRESULT schedule() noexcept;
    static void ASYNCOM_CALL run(void* context, HRESULT reason) noexcept;
    void destroy() noexcept override;

    composition_input m_input;
    IUnknown& m_antecedent; // as the client gave it
    IAsyncWork& m_work;
    // While the antecedent runs: a task that waits does not keep its scheduler. Null: the pool.
    IAsyncScheduler* m_scheduler;
    IAsyncProducer* m_producer = nullptr;
};

// Cancelled before it has begun, it is not scheduled at all.
void continuation::finish() noexcept {
    if ((outer().look() & flag_requested) != 0) {
        end_outer(outcome::canceled, [](bool) noexcept { return 0u; });
        return retire();
    }
    m_producer = outer().producer_face();
    // The work may follow another operation now.
    detach();
    const HRESULT answer = schedule();
    if (answer >= 0) return;
    taken_outcome refused(outer().type());
    refused.fail(answer, "The scheduler did not take the work.");
    end_outer(outcome::error, [&](bool) noexcept { return refused.move_to(outer()); });
    // Why it did not is in the operation now, and nobody's error on this thread.
    publish_error(static_cast<IErrorInfo*>(nullptr));
    release_outer();
    drop();
}

// Taken, it may have run and be gone.
HRESULT continuation::schedule() noexcept {
    IAsyncScheduler* const scheduler = std::exchange(m_scheduler, nullptr);
    const HRESULT answer = schedule_on(scheduler, &run, this);
    if (scheduler != nullptr) scheduler->Release();
    return answer;
}

void ASYNCOM_CALL continuation::run(void* context, HRESULT reason) noexcept {
    auto& self = *static_cast<continuation*>(context);
    IAsyncProducer* const producer = self.m_producer;
    call_work(self.m_work, *producer, &self.m_antecedent, reason);
    self.drop();
    producer->Release(); // last: an abandoned operation ends here
}

void continuation::destroy() noexcept {
    release_inputs();
    m_antecedent.Release();
    m_work.Release();
    if (m_scheduler != nullptr) m_scheduler->Release();
    free_small(this);
}

HRESULT begin(continuation& fresh, operation& antecedent, IAsyncProducer* producer,
              HRESULT& scheduled) noexcept {
    scheduled = S_OK;
    if (!has_ended(antecedent.look_settled())) return fresh.start(producer);
    scheduled = fresh.schedule_at_once(producer);
    return scheduled;
}

} // namespace

HRESULT then(IUnknown* antecedent, IAsyncType* type, IAsyncWork* work,
             const AsyncomOperationOptions* options, const GUID* iid, void** consumer,
             const void* call_site) noexcept {
    if (consumer != nullptr) *consumer = nullptr;
    if (antecedent == nullptr || type == nullptr || work == nullptr || iid == nullptr ||
        consumer == nullptr)
        return refuse_null();
    if (const HRESULT checked = check_inputs(&antecedent, 1); checked < 0) return checked;
    checked_options checked;
    if (const HRESULT valid = check_options(options, checked); valid < 0) return valid;
    IAsyncProducer* producer = nullptr;
    const HRESULT created = create_operation(type, options, iid, consumer, &producer, call_site);
    if (created < 0) return created;
    auto* const fresh = make_small<continuation>(*antecedent, *work, checked.scheduler);
    if (fresh == nullptr) {
        take_back(producer, *consumer);
        return originate(E_OUTOFMEMORY, nullptr);
    }
    HRESULT scheduled = S_OK;
    const HRESULT begun = begin(*fresh, *operation_of(antecedent), producer, scheduled);
    if (begun >= 0) return S_OK;
    take_back(producer, *consumer);
    fresh->drop();
    return originate(begun, scheduled < 0 ? "The scheduler did not take the work." : nullptr);
}

} // namespace asyncom::core

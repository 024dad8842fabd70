// SPDX-License-Identifier: MIT
// Where and when a coroutine, of any type, goes on.
//
//   co_await asyncom::resume_background();        // on a thread of the process's pool
//   co_await asyncom::resume_on(scheduler);       // where the scheduler runs its tasks
//   co_await asyncom::resume_after(20ms);         // later, on a thread of the pool
#pragma once

#include <asyncom/cancel_link.hpp>
#include <asyncom/implements.hpp>
#include <asyncom/producer.hpp>
#include <asyncom/scheduler.hpp>
#include <asyncom/waiting_coroutine.hpp>

#include <algorithm>
#include <chrono>
#include <coroutine>

namespace asyncom {

namespace impl {

// Throws what kept the coroutine from its place: E_ABORT if the scheduler drops its tasks.
class queue_awaiter {
public:
    explicit queue_awaiter(com_ptr<IAsyncScheduler>&& scheduler,
                           waiter* of_coroutine = nullptr) noexcept
        : m_failure(scheduler ? S_OK : E_POINTER), m_scheduler(std::move(scheduler)),
          m_coroutine(of_coroutine) {}

    bool await_ready() const noexcept { return m_failure < 0; }
    bool await_suspend(std::coroutine_handle<> coroutine) {
        return m_coroutine.begin().suspend(coroutine, std::move(m_scheduler), m_failure);
    }
    void await_resume() {
        const waiter* const used = m_coroutine.finish();
        check_hresult(m_failure);
        if (used->reason() < 0)
            throw_or_end<hresult_error>(used->reason(), "the scheduler has dropped the coroutine");
    }

private:
    HRESULT m_failure;
    com_ptr<IAsyncScheduler> m_scheduler;
    waiting_coroutine m_coroutine;
};

// Ends its action when its time has come, or when that is cancelled.
class timer final : public implements<timer, IAsyncCancelHandler> {
public:
    timer(com_ptr<IAsyncScheduler> scheduler, com_ptr<IAsyncProducer> producer) noexcept
        : m_scheduler(std::move(scheduler)), m_producer(std::move(producer)) {}

    HRESULT start(ticks time) noexcept {
        AddRef(); // the task's
        const HRESULT started = m_scheduler->ScheduleAfter(time.count(), &run, this, &m_token);
        if (started < 0)
            Release();
        else
            m_producer->put_CancelHandler(this);
        return started;
    }
    HRESULT ASYNCOM_CALL Invoke(IAsyncProducer*) noexcept override {
        m_scheduler->CancelScheduled(m_token);
        return S_OK;
    }

private:
    static void ASYNCOM_CALL run(void* context, HRESULT reason) noexcept {
        const com_ptr<timer> self(static_cast<timer*>(context), take_ownership_from_abi);
        if (reason >= 0)
            self->m_producer->Complete(nullptr);
        else if (is_cancel_requested(self->m_producer.get()))
            self->m_producer->EndCanceled();
        else
            self->m_producer->Fail(reason, "the scheduler has dropped the timer");
    }

    const com_ptr<IAsyncScheduler> m_scheduler;
    const com_ptr<IAsyncProducer> m_producer;
    std::uint64_t m_token = 0;
};

} // namespace impl

// For co_await. The coroutine may be destroyed while it waits for its turn.
struct resume_on {
    explicit resume_on(com_ptr<IAsyncScheduler> where) noexcept : scheduler(std::move(where)) {}
    com_ptr<IAsyncScheduler> scheduler;
};
inline impl::queue_awaiter operator co_await(resume_on where) noexcept {
    return impl::queue_awaiter(std::move(where.scheduler));
}
inline resume_on resume_background() {
    return resume_on(default_scheduler());
}

// An action that ends when the time is over: to be awaited, or to be used as any other. Its cancel
// ends it at once. Until then it keeps the scheduler; nullptr is the process's pool.
template <class Rep, class Period>
async_action resume_after(const std::chrono::duration<Rep, Period>& time,
                          com_ptr<IAsyncScheduler> scheduler = nullptr) {
    if (!scheduler) scheduler = default_scheduler();
    auto [operation, producer] = create_operation<void>();
    const auto timer = make_self<impl::timer>(std::move(scheduler), producer.abi());
    check_hresult(timer->start(std::max(impl::ticks_of(time), ticks::zero())));
    return std::move(operation);
}

} // namespace asyncom

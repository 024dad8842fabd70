// SPDX-License-Identifier: MIT
// Where work runs: the pool of the process, pools of one's own, and a scheduler on a clock that
// stands still, for tests.
//
//   asyncom::scheduler pool = asyncom::make_pool(4, "hashing");
//   pool.schedule([] { std::puts("on a thread of the pool"); });
//   pool.schedule_after(30s, [] { std::puts("half a minute later"); });
#pragma once

#include <asyncom/result.hpp>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

namespace asyncom {

// What the ABI counts time in: 100 ns.
using ticks = std::chrono::duration<std::int64_t, std::ratio<1, 10'000'000>>;

namespace impl {

// A callable as a task of the ABI. One that takes an HRESULT is told E_ABORT when it is dropped;
// any other is then destroyed without a call.
template <class Callable>
void ASYNCOM_CALL run_task(void* context, HRESULT reason) noexcept {
    const std::unique_ptr<Callable> callable(static_cast<Callable*>(context));
    if constexpr (std::is_invocable_v<Callable&, HRESULT>)
        (*callable)(reason);
    else if (reason >= 0)
        (*callable)();
}

// A time that does not fit is as long as the ABI can say.
template <class Rep, class Period>
ticks ticks_of(const std::chrono::duration<Rep, Period>& time) noexcept {
    if constexpr (std::is_same_v<std::chrono::duration<Rep, Period>, ticks>) {
        return time;
    } else {
        const double count = std::chrono::duration<double, ticks::period>(time).count();
        if (!(count < double(ticks::max().count()))) return ticks::max();
        if constexpr (std::is_floating_point_v<Rep>)
            return ticks(std::int64_t(std::ceil(count)));
        else
            return std::chrono::ceil<ticks>(time);
    }
}

} // namespace impl

// Copies are the same scheduler. Any thread may use it. Tasks must not throw.
class scheduler {
public:
    // Names a task that waits for its time.
    using token = std::uint64_t;

    explicit scheduler(com_ptr<IAsyncScheduler> abi) noexcept : m_scheduler(std::move(abi)) {}

    // Runs a callable as soon as a thread is free, never inside this call.
    template <class Callable>
    void schedule(Callable&& callable) const {
        using kept = std::decay_t<Callable>;
        auto task = std::make_unique<kept>(std::forward<Callable>(callable));
        check_hresult(m_scheduler->Schedule(&impl::run_task<kept>, task.get()));
        static_cast<void>(task.release());
    }
    // Runs it when the time has passed.
    template <class Rep, class Period, class Callable>
    token schedule_after(const std::chrono::duration<Rep, Period>& delay,
                         Callable&& callable) const {
        using kept = std::decay_t<Callable>;
        auto task = std::make_unique<kept>(std::forward<Callable>(callable));
        token name = 0;
        check_hresult(m_scheduler->ScheduleAfter(impl::ticks_of(delay).count(),
                                                 &impl::run_task<kept>, task.get(), &name));
        static_cast<void>(task.release());
        return name;
    }
    // Drops a task that waits for its time. False if it ran, runs or is not known.
    bool cancel(token name) const noexcept { return m_scheduler->CancelScheduled(name) == S_OK; }

    // The scheduler's clock; it never goes back.
    ticks now() const noexcept {
        std::int64_t count = 0;
        m_scheduler->get_Now(&count);
        return ticks(count);
    }

    // For operation_options::scheduler.
    const com_ptr<IAsyncScheduler>& abi() const noexcept { return m_scheduler; }
    operator const com_ptr<IAsyncScheduler>&() const noexcept { return m_scheduler; }

private:
    com_ptr<IAsyncScheduler> m_scheduler;
};

// The pool of the process, which lives as long as that.
inline scheduler default_scheduler() {
    com_ptr<IAsyncScheduler> pool;
    check_hresult(AsyncomGetDefaultScheduler(pool.put()));
    return scheduler(std::move(pool));
}

// A pool of up to so many threads; 0: one for each processor. Its last reference drops what waits
// and joins the threads. The name is UTF-8, or null.
inline scheduler make_pool(std::uint32_t threads, const char* name = nullptr) {
    com_ptr<IAsyncScheduler> pool;
    check_hresult(AsyncomCreatePool(threads, name, pool.put()));
    return scheduler(std::move(pool));
}

// Has no threads, and a clock that begins at 0 and stands still until it is told to go on.
class manual_scheduler : public scheduler {
public:
    manual_scheduler() : manual_scheduler(make()) {}

    // Runs up to so many tasks that are ready, on this thread, and answers how many ran.
    std::uint32_t run_ready(std::uint32_t most = UINT32_MAX) const {
        std::uint32_t ran = 0;
        check_hresult(m_manual->RunReady(most, &ran));
        return ran;
    }
    // Moves the clock, runs what falls due meanwhile, and answers how many ran.
    template <class Rep, class Period>
    std::uint32_t advance(const std::chrono::duration<Rep, Period>& time) const {
        std::uint32_t ran = 0;
        check_hresult(m_manual->Advance(impl::ticks_of(time).count(), &ran));
        return ran;
    }
    // How many tasks are ready or wait for their time.
    std::uint32_t pending() const noexcept {
        std::uint32_t count = 0;
        m_manual->get_Pending(&count);
        return count;
    }

private:
    explicit manual_scheduler(com_ptr<IAsyncManualScheduler> manual) noexcept
        : scheduler(manual), m_manual(std::move(manual)) {}
    static com_ptr<IAsyncManualScheduler> make() {
        com_ptr<IAsyncManualScheduler> manual;
        check_hresult(AsyncomCreateManualScheduler(manual.put()));
        return manual;
    }

    com_ptr<IAsyncManualScheduler> m_manual;
};

} // namespace asyncom

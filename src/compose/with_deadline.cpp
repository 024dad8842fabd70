// SPDX-License-Identifier: MIT
#include "compose/with_deadline.h"

#include "async/options.h"
#include "async/partial_result.h"
#include "async/passing.h"
#include "com/error_info.h"
#include "compose/deadline_word.h"
#include "compose/input_array.h"
#include "run/default_scheduler.h"

namespace asyncom::core {
namespace {

constexpr HRESULT timed_out = HRESULT(0x800705B4); // HRESULT_FROM_WIN32(ERROR_TIMEOUT)

class deadline_watch final : public passing {
public:
    deadline_watch(operation& limited, IAsyncScheduler& scheduler, std::int64_t duration) noexcept
        : passing(limited), m_scheduler(scheduler), m_duration(duration) {
        m_scheduler.AddRef();
        m_word.start();
    }

private:
    friend void free_small<deadline_watch>(deadline_watch*) noexcept;
    ~deadline_watch() = default;

    HRESULT subscribe_more() noexcept override;
    HRESULT arm() noexcept;
    void finish() noexcept override;
    void take_outcome(taken_outcome& taken) noexcept override;
    static void ASYNCOM_CALL on_timer(void* context, HRESULT reason) noexcept;
    void expire(HRESULT reason) noexcept;
    void destroy() noexcept override;

    IAsyncScheduler& m_scheduler;
    const std::int64_t m_duration;
    std::uint64_t m_token = 0; // of the timer; written before finish() can come
    deadline_word<atomic_traits> m_word;
    HRESULT m_expired_with = 0; // written before the word says so, read after
    bool m_in_time = true;
};

// The timer is the last thing that start() needs: once it runs, nothing has to be undone.
HRESULT deadline_watch::subscribe_more() noexcept {
    const HRESULT subscribed = passing::subscribe_more();
    if (subscribed < 0 || has_ended(input().look_settled()) || input().is_forked())
        return subscribed;
    return arm();
}

// The timer has a reference of its own, which its callback drops.
HRESULT deadline_watch::arm() noexcept {
    add();
    std::uint64_t token = 0;
    const HRESULT scheduled = m_scheduler.ScheduleAfter(m_duration, &on_timer, this, &token);
    if (scheduled < 0) {
        drop();
        return scheduled;
    }
    m_token = token;
    return S_OK;
}

void ASYNCOM_CALL deadline_watch::on_timer(void* context, HRESULT reason) noexcept {
    auto& self = *static_cast<deadline_watch*>(context);
    // Dropped by a scheduler that nobody has asked to: then no deadline can be kept.
    self.expire(reason < 0 ? reason : timed_out);
    self.drop();
}

void deadline_watch::expire(HRESULT reason) noexcept {
    operation* const late = m_word.has_ended() ? nullptr : reference_input();
    if (late == nullptr) return;
    // It had ended, and is about to tell: its outcome counts.
    if (!has_ended(late->look_settled())) {
        m_expired_with = reason;
        if (m_word.expire()) cancel_in_any_case(*late, {reason, nullptr});
    }
    release_shared(*late);
}

// What ends well, or with an error, has done so before the request of the deadline.
void deadline_watch::take_outcome(taken_outcome& taken) noexcept {
    if (m_in_time || outcome_for_waits(input()) != outcome::canceled) return taken.take(input());
    // A result that came too late is a partial one.
    if ((input().look_settled() & flag_value) != 0) set_partial_result(outer(), result_of(input()));
    taken.fail(m_expired_with, m_expired_with == timed_out
                                   ? "The operation has not ended before its deadline."
                                   : "The scheduler has dropped the deadline.");
}

void deadline_watch::finish() noexcept {
    m_in_time = m_word.end();
    if (m_in_time && m_token != 0) m_scheduler.CancelScheduled(m_token);
    end_as_input();
    retire();
}

void deadline_watch::destroy() noexcept {
    release_inputs();
    m_scheduler.Release();
    free_small(this);
}

IAsyncScheduler* choose(const checked_options& options) noexcept {
    if (options.scheduler != nullptr) return options.scheduler;
    IAsyncScheduler* pool = nullptr; // immortal: its references are not counted
    default_scheduler(&pool);
    return pool;
}

} // namespace

HRESULT with_deadline(IUnknown* limited, std::int64_t duration,
                      const AsyncomOperationOptions* options, const GUID* iid, void** consumer,
                      const void* call_site) noexcept {
    if (consumer != nullptr) *consumer = nullptr;
    if (limited == nullptr || iid == nullptr || consumer == nullptr) return refuse_null();
    if (const HRESULT valid = check_inputs(&limited, 1); valid < 0) return valid;
    if (duration < 0) return originate(E_INVALIDARG, "A duration is not negative.");
    checked_options checked;
    if (const HRESULT valid = check_options(options, checked); valid < 0) return valid;
    operation& input = *operation_of(limited);
    auto* const fresh = make_small<deadline_watch>(input, *choose(checked), duration);
    return start_composed(fresh, face_of(input.type()), options, iid, consumer, call_site);
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
#include "compose/when_all.h"

#include "async/progress_call.h"
#include "async/progress_fraction.h"
#include "async/taken_outcome.h"
#include "com/error_info.h"
#include "compose/input_array.h"
#include "compose/report_turn.h"
#include "compose/weighted_sum.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <new>

namespace asyncom::core {

class all_of;

// Reports the sums that change while one is reported, one after the other: without nesting, and
// each once, however many ways there are from the change to it.
struct sum_run {
    all_of* first = nullptr;
    all_of* last = nullptr;

    void add(all_of& next) noexcept;
    void run() noexcept;
};

// Beside each input.
struct progress_part {
    weighted_part part;
    all_of* owner = nullptr;
    std::uint64_t token = 0;
    // By the input's end, read when all have ended.
    outcome ended_as = outcome::started;
    operation* failed = nullptr; // a reference, of one that has failed
};

class all_of final : public composition {
public:
    static all_of* make(IUnknown* const* operations, std::uint32_t count,
                        const double* weights) noexcept;

private:
    all_of(composition_input* places, progress_part* parts, std::uint32_t count,
           bool may_report) noexcept
        : composition(places, count, may_report), m_parts(parts, count) {
        m_turn.start();
    }
    ~all_of() = default;

    static std::size_t bytes_for(std::size_t count) noexcept {
        return sizeof(all_of) + count * (sizeof(composition_input) + sizeof(progress_part));
    }

    HRESULT subscribe_more() noexcept override;
    void undo_more() noexcept override;
    void input_ended(std::uint32_t index, operation& ended) noexcept override;
    void finish() noexcept override;
    void destroy() noexcept override;

    static void on_progress(void* context, const void* value) noexcept;
    double fraction() const noexcept override;
    bool is_listened_to() const noexcept;
    void change(std::uint32_t index, double fraction) noexcept;
    void count_quiet_ends() noexcept;
    void report_sum() noexcept;
    void report() noexcept;
    bool has_part(outcome wanted) const noexcept;
    operation* find_first_error() const noexcept;

    const gsl::span<progress_part> m_parts;
    weighted_sum m_sum;
    // Inputs have ended without a change of the sum.
    std::atomic<bool> m_quiet_ends{false};
    report_turn<atomic_traits> m_turn;
    double m_reported = 0; // by whoever has the turn, and at the end
    // Somebody is going to report what the sum will be then. Owned by that thread: the link.
    std::atomic<bool> m_queued{false};
    all_of* m_next = nullptr;

    friend struct sum_run;
};
static_assert(sizeof(all_of) % alignof(composition_input) == 0);
static_assert(sizeof(composition_input) % alignof(progress_part) == 0);

all_of* all_of::make(IUnknown* const* operations, std::uint32_t count,
                     const double* weights) noexcept {
    auto* const memory = static_cast<std::byte*>(allocate_composition(bytes_for(count)));
    if (memory == nullptr) return nullptr;
    auto* const places = reinterpret_cast<composition_input*>(memory + sizeof(all_of));
    // What reports is listened to until all have ended.
    const bool may_report = fill_inputs(places, operations, count, &reports_fraction);
    auto* const parts = reinterpret_cast<progress_part*>(places + count);
    auto* const made = ::new (memory) all_of(places, parts, count, may_report);
    const weight_shares shares(weights, count);
    for (std::uint32_t i = 0; i < count; ++i) {
        auto* const part = ::new (&parts[i]) progress_part;
        part->owner = made;
        part->part.start(shares.of(i));
    }
    return made;
}

// ---- progress ----------------------------------------------------------------------------------

void sum_run::add(all_of& next) noexcept {
    next.m_next = nullptr;
    (last != nullptr ? last->m_next : first) = &next;
    last = &next;
}

void sum_run::run() noexcept {
    while (all_of* const next = first) {
        first = next->m_next;
        if (first == nullptr) last = nullptr;
        next->report_sum();
    }
}

HRESULT all_of::subscribe_more() noexcept {
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        operation& input = *inputs()[i].target;
        if (!reports_fraction(input.type()) || input.is_forked()) continue;
        const HRESULT subscribed =
            subscribe_progress(input, &on_progress, &m_parts[i], &m_parts[i].token);
        if (subscribed < 0) return subscribed;
    }
    return S_OK;
}

// Waits for a call on another thread, which can only be a report that the end has overtaken.
void all_of::undo_more() noexcept {
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        if (m_parts[i].token != 0) unsubscribe_progress(*inputs()[i].target, m_parts[i].token);
        m_parts[i].token = 0;
    }
}

void all_of::on_progress(void* context, const void* value) noexcept {
    auto& from = *static_cast<progress_part*>(context);
    all_of& self = *from.owner;
    if (!self.enter()) return; // overtaken by the end, which is the producer's misuse
    double fraction = 0;
    std::memcpy(&fraction, value, sizeof fraction);
    self.change(std::uint32_t(&from - self.m_parts.data()), fraction);
    self.leave();
}

// Only a hint: who comes now hears of the next change.
bool all_of::is_listened_to() const noexcept {
    const operation_record& shown = *outer().extended_if_any();
    return outer().may_have_progress_handler(shown) || count_progress_listeners(shown) != 0;
}

// For who asks without listening.
double all_of::fraction() const noexcept {
    double sum = 0;
    for (const progress_part& part : m_parts)
        sum += part.part.done();
    return sum != 0 ? std::min(sum, 1.0) : std::numeric_limits<double>::quiet_NaN();
}

void all_of::change(std::uint32_t index, double fraction) noexcept {
    const double change = m_parts[index].part.change_to(fraction);
    if (change == 0) return;
    m_sum.add(change);
    if (!is_listened_to()) return;
    // acq_rel, as where it is taken back: whoever is going to report sees this change.
    if (m_queued.exchange(true, std::memory_order_acq_rel)) return;
    enter(); // the caller is inside, so this cannot fail
    thread_block& thread = this_thread();
    sum_run* const around = thread.innermost_sums;
    if (around != nullptr && thread.handing_on == inputs()[index].target) return around->add(*this);
    sum_run run;
    run.add(*this);
    thread.innermost_sums = &run;
    run.run();
    thread.innermost_sums = around;
}

void all_of::report_sum() noexcept {
    m_queued.exchange(false, std::memory_order_acq_rel);
    m_turn.take([this]() noexcept { report(); });
    leave();
}

void all_of::count_quiet_ends() noexcept {
    if (!m_quiet_ends.load(std::memory_order_relaxed)) return;
    m_quiet_ends.exchange(false, std::memory_order_acquire);
    for (progress_part& part : m_parts) {
        if (const double change = part.part.change_of_quiet_end(); change != 0) m_sum.add(change);
    }
}

void all_of::report() noexcept {
    count_quiet_ends();
    const double sum = m_sum.get();
    if (sum == m_reported) return;
    m_reported = sum;
    report_composed(outer(), &sum);
}

// ---- the end -----------------------------------------------------------------------------------

void all_of::input_ended(std::uint32_t index, operation& ended) noexcept {
    progress_part& part = m_parts[index];
    part.ended_as = outcome_for_waits(ended);
    if (part.ended_as == outcome::error) {
        add_shared(ended);
        part.failed = &ended;
    }
    if (inputs()[index].is_held || is_listened_to()) return change(index, 1);
    part.part.end_quietly();
    m_quiet_ends.store(true, std::memory_order_release);
}

bool all_of::has_part(outcome wanted) const noexcept {
    return std::any_of(m_parts.begin(), m_parts.end(),
                       [&](const progress_part& part) { return part.ended_as == wanted; });
}

operation* all_of::find_first_error() const noexcept {
    for (const progress_part& part : m_parts) {
        if (part.failed != nullptr) return part.failed;
    }
    return nullptr;
}

void all_of::finish() noexcept {
    undo_more();
    // Nobody else is inside: no turn is needed. Rounding must not leave it below.
    if (const double whole = 1; m_reported != whole && !inputs().empty())
        report_composed(outer(), &whole);
    taken_outcome taken(outer().type());
    outcome ends_as = outcome::completed;
    if (operation* const failed = find_first_error()) {
        taken.take_error(*failed);
        ends_as = outcome::error;
    } else if (has_part(outcome::canceled)) {
        ends_as = outcome::canceled;
    }
    end_outer(ends_as, [&](bool) noexcept { return taken.move_to(outer()); });
    retire();
}

void all_of::destroy() noexcept {
    release_inputs();
    for (const progress_part& part : m_parts) {
        if (part.failed != nullptr) release_shared(*part.failed);
    }
    const std::size_t bytes = bytes_for(m_parts.size());
    this->~all_of();
    free_composition(this, bytes);
}

namespace {

// IAsyncActionWithProgress<Double>.
constexpr const char* signature = "pinterface({1f6db258-e803-48a1-9546-eb7353398884};f8)";

} // namespace

HRESULT when_all(IUnknown* const* operations, std::uint32_t count, const double* weights,
                 const AsyncomOperationOptions* options, const GUID* iid, void** consumer,
                 const void* call_site) noexcept {
    if (consumer != nullptr) *consumer = nullptr;
    if (iid == nullptr || consumer == nullptr) return refuse_null();
    if (const HRESULT checked = check_inputs(operations, count); checked < 0) return checked;
    if (weights != nullptr && count != 0 && !are_weights({weights, count}))
        return originate(E_INVALIDARG,
                         "Weights are finite and not negative, and one of them is not 0.");
    IAsyncType* type = nullptr;
    if (const HRESULT found = find_composed_type(signature, &type); found < 0) return found;
    return start_composed(all_of::make(operations, count, weights), type, options, iid, consumer,
                          call_site);
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// A small honest implementation of Windows' interfaces, one lock and no cleverness, in which each
// known divergence of the field can be switched on. It exists to show that the suite finds them.
#pragma once
#include "provider.h"

#include <set>

namespace contract {

enum class divergence {
    fires_while_a_cancelled_body_runs,
    moves_the_result_out,
    second_results_are_unexpected,
    error_code_zero_when_canceled,
    results_illegal_when_canceled,
    results_default_while_running,
    results_clear_the_out_value,
    results_illegal_after_failure,
    error_code_zero_after_failure,
    keeps_the_completed_handler,
    keeps_the_progress_handler,
    body_success_beats_cancel,
    body_error_beats_cancel,
    close_accepted_while_running,
    close_accepted_after_cancel,
    close_does_nothing,
    getters_silent_after_close,
    cancel_fails_after_close,
    cancel_is_ignored,
    cancel_told_twice,
    cancel_drops_the_handler,
    null_completed_does_not_count,
    second_completed_replaces,
    fires_at_every_put,
    late_handler_is_never_invoked,
    publishes_after_invoke,
    invokes_under_its_lock,
    sender_is_null,
    sender_is_async_info,
    handler_failure_becomes_the_outcome,
    progress_failure_ends_the_operation,
    progress_after_completed,
    progress_stops_after_cancel,
    progress_fixed_after_start,
    same_id_for_all,
    cold_start,
    identity_differs_by_interface,
    answers_the_parameterised_iid,
    not_agile,
    drops_the_handler_with_the_consumer,
};
inline constexpr int divergence_count =
    static_cast<int>(divergence::drops_the_handler_with_the_consumer) + 1;

class naive_provider final : public provider {
public:
    naive_provider() = default;
    explicit naive_provider(divergence which) : m_divergences{which} {}

    std::string name() const override { return "naive"; }
    bool has(feature what) const override { return what == feature::cancel_handler; }
    made_operation make(const family& of) override;

    bool honest() const { return m_divergences.empty(); }
    bool diverges(divergence which) const { return m_divergences.count(which) != 0; }

private:
    std::set<divergence> m_divergences;
};

} // namespace contract

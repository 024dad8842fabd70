/* SPDX-License-Identifier: MIT
   The cases of asyncom, one per start of the program, for the counting driver. */
#include "lifecycles/lifecycles.h"
#include "measured_run.h"

/* A multiple of the batch of operations in flight, and enough to fill every free list. */
enum { warm_up = 4 * inflight };
/* No less than the longest counted run, where all operations of a run are alive at once. */
enum { warm_up_at_once = 12288 };
/* After which a process that runs for long is as large as it will ever be; budgets.json shows it.
 */
enum { long_warm_up = 1000000 };

static const struct measured_case cases[] = {
    {"complete_put", run_complete_put, warm_up},
    {"complete_attach", run_complete_attach, warm_up},
    {"complete_library_handler", run_complete_library_handler, warm_up},
    {"complete_inflight", run_complete_inflight, warm_up},
    {"ended_before_attach", run_ended_before_attach, warm_up},
    {"born_ended", run_born_ended, warm_up},
    {"report_double", run_report_double, warm_up},
    {"report_pair", run_report_pair, warm_up},
    {"report_block", run_report_block, warm_up},
    {"report_sink", run_report_sink, warm_up},
    {"cancel", run_cancel, warm_up},
    {"stream", run_stream_in_turn, warm_up_at_once},
    {"long_stream", run_stream, long_warm_up},
    {"follow_chain", run_follow_chain, warm_up_at_once},
    {"then_chain", run_then_chain, warm_up_at_once},
    {"deadline_chain", run_deadline_chain, warm_up_at_once},
    {"fan_in_actions", run_fan_in_actions, warm_up_at_once},
    {"fan_in_fractions", run_fan_in_fractions, warm_up_at_once},
    {"pending", hold_pending, 0},
    {"pending_with_handler", hold_pending_with_handler, 0},
};

int main(int argc, char** argv) {
    prepare_lifecycles();
    return run_measured(cases, sizeof cases / sizeof cases[0], argc, argv);
}

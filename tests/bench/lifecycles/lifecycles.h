/* SPDX-License-Identifier: MIT
   The measured cases of asyncom as plain C functions over the binary interface. Each runs `count`
   lifecycles on the calling thread and stops the process when an outcome is not the expected one.
   The counting harness and the benchmark call the same functions. */
#ifndef ASYNCOM_BENCH_LIFECYCLES_H
#define ASYNCOM_BENCH_LIFECYCLES_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Gets the types; once, before anything else. */
void prepare_lifecycles(void);

/* A: create, attach, complete with a double, read the result in the handler, free. */
void run_complete_put(size_t count);
/* A, the handler's reference given away with AsyncomAttachCompleted. */
void run_complete_attach(size_t count);
/* A, with a handler from AsyncomCreateCompletedHandler instead of the client's own. */
void run_complete_library_handler(size_t count);
/* A, 256 operations alive at once; whole batches only. */
void run_complete_inflight(size_t count);

/* B: the operation had ended, and its producer was gone, before the attach. */
void run_ended_before_attach(size_t count);
/* B: born ended. */
void run_born_ended(size_t count);

/* C: one progress report to a typed handler, by the size of P. */
void run_report_double(size_t count);
void run_report_pair(size_t count);
void run_report_block(size_t count);

/* C_marshal: one report to a progress sink whose rate is used up. */
void run_report_sink(size_t count);

/* D: create, attach, query IAsyncInfo, cancel, the producer sees it and ends as canceled, free. */
void run_cancel(size_t count);

/* E, stream: created and attached on this thread, completed and freed on another: in turn, which
   makes the counts repeat, or at the same time. */
void run_stream_in_turn(size_t count);
void run_stream(size_t count);

/* G: one chain of `count` links: each follows the next, each continues the last, each limits the
   last. */
void run_follow_chain(size_t count);
void run_then_chain(size_t count);
void run_deadline_chain(size_t count);
/* G: one operation that waits for `count` others, without progress or with a fraction. */
void run_fan_in_actions(size_t count);
void run_fan_in_fractions(size_t count);

/* F: `count` pending operations that stay alive, alone or each with a typed handler attached. */
void hold_pending(size_t count);
void hold_pending_with_handler(size_t count);

enum { inflight = 256, fan_in_inputs = 1024 };

#ifdef __cplusplus
}
#endif

#endif

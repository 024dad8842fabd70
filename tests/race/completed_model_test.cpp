// SPDX-License-Identifier: MIT
// Ends, cancels, closes and the Completed handler, in every order of two or three threads.
#include <gtest/gtest.h>

#include "model.h"

namespace {

using namespace race;
using asyncom::core::close_result;
using asyncom::core::completed_result;
using asyncom::core::end_answer;
using asyncom::core::outcome;

constexpr rl::iteration_t iterations = 30'000;

// Attach, end and cancel at once: the handler runs once, with the status that stays.
template <broken Broken>
struct attach_end_cancel : rl::test_suite<attach_end_cancel<Broken>, 3> {
    model_operation<Broken> target;
    model_handler handler;
    rl::var<bool> accepted;

    void before() {
        target.start_running();
        handler.start();
    }
    void thread(unsigned index) {
        if (index == 0) {
            RL_ASSERT(target.attach(&handler) != completed_result::already_assigned);
        } else if (index == 1) {
            RL_ASSERT(target.complete() != end_answer::has_ended);
        } else {
            accepted($).store(target.cancel());
        }
    }
    void after() {
        const outcome ended_as = asyncom::core::outcome_of(target.look());
        RL_ASSERT(ended_as == (accepted($).load() ? outcome::canceled : outcome::completed));
        RL_ASSERT(handler.invocations() == 1);
        RL_ASSERT(target.last_status($).load(rl::mo_relaxed) == int(ended_as));
        target.release_handlers();
        RL_ASSERT(handler.count() == 1);
    }
};

// The same with a failure: the handler reads the stored error, or hears of the cancel.
template <broken Broken>
struct attach_fail_cancel : rl::test_suite<attach_fail_cancel<Broken>, 3> {
    model_operation<Broken> target;
    model_handler handler;
    rl::var<bool> accepted;

    void before() {
        target.start_running();
        handler.start();
    }
    void thread(unsigned index) {
        if (index == 0) {
            RL_ASSERT(target.attach(&handler) != completed_result::already_assigned);
        } else if (index == 1) {
            RL_ASSERT(target.fail() != end_answer::has_ended);
        } else {
            accepted($).store(target.cancel());
        }
    }
    void after() {
        const auto flags = target.look();
        const outcome ended_as = asyncom::core::outcome_of(flags);
        RL_ASSERT(ended_as == (accepted($).load() ? outcome::canceled : outcome::error));
        RL_ASSERT((flags & asyncom::core::flag_error) != 0);
        RL_ASSERT(target.error($).load() == 5);
        RL_ASSERT(handler.invocations() == 1);
        RL_ASSERT(target.last_status($).load(rl::mo_relaxed) == int(ended_as));
        target.release_handlers();
        RL_ASSERT(handler.count() == 1);
    }
};

// Complete, Fail and Cancel at once: one end stores, and what it stores is the outcome's.
template <broken Broken>
struct complete_fail_cancel : rl::test_suite<complete_fail_cancel<Broken>, 3> {
    model_operation<Broken> target;
    model_handler handler;
    rl::var<int> completing;
    rl::var<int> failing;
    rl::var<bool> accepted;

    void before() {
        target.start_running();
        handler.start();
        target.attach(&handler);
    }
    void thread(unsigned index) {
        if (index == 0)
            completing($).store(int(target.complete()));
        else if (index == 1)
            failing($).store(int(target.fail()));
        else
            accepted($).store(target.cancel());
    }
    void after() {
        const bool failed = failing($).load() != int(end_answer::has_ended);
        RL_ASSERT(failed != (completing($).load() != int(end_answer::has_ended)));
        const int won = failed ? failing($).load() : completing($).load();
        RL_ASSERT((won == int(end_answer::canceled_had_won)) == accepted($).load());
        const auto flags = target.look();
        const outcome wanted = failed ? outcome::error : outcome::completed;
        RL_ASSERT(asyncom::core::outcome_of(flags) ==
                  (accepted($).load() ? outcome::canceled : wanted));
        RL_ASSERT(((flags & asyncom::core::flag_error) != 0) == failed);
        RL_ASSERT(target.error($).load() == (failed ? 5 : 0));
        RL_ASSERT(target.result($).load() == (failed ? 0 : 7));
        RL_ASSERT(handler.invocations() == 1);
        target.release_handlers();
        RL_ASSERT(handler.count() == 1);
    }
};

// Two producers' ends and a reader that enters extended mode: one end wins, the reader gets a
// living handler or none.
template <broken Broken>
struct two_ends_and_a_getter : rl::test_suite<two_ends_and_a_getter<Broken>, 3> {
    model_operation<Broken> target;
    model_handler handler;
    rl::atomic<int> won;

    void before() {
        target.start_running();
        handler.start();
        won($).store(0, rl::mo_relaxed);
        target.attach(&handler);
    }
    void thread(unsigned index) {
        if (index < 2) {
            if (target.complete() == end_answer::ended) won($).fetch_add(1, rl::mo_relaxed);
            return;
        }
        if (model_handler* const got = target.get_waiting_completed(*target.extend())) {
            got->touch();
            got->drop();
        }
    }
    void after() {
        RL_ASSERT(won($).load(rl::mo_relaxed) == 1);
        RL_ASSERT(handler.invocations() == 1);
        target.release_handlers();
        RL_ASSERT(handler.count() == 1);
    }
};

// Two threads attach, one ends: exactly one attach counts.
template <broken Broken>
struct two_attach : rl::test_suite<two_attach<Broken>, 3> {
    model_operation<Broken> target;
    model_handler handlers[2];
    rl::atomic<int> refused;

    void before() {
        target.start_running();
        refused($).store(0, rl::mo_relaxed);
        for (model_handler& each : handlers)
            each.start();
    }
    void thread(unsigned index) {
        if (index == 2) {
            target.complete();
        } else if (target.attach(&handlers[index]) == completed_result::already_assigned) {
            refused($).fetch_add(1, rl::mo_relaxed);
        }
    }
    void after() {
        RL_ASSERT(refused($).load(rl::mo_relaxed) == 1);
        RL_ASSERT(handlers[0].invocations() + handlers[1].invocations() == 1);
        target.release_handlers();
        for (model_handler& each : handlers)
            RL_ASSERT(each.count() == 1);
    }
};

// Close while others end and attach: refused, or final.
template <broken Broken>
struct close_end_attach : rl::test_suite<close_end_attach<Broken>, 3> {
    model_operation<Broken> target;
    model_handler handler;
    rl::var<int> attached;
    rl::var<int> closed;

    void before() {
        target.start_running();
        handler.start();
    }
    void thread(unsigned index) {
        if (index == 0)
            attached($).store(int(target.attach(&handler)));
        else if (index == 1)
            target.complete();
        else
            closed($).store(int(target.close()));
    }
    void after() {
        const bool was_closed = closed($).load() == int(close_result::closed);
        const bool refused = attached($).load() == int(completed_result::closed);
        RL_ASSERT(was_closed || !refused);
        RL_ASSERT(was_closed == ((target.look() & asyncom::core::flag_closed) != 0));
        RL_ASSERT(handler.invocations() == (refused ? 0 : 1));
        target.release_handlers();
        RL_ASSERT(handler.count() == 1);
    }
};

// Born ended and biased to thread 0: both may attach, one may enter extended mode meanwhile.
template <broken Broken>
struct born_ended_attach : rl::test_suite<born_ended_attach<Broken>, 3> {
    model_operation<Broken> target;
    model_handler handlers[2];
    rl::atomic<int> invoked;

    void before() {
        target.start();
        target.result($).store(7);
        invoked($).store(0, rl::mo_relaxed);
        for (model_handler& each : handlers)
            each.start();
        target.initialize_ended(
            asyncom::core::state_flags(outcome::completed) | asyncom::core::flag_value, 1);
    }
    void thread(unsigned index) {
        if (index == 2) {
            target.close();
        } else if (target.attach(&handlers[index]) == completed_result::invoked) {
            invoked($).fetch_add(1, rl::mo_relaxed);
        }
    }
    void after() {
        RL_ASSERT(invoked($).load(rl::mo_relaxed) <= 1);
        RL_ASSERT((target.look() & asyncom::core::flag_closed) != 0);
        RL_ASSERT(handlers[0].invocations() + handlers[1].invocations() ==
                  invoked($).load(rl::mo_relaxed));
        target.release_handlers();
    }
};

TEST(CompletedModel, AttachEndAndCancelInvokeOnceWithTheFinalStatus) {
    EXPECT_TRUE((passes<attach_end_cancel<broken::nothing>>(iterations))) << last_report().text();
}

TEST(CompletedModel, ResultThatIsPublishedWithoutOrderIsFound) {
    EXPECT_FALSE((passes<attach_end_cancel<broken::orders>>(iterations)));
}

TEST(CompletedModel, AttachFailureAndCancelInvokeOnceWithTheStoredError) {
    EXPECT_TRUE((passes<attach_fail_cancel<broken::nothing>>(iterations))) << last_report().text();
}

TEST(CompletedModel, ErrorThatIsPublishedWithoutOrderIsFound) {
    EXPECT_FALSE((passes<attach_fail_cancel<broken::orders>>(iterations)));
}

TEST(CompletedModel, OneOfCompletionFailureAndCancelDecides) {
    EXPECT_TRUE((passes<complete_fail_cancel<broken::nothing>>(iterations)))
        << last_report().text();
}

TEST(CompletedModel, EndThatDoesNotClaimTheStateIsFound) {
    EXPECT_FALSE((passes<complete_fail_cancel<broken::atomicity>>(iterations)));
}

TEST(CompletedModel, OneOfTwoEndsWinsWhileTheHandlerIsReadOut) {
    EXPECT_TRUE((passes<two_ends_and_a_getter<broken::nothing>>(iterations)))
        << last_report().text();
}

TEST(CompletedModel, GetterWithoutTheRecordsMutexIsFound) {
    EXPECT_FALSE((passes<two_ends_and_a_getter<broken::mutex>>(iterations)));
}

TEST(CompletedModel, ExactlyOneOfTwoAttachesCounts) {
    EXPECT_TRUE((passes<two_attach<broken::nothing>>(iterations))) << last_report().text();
}

TEST(CompletedModel, AttachWithoutOrderIsFound) {
    EXPECT_FALSE((passes<two_attach<broken::orders>>(iterations)));
}

TEST(CompletedModel, CloseIsRefusedOrFinal) {
    EXPECT_TRUE((passes<close_end_attach<broken::nothing>>(iterations))) << last_report().text();
}

TEST(CompletedModel, CloseThatAnAttachWipesOutIsFound) {
    EXPECT_FALSE((passes<close_end_attach<broken::atomicity>>(iterations)));
}

TEST(CompletedModel, CloseWithoutOrderIsFound) {
    EXPECT_FALSE((passes<close_end_attach<broken::orders>>(iterations)));
}

TEST(CompletedModel, BornEndedIsAttachedOnceWhoeverComes) {
    EXPECT_TRUE((passes<born_ended_attach<broken::nothing>>(iterations))) << last_report().text();
}

TEST(CompletedModel, BiasWithoutFencesIsFound) {
    EXPECT_FALSE((passes<born_ended_attach<broken::fences>>(iterations)));
}

} // namespace

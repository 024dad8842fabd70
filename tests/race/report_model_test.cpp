// SPDX-License-Identifier: MIT
// Progress reports against everything that takes the handler away from under them.
#include <gtest/gtest.h>

#include "model.h"

namespace {

using namespace race;
using asyncom::core::end_answer;
using asyncom::core::report_result;

constexpr rl::iteration_t iterations = 60'000;

// Reports while another thread ends the operation: a misuse, and yet nothing dead is touched, and
// the handler is let go by one of the two.
template <broken Broken>
struct report_against_end : rl::test_suite<report_against_end<Broken>, 2> {
    model_operation<Broken> target;
    model_handler handler;

    void before() {
        target.start_running();
        handler.start();
        target.put_progress(&handler);
        handler.drop(); // the operation's is the only reference
    }
    void thread(unsigned index) {
        if (index == 0) {
            target.report_once();
            target.report_once();
        } else {
            RL_ASSERT(target.complete() == end_answer::ended);
        }
    }
    void after() {
        RL_ASSERT(handler.count() == 0);
        target.release_handlers();
    }
};

// The handler is put while the operation reports and ends.
template <broken Broken>
struct put_against_report_and_end : rl::test_suite<put_against_report_and_end<Broken>, 3> {
    model_operation<Broken> target;
    model_handler handler;

    void before() {
        target.start_running();
        handler.start();
    }
    void thread(unsigned index) {
        if (index == 0) {
            target.put_progress(&handler);
            handler.drop();
        } else if (index == 1) {
            target.report_once();
        } else {
            target.complete();
        }
    }
    void after() {
        RL_ASSERT(handler.count() == 0);
        target.release_handlers();
    }
};

// The handler is put while the operation ends: once the end has returned no report calls it.
template <broken Broken>
struct put_against_end : rl::test_suite<put_against_end<Broken>, 2> {
    model_operation<Broken> target;
    model_handler handler;

    void before() {
        target.start_running();
        handler.start();
    }
    void thread(unsigned index) {
        if (index == 0) {
            target.put_progress(&handler);
            handler.drop();
            return;
        }
        target.complete();
        const int before = handler.invocations();
        RL_ASSERT(target.report_once() == report_result::has_ended);
        RL_ASSERT(handler.invocations() == before);
    }
    void after() {
        RL_ASSERT(handler.count() == 0);
        target.release_handlers();
    }
};

// The handler is replaced, which enters extended mode, while the operation reports: the old one
// lives until the report has left it.
template <broken Broken>
struct replace_against_report : rl::test_suite<replace_against_report<Broken>, 2> {
    model_operation<Broken> target;
    model_handler handlers[2];

    void before() {
        target.start_running();
        for (model_handler& each : handlers)
            each.start();
        target.put_progress(&handlers[0]);
        handlers[0].drop();
    }
    void thread(unsigned index) {
        if (index == 0) {
            target.report_once();
            target.report_once();
        } else {
            target.put_progress(&handlers[1]);
            handlers[1].drop();
        }
    }
    void after() {
        RL_ASSERT(handlers[0].count() == 0);
        RL_ASSERT(handlers[1].count() == 1);
        target.complete();
        RL_ASSERT(handlers[1].count() == 0);
        target.release_handlers();
    }
};

// The handler is read out and taken away while the operation reports and ends.
template <broken Broken>
struct get_and_clear_against_report : rl::test_suite<get_and_clear_against_report<Broken>, 3> {
    model_operation<Broken> target;
    model_handler handler;

    void before() {
        target.start_running();
        handler.start();
        target.put_progress(&handler);
        handler.drop();
    }
    void thread(unsigned index) {
        if (index == 0) {
            target.report_once();
            target.complete();
        } else if (index == 1) {
            if (model_handler* const got = target.get_progress(*target.extend())) {
                got->touch();
                got->drop();
            }
        } else {
            target.put_progress(nullptr);
        }
    }
    void after() {
        RL_ASSERT(handler.count() == 0);
        target.release_handlers();
    }
};

// The handler ends a report's operation from inside, by its own thread: it is let go when the
// report leaves, also where another thread enters extended mode meanwhile. The report before it
// makes the mark this thread's: from then on it enters by plain stores and a fence.
template <broken Broken>
struct end_inside_report : rl::test_suite<end_inside_report<Broken>, 2> {
    model_operation<Broken> target;
    model_handler handler;

    void before() {
        target.start_running();
        handler.start();
        target.put_progress(&handler);
        handler.drop();
    }
    void thread(unsigned index) {
        if (index == 1) {
            target.extend();
            return;
        }
        target.report_once();
        target.report([this](model_handler* inside, model_record<Broken>*) {
            inside->invoke();
            target.complete();
            inside->touch();
        });
    }
    void after() {
        RL_ASSERT(handler.count() == 0);
        target.release_handlers();
    }
};

// The reporter's handler lets go of a producer reference in each of two reports, while another
// thread enters extended mode: each report drops what it was given.
struct hand_over_inside_report : rl::test_suite<hand_over_inside_report, 2> {
    model_operation<broken::nothing> target;
    model_handler handler;

    void before() {
        target.start_running();
        handler.start();
        target.put_progress(&handler);
        handler.drop();
    }
    void thread(unsigned index) {
        if (index == 1) {
            target.extend();
            return;
        }
        for (int i = 0; i < 2; ++i) {
            target.report_once([this] {
                RL_ASSERT(target.hand_over_to_report());
                RL_ASSERT(!target.hand_over_to_report());
            });
            RL_ASSERT(target.dropped($).load(rl::mo_relaxed) == i + 1);
        }
    }
    void after() {
        target.complete();
        RL_ASSERT(handler.count() == 0);
        target.release_handlers();
    }
};

// A thread that has reported once attaches, while the next reporter reports and a third thread
// takes the Progress handler away: the consumer's call leaves the reporter's mark alone.
template <broken Broken>
struct attach_by_a_former_reporter : rl::test_suite<attach_by_a_former_reporter<Broken>, 3> {
    model_operation<Broken> target;
    model_handler progress;
    model_handler completed;
    rl::atomic<int> reported;

    void before() {
        target.start_running();
        progress.start();
        completed.start();
        reported($).store(0, rl::mo_relaxed);
        target.put_progress(&progress);
        progress.drop();
    }
    void thread(unsigned index) {
        if (index == 0) {
            target.report_once();
            reported($).store(1, rl::mo_release);
            target.cancel();
            target.attach(&completed);
        } else if (index == 1) {
            while (reported($).load(rl::mo_acquire) == 0)
                rl::yield(1, $);
            target.report_once();
        } else {
            target.put_progress(nullptr);
        }
    }
    void after() {
        RL_ASSERT(progress.count() == 0);
        target.complete();
        RL_ASSERT(completed.invocations() == 1);
        target.release_handlers();
        RL_ASSERT(completed.count() == 1);
    }
};

TEST(ReportModel, WhatAReportWasGivenItDrops) {
    EXPECT_TRUE((passes<hand_over_inside_report>(iterations))) << last_report().text();
}

TEST(ReportModel, AttachLeavesTheReportersMarkAlone) {
    EXPECT_TRUE((passes<attach_by_a_former_reporter<broken::nothing>>(iterations)))
        << last_report().text();
}

TEST(ReportModel, AttachBesideReportsWithoutFencesIsFound) {
    EXPECT_FALSE((passes<attach_by_a_former_reporter<broken::fences>>(iterations)));
}

TEST(ReportModel, ReportAgainstTheEndTouchesNothingDead) {
    EXPECT_TRUE((passes<report_against_end<broken::nothing>>(iterations))) << last_report().text();
}

TEST(ReportModel, MarkWithoutFencesIsFound) {
    EXPECT_FALSE((passes<report_against_end<broken::fences>>(iterations)));
}

TEST(ReportModel, HandlerPutDuringTheEndIsLetGo) {
    EXPECT_TRUE((passes<put_against_report_and_end<broken::nothing>>(iterations)))
        << last_report().text();
}

TEST(ReportModel, HandlerPutDuringTheEndIsNotCalledAfterIt) {
    EXPECT_TRUE((passes<put_against_end<broken::nothing>>(iterations))) << last_report().text();
}

TEST(ReportModel, HandlerPutDuringTheEndWithoutOrderIsFound) {
    EXPECT_FALSE((passes<put_against_end<broken::orders>>(iterations)));
}

TEST(ReportModel, HandlerPutWithoutOrderIsFound) {
    EXPECT_FALSE((passes<put_against_report_and_end<broken::orders>>(iterations)));
}

TEST(ReportModel, ReplacedHandlerLivesUntilTheReportHasLeftIt) {
    EXPECT_TRUE((passes<replace_against_report<broken::nothing>>(iterations)))
        << last_report().text();
}

TEST(ReportModel, ReplacementWithoutFencesIsFound) {
    EXPECT_FALSE((passes<replace_against_report<broken::fences>>(iterations)));
}

TEST(ReportModel, HandlerReadOutAndClearedIsLetGoOnce) {
    EXPECT_TRUE((passes<get_and_clear_against_report<broken::nothing>>(iterations)))
        << last_report().text();
}

TEST(ReportModel, ReadingOutWithoutTheMutexIsFound) {
    EXPECT_FALSE((passes<get_and_clear_against_report<broken::mutex>>(iterations)));
}

TEST(ReportModel, EndInsideAReportLetsTheHandlerGoAfterIt) {
    EXPECT_TRUE((passes<end_inside_report<broken::nothing>>(iterations))) << last_report().text();
}

TEST(ReportModel, EndInsideAReportWithoutFencesIsFound) {
    EXPECT_FALSE((passes<end_inside_report<broken::fences>>(iterations)));
}

} // namespace

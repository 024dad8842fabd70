// SPDX-License-Identifier: MIT
// The watcher of an operation and everything that may happen to its word meanwhile, in every order
// of two or three threads.
#include <gtest/gtest.h>

#include "model.h"

namespace {

using namespace race;
using asyncom::core::completed_result;
using asyncom::core::end_answer;
using asyncom::core::outcome;
using asyncom::core::watch_result;

constexpr rl::iteration_t iterations = 30'000;

// Watches and ends at once: told once, or refused because it has ended.
template <broken Broken>
struct watch_and_end : rl::test_suite<watch_and_end<Broken>, 2> {
    model_operation<Broken> target;
    model_watcher told;
    rl::var<int> watched;

    void before() { target.start_running(); }
    void thread(unsigned index) {
        if (index == 0) {
            told.start();
            watched($).store(int(target.watch(told)));
        } else {
            RL_ASSERT(target.complete() == end_answer::ended);
        }
    }
    void after() {
        const auto result = watch_result(watched($).load());
        RL_ASSERT(result == watch_result::watches || result == watch_result::has_ended);
        RL_ASSERT(told.was_called() == (result == watch_result::watches));
        RL_ASSERT((target.look() & asyncom::core::flag_assigned) == 0);
        target.release_handlers();
    }
};

// A handler is assigned meanwhile: both hear of the end, whoever came first.
template <broken Broken>
struct watch_attach_and_end : rl::test_suite<watch_attach_and_end<Broken>, 3> {
    model_operation<Broken> target;
    model_handler handler;
    model_watcher told;
    rl::var<int> watched;

    void before() {
        target.start_running();
        handler.start();
        told.start();
    }
    void thread(unsigned index) {
        if (index == 0)
            watched($).store(int(target.watch(told)));
        else if (index == 1)
            RL_ASSERT(target.attach(&handler) != completed_result::already_assigned);
        else
            RL_ASSERT(target.complete() == end_answer::ended);
    }
    void after() {
        const auto result = watch_result(watched($).load());
        RL_ASSERT(told.was_called() == (result == watch_result::watches));
        RL_ASSERT(handler.invocations() == 1);
        RL_ASSERT((target.look() & asyncom::core::flag_assigned) != 0);
        target.release_handlers();
        RL_ASSERT(handler.count() == 1);
    }
};

// Taken back while it ends: it dies at once where that has succeeded, and after its call otherwise.
template <broken Broken>
struct unwatch_and_end : rl::test_suite<unwatch_and_end<Broken>, 2> {
    model_operation<Broken> target;
    model_watcher told;
    rl::var<int> taken_back;

    void before() {
        target.start_running();
        told.start();
        RL_ASSERT(target.watch(told) == watch_result::watches);
    }
    void thread(unsigned index) {
        if (index == 1) {
            RL_ASSERT(target.complete() == end_answer::ended);
            return;
        }
        const bool left = target.unwatch(told);
        taken_back($).store(left);
        if (Broken != broken::waiting) {
            while (!left && !told.was_called())
                rl::yield(1, $);
        }
        told.die();
    }
    void after() { RL_ASSERT(told.was_called() != (taken_back($).load() != 0)); }
};

// Extended mode is entered while it is taken back and the operation ends.
template <broken Broken>
struct unwatch_extend_and_end : rl::test_suite<unwatch_extend_and_end<Broken>, 3> {
    model_operation<Broken> target;
    model_watcher told;
    rl::var<int> taken_back;

    void before() {
        target.start_running();
        told.start();
        RL_ASSERT(target.watch(told) == watch_result::watches);
    }
    void thread(unsigned index) {
        if (index == 0) {
            const bool left = target.unwatch(told);
            taken_back($).store(left);
            while (!left && !told.was_called())
                rl::yield(1, $);
            told.die();
        } else if (index == 1) {
            RL_ASSERT(target.extend() != nullptr);
        } else {
            RL_ASSERT(target.complete() == end_answer::ended);
        }
    }
    void after() {
        RL_ASSERT(told.was_called() != (taken_back($).load() != 0));
        RL_ASSERT((target.look() & asyncom::core::flag_assigned) == 0);
        target.release_handlers();
    }
};

// Two want to watch: one is told by the word or the record, the other learns that others are to be
// told before it, or that the operation has ended.
template <broken Broken>
struct two_watch_and_end : rl::test_suite<two_watch_and_end<Broken>, 3> {
    model_operation<Broken> target;
    model_watcher told[2];
    rl::var<int> watched[2];

    void before() {
        target.start_running();
        for (model_watcher& each : told)
            each.start();
    }
    void thread(unsigned index) {
        if (index < 2)
            watched[index]($).store(int(target.watch(told[index])));
        else
            RL_ASSERT(target.complete() == end_answer::ended);
    }
    void after() {
        int occupied = 0;
        int watching = 0;
        for (int i = 0; i < 2; ++i) {
            const auto result = watch_result(watched[i]($).load());
            RL_ASSERT(told[i].was_called() == (result == watch_result::watches));
            occupied += result == watch_result::occupied ? 1 : 0;
            watching += result == watch_result::watches ? 1 : 0;
        }
        RL_ASSERT(occupied <= watching && watching <= 1);
        target.release_handlers();
    }
};

// A cancel request comes before or after it, and stays.
template <broken Broken>
struct watch_cancel_and_end : rl::test_suite<watch_cancel_and_end<Broken>, 3> {
    model_operation<Broken> target;
    model_watcher told;
    rl::var<int> watched;
    rl::var<bool> accepted;

    void before() {
        target.start_running();
        told.start();
    }
    void thread(unsigned index) {
        if (index == 0)
            watched($).store(int(target.watch(told)));
        else if (index == 1)
            accepted($).store(target.cancel());
        else
            RL_ASSERT(target.complete() != end_answer::has_ended);
    }
    void after() {
        const auto result = watch_result(watched($).load());
        RL_ASSERT(told.was_called() == (result == watch_result::watches));
        RL_ASSERT((asyncom::core::outcome_of(target.look()) == outcome::canceled) ==
                  accepted($).load());
    }
};

TEST(WatcherModel, IsToldOnceOrHearsThatItIsLate) {
    EXPECT_TRUE((passes<watch_and_end<broken::nothing>>(iterations))) << last_report().text();
}

TEST(WatcherModel, WatcherThatIsShownWithoutOrderIsFound) {
    EXPECT_FALSE((passes<watch_and_end<broken::orders>>(iterations)));
}

TEST(WatcherModel, HearsOfTheEndBesideAHandler) {
    EXPECT_TRUE((passes<watch_attach_and_end<broken::nothing>>(iterations)))
        << last_report().text();
}

TEST(WatcherModel, HandlerThatWipesOutTheWatcherIsFound) {
    EXPECT_FALSE((passes<watch_attach_and_end<broken::atomicity>>(iterations)));
}

TEST(WatcherModel, PlaceInTheRecordWithoutItsMutexIsFound) {
    EXPECT_FALSE((passes<watch_attach_and_end<broken::mutex>>(iterations)));
}

TEST(WatcherModel, TakenBackIsNeverCalled) {
    EXPECT_TRUE((passes<unwatch_and_end<broken::nothing>>(iterations))) << last_report().text();
}

TEST(WatcherModel, TakingBackThatDoesNotClaimTheWordIsFound) {
    EXPECT_FALSE((passes<unwatch_and_end<broken::atomicity>>(iterations)));
}

TEST(WatcherModel, DeathThatDoesNotWaitForTheCallIsFound) {
    EXPECT_FALSE((passes<unwatch_and_end<broken::waiting>>(iterations)));
}

TEST(WatcherModel, GoesWithTheStateIntoTheRecord) {
    EXPECT_TRUE((passes<unwatch_extend_and_end<broken::nothing>>(iterations)))
        << last_report().text();
}

TEST(WatcherModel, ExtensionThatForgetsTheWatcherIsFound) {
    EXPECT_FALSE((passes<unwatch_extend_and_end<broken::atomicity>>(iterations)));
}

TEST(WatcherModel, TakingBackWithoutTheRecordsMutexIsFound) {
    EXPECT_FALSE((passes<unwatch_extend_and_end<broken::mutex>>(iterations)));
}

TEST(WatcherModel, OneOfTwoHasThePlace) {
    EXPECT_TRUE((passes<two_watch_and_end<broken::nothing>>(iterations))) << last_report().text();
}

TEST(WatcherModel, PlaceThatTwoTakeIsFound) {
    EXPECT_FALSE((passes<two_watch_and_end<broken::atomicity>>(iterations)));
}

TEST(WatcherModel, KeepsACancelRequest) {
    EXPECT_TRUE((passes<watch_cancel_and_end<broken::nothing>>(iterations)))
        << last_report().text();
}

TEST(WatcherModel, WatcherThatWipesOutACancelRequestIsFound) {
    EXPECT_FALSE((passes<watch_cancel_and_end<broken::atomicity>>(iterations)));
}

} // namespace

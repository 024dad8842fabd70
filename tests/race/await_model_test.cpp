// SPDX-License-Identifier: MIT
// The word between a coroutine, what it waits for and who cancels it (asyncom/await_word.hpp).
#include <asyncom/await_word.hpp>

#include <gtest/gtest.h>

#include "model.h"

namespace {

using namespace race;
using asyncom::impl::fired;
using asyncom::impl::published;

constexpr rl::iteration_t iterations = 60'000;

// An operation that is waited for: dead with its last reference.
struct alignas(16) model_child {
    model_handler counted;

    void AddRef() { counted.add(); }
    void Release() { counted.drop(); }
};

template <broken Broken>
struct await_model_traits : model_primitives<Broken> {
    using object = model_child;
};

// One wait of a coroutine. `frame` is the coroutine's own, and whoever resumes it has it.
template <broken Broken>
struct model_wait {
    asyncom::impl::basic_await_word<await_model_traits<Broken>> word;
    model_child child;
    rl::var<int> frame;
    rl::atomic<int> resumed;
    rl::atomic<int> orphans;

    void start() {
        word.initialize();
        child.counted.start();
        frame($).store(0);
        resumed($).store(0, rl::mo_relaxed);
        orphans($).store(0, rl::mo_relaxed);
    }
    void resume() {
        frame($).store(frame($).load() + 1);
        resumed($).fetch_add(1, rl::mo_relaxed);
        child.Release(); // the awaiter's reference
    }
    void fire() {
        switch (word.fire()) {
        case fired::resume:
            return resume();
        case fired::orphaned:
            orphans($).fetch_add(1, rl::mo_relaxed);
            return;
        case fired::not_suspended_yet:
            return;
        }
    }
    // Cancel is what `called` does to the child.
    template <class Called>
    void suspend(Called&& called) {
        frame($).store(1);
        published answer = word.publish(&child, false);
        if (answer == published::requested) {
            called();
            answer = word.publish(&child, true);
        }
        if (answer == published::fired) resume();
    }
    template <class Called>
    void cancel(Called&& called) {
        const auto request = word.begin_request();
        if (request.awaited == nullptr) return;
        called();
        if (!word.give_back(request.awaited)) request.awaited->Release();
    }
    int died() { return child.counted.count() == 0; }
};

// It suspends while the operation ends and somebody cancels.
template <broken Broken>
struct all_at_once : rl::test_suite<all_at_once<Broken>, 3> {
    model_wait<Broken> wait;

    void before() { wait.start(); }
    void thread(unsigned index) {
        const auto touch = [this] { wait.child.counted.touch(); };
        if (index == 0)
            wait.suspend(touch);
        else if (index == 1)
            wait.fire();
        else
            wait.cancel(touch);
    }
    void after() {
        RL_ASSERT(wait.resumed($).load(rl::mo_relaxed) == 1);
        RL_ASSERT(wait.died());
    }
};

// The operation ends when it is cancelled and never otherwise: a request that gets lost is a
// coroutine that waits for ever.
template <broken Broken>
struct cancel_arrives : rl::test_suite<cancel_arrives<Broken>, 2> {
    model_wait<Broken> wait;

    void before() { wait.start(); }
    void thread(unsigned index) {
        const auto end = [this] {
            wait.child.counted.touch();
            wait.fire();
        };
        if (index == 0)
            wait.suspend(end);
        else
            wait.cancel(end);
    }
    void after() {
        RL_ASSERT(wait.resumed($).load(rl::mo_relaxed) == 1);
        RL_ASSERT(wait.died());
    }
};

// The coroutine is destroyed while it waits, and somebody cancels; the operation ends later.
template <broken Broken>
struct destroyed_while_cancelled : rl::test_suite<destroyed_while_cancelled<Broken>, 2> {
    model_wait<Broken> wait;

    void before() { wait.start(); }
    void thread(unsigned index) {
        const auto touch = [this] { wait.child.counted.touch(); };
        if (index == 1) return wait.cancel(touch);
        wait.suspend(touch);
        RL_ASSERT(wait.word.orphan());
        wait.child.Release();
    }
    void after() {
        RL_ASSERT(wait.died());
        wait.fire();
        RL_ASSERT(wait.orphans($).load(rl::mo_relaxed) == 1);
        RL_ASSERT(wait.resumed($).load(rl::mo_relaxed) == 0);
    }
};

// Two waits of one coroutine, of which the second is for the same operation again.
template <broken Broken>
struct waits_again : rl::test_suite<waits_again<Broken>, 2> {
    model_wait<Broken> wait;

    void before() {
        wait.start();
        wait.child.AddRef(); // the second awaiter's
    }
    void thread(unsigned index) {
        const auto touch = [this] { wait.child.counted.touch(); };
        if (index == 1) return wait.cancel(touch);
        wait.suspend(touch);
        wait.fire();
        wait.suspend(touch);
        wait.fire();
    }
    void after() {
        RL_ASSERT(wait.resumed($).load(rl::mo_relaxed) == 2);
        RL_ASSERT(wait.died());
    }
};

TEST(await_model, holds) {
    EXPECT_TRUE(passes<all_at_once<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_TRUE(passes<cancel_arrives<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_TRUE(passes<destroyed_while_cancelled<broken::nothing>>(iterations))
        << last_report().text();
    EXPECT_TRUE(passes<waits_again<broken::nothing>>(iterations)) << last_report().text();
}

TEST(await_model, finds_what_is_broken) {
    EXPECT_FALSE(passes<all_at_once<broken::orders>>(iterations));
    EXPECT_FALSE(passes<all_at_once<broken::atomicity>>(iterations));
    EXPECT_FALSE(passes<cancel_arrives<broken::atomicity>>(iterations));
    EXPECT_FALSE(passes<destroyed_while_cancelled<broken::atomicity>>(iterations));
    EXPECT_FALSE(passes<waits_again<broken::atomicity>>(iterations));
}

} // namespace

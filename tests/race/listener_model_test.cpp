// SPDX-License-Identifier: MIT
// Listeners that leave while they are called: what Unsubscribe promises, in every order of two or
// three threads.
#include "async/listener_list.h"

#include <gtest/gtest.h>

#include "model.h"

namespace {

using namespace race;
using asyncom::core::leave_result;

constexpr rl::iteration_t iterations = 30'000;

// What a client's listener uses, and what the client destroys once Unsubscribe has returned.
struct model_context {
    rl::var<int> alive;
    rl::atomic<int> calls;

    void start() {
        alive($).store(1);
        calls($).store(0, rl::mo_relaxed);
    }
    void call() {
        RL_ASSERT(alive($).load() == 1);
        calls($).fetch_add(1, rl::mo_relaxed);
        rl::yield(1, $);
        RL_ASSERT(alive($).load() == 1);
    }
    void destroy() { alive($).store(0); }
    int count() { return calls($).load(rl::mo_relaxed); }
};

template <broken Broken>
struct listener_traits : model_primitives<Broken> {
    struct callee {
        model_handler* handler;
        model_context* context;
    };
    using node = asyncom::core::listener<listener_traits>;

    static std::uint64_t serial_after(std::uint64_t last) { return last + 1; }
    static void let_go(callee& gone) {
        if (gone.handler != nullptr) gone.handler->drop();
        gone.handler = nullptr;
    }
    static void free_listener(node* gone) { let_go(gone->callee); }
    template <class Word>
    static void wait_while(const Word& word, std::uint32_t value) {
        if (Broken == broken::waiting) return;
        while (word.load(rl::mo_acquire) == value)
            rl::yield(1, $);
    }
    template <class Word>
    static void wake(const Word&) {}
};

template <broken Broken>
struct model_listeners {
    using traits = listener_traits<Broken>;
    using list = asyncom::core::listener_list<traits>;
    using callee = typename traits::callee;

    list listeners;
    typename traits::mutex guard;
    typename traits::node nodes[2];
    model_handler handlers[2];
    model_context contexts[2];
    std::uint64_t tokens[2];
    rl::var<bool> ended;

    typename traits::mutex& mutex() { return guard; }
    std::uint32_t thread_token() const { return std::uint32_t(rl::ctx().threadx_->index_) + 1; }
    bool is_forked() const { return false; }

    void start(std::uint32_t lowest_bit, int subscribed = 2) {
        listeners.initialize();
        ended($).store(false);
        for (int i = 0; i < 2; ++i) {
            handlers[i].start();
            contexts[i].start();
            nodes[i].initialize(lowest_bit);
            nodes[i].callee = {&handlers[i], &contexts[i]};
            if (i < subscribed) tokens[i] = listeners.add(nodes[i]);
        }
    }
    // An end that finds the second not there yet, and his subscription: heard once, by either.
    void end() {
        bool begun = false;
        {
            typename traits::lock lock(guard);
            ended($).store(true);
            begun = listeners.begin_call_once(*this);
        }
        if (begun) listeners.call_begun(*this, [](const callee& each) { use(each); });
    }
    void subscribe(int which) {
        bool inside = false;
        {
            typename traits::lock lock(guard);
            inside = ended($).load();
            tokens[which] =
                inside ? listeners.add_called(*this, nodes[which]) : listeners.add(nodes[which]);
        }
        if (!inside) return;
        use(nodes[which].callee);
        listeners.end_only_call(*this, nodes[which]);
    }
    // What an end that was put off and what a report do.
    void call_once() {
        listeners.call_once(*this, [](const callee& each) { use(each); });
    }
    void call_each() {
        listeners.call_each(
            *this, [](const callee&) { return true; }, [](const callee& each) { use(each); });
    }
    static void use(const callee& each) {
        each.handler->touch();
        each.context->call();
        each.handler->touch();
    }
    leave_result remove(int which) { return listeners.remove(*this, tokens[which]); }
    // As a client does that unsubscribes in a destructor.
    leave_result leave(int which) {
        const leave_result left = remove(which);
        contexts[which].destroy();
        return left;
    }
    // Nobody else removes it at the same time: it is let go, too.
    leave_result leave_alone(int which) {
        const leave_result left = leave(which);
        RL_ASSERT(handlers[which].count() == 0);
        return left;
    }
    void finish() {
        listeners.destroy();
        for (model_handler& each : handlers)
            RL_ASSERT(each.count() == 0);
        RL_ASSERT(contexts[0].count() <= 2 && contexts[1].count() <= 2);
    }
};

// Both leave while the end calls them: each was called or has left, never both.
template <broken Broken>
struct end_and_leave : rl::test_suite<end_and_leave<Broken>, 3> {
    model_listeners<Broken> all;
    rl::var<int> left[2];

    void before() { all.start(0); }
    void thread(unsigned index) {
        if (index == 0)
            all.call_once();
        else
            left[index - 1]($).store(all.leave_alone(int(index) - 1) == leave_result::removed);
    }
    void after() {
        for (int i = 0; i < 2; ++i)
            RL_ASSERT(all.contexts[i].count() + left[i]($).load() == 1);
        RL_ASSERT(all.listeners.count() == 0);
        all.finish();
    }
};

// One comes at the end and leaves again, while the other leaves.
template <broken Broken>
struct end_and_subscribe : rl::test_suite<end_and_subscribe<Broken>, 3> {
    model_listeners<Broken> all;
    rl::var<int> left[2];

    void before() { all.start(0, 1); }
    void thread(unsigned index) {
        if (index == 0) return all.end();
        if (index == 1) all.subscribe(1);
        left[index - 1]($).store(all.leave_alone(index == 1 ? 1 : 0) == leave_result::removed);
    }
    void after() {
        RL_ASSERT(all.contexts[1].count() + left[0]($).load() == 1);
        RL_ASSERT(all.contexts[0].count() + left[1]($).load() == 1);
        all.finish();
    }
};

// Two threads remove the same one: both come back to find that it does not run, one has removed it.
template <broken Broken>
struct end_and_two_leave : rl::test_suite<end_and_two_leave<Broken>, 3> {
    model_listeners<Broken> all;
    rl::var<int> left[2];
    model_context second;

    void before() {
        all.start(0);
        second.start();
    }
    void thread(unsigned index) {
        if (index == 0) {
            all.listeners.call_once(all, [this](const auto& each) {
                if (each.context == &all.contexts[0]) second.call();
                all.use(each);
            });
        } else {
            left[index - 1]($).store(all.remove(0) == leave_result::removed);
            (index == 1 ? all.contexts[0] : second).destroy();
        }
    }
    void after() {
        RL_ASSERT(all.contexts[0].count() + left[0]($).load() + left[1]($).load() == 1);
        RL_ASSERT(all.contexts[1].count() == 1);
        all.finish();
    }
};

// Two reports, one after the other, while both leave.
template <broken Broken>
struct reports_and_leave : rl::test_suite<reports_and_leave<Broken>, 3> {
    model_listeners<Broken> all;

    void before() { all.start(1); }
    void thread(unsigned index) {
        if (index == 0) {
            all.call_each();
            all.call_each();
        } else {
            RL_ASSERT(all.leave_alone(int(index) - 1) == leave_result::removed);
        }
    }
    void after() {
        RL_ASSERT(all.listeners.count() == 0);
        all.finish();
    }
};

// The first removes itself inside its call, and the second, which another thread removes too.
template <broken Broken>
struct leave_inside : rl::test_suite<leave_inside<Broken>, 2> {
    model_listeners<Broken> all;
    rl::var<int> inside;
    rl::var<int> outside;

    void before() {
        all.start(1);
        inside($).store(0);
        outside($).store(0);
    }
    void thread(unsigned index) {
        if (index == 1) {
            outside($).store(all.leave(1) == leave_result::removed);
            return;
        }
        all.listeners.call_each(
            all, [](const auto&) { return true; },
            [this](const auto& each) {
                all.use(each);
                if (each.context != &all.contexts[0]) return;
                RL_ASSERT(all.remove(0) == leave_result::removed);
                inside($).store(all.remove(1) == leave_result::removed);
                all.use(each); // its memory stays until it returns
            });
        all.contexts[0].destroy();
        all.call_each();
    }
    void after() {
        RL_ASSERT(inside($).load() + outside($).load() == 1);
        RL_ASSERT(all.contexts[1].count() == 0);
        all.finish();
    }
};

// The end takes away who hears of progress while a report that it overtakes still calls him.
template <broken Broken>
struct report_and_clear : rl::test_suite<report_and_clear<Broken>, 3> {
    model_listeners<Broken> all;

    void before() { all.start(1); }
    void thread(unsigned index) {
        if (index == 0)
            all.call_each();
        else if (index == 1)
            all.listeners.clear(all);
        else
            all.leave(0);
    }
    void after() {
        RL_ASSERT(all.listeners.count() == 0);
        all.finish();
    }
};

TEST(ListenerModel, WhoLeavesNeitherRunsNorWillRun) {
    EXPECT_TRUE(passes<end_and_leave<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_TRUE(passes<end_and_subscribe<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_TRUE(passes<end_and_two_leave<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_TRUE(passes<reports_and_leave<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_TRUE(passes<leave_inside<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_TRUE(passes<report_and_clear<broken::nothing>>(iterations)) << last_report().text();
}

TEST(ListenerModel, DepartureThatDoesNotWaitIsFound) {
    EXPECT_FALSE(passes<end_and_leave<broken::waiting>>(iterations));
    EXPECT_FALSE(passes<end_and_subscribe<broken::waiting>>(iterations));
    EXPECT_FALSE(passes<end_and_two_leave<broken::waiting>>(iterations));
    EXPECT_FALSE(passes<reports_and_leave<broken::waiting>>(iterations));
}

TEST(ListenerModel, ListWithoutTheMutexIsFound) {
    EXPECT_FALSE(passes<end_and_leave<broken::mutex>>(iterations));
    EXPECT_FALSE(passes<reports_and_leave<broken::mutex>>(iterations));
    EXPECT_FALSE(passes<report_and_clear<broken::mutex>>(iterations));
}

} // namespace

// SPDX-License-Identifier: MIT
// Long chains of completions: each handler ends the next operation, and the stack does not grow
// with them.
#include "library_provider.h"
#include "support/check.h"
#include "support/threads.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

// Operation i's handler completes operation i + 1.
class chain {
public:
    explicit chain(std::size_t length) {
        m_links.reserve(length);
        m_handlers.reserve(length);
        for (std::size_t i = 0; i < length; ++i)
            m_links.push_back(make_both(action()));
        for (std::size_t i = 0; i < length; ++i) {
            m_handlers.push_back(make_completed(action(), [this, i](void*, std::int32_t) {
                order.push_back(i);
                if (before_next) before_next(i);
                if (i + 1 < m_links.size()) m_links[i + 1].worker.Complete(nullptr);
                return ok;
            }));
            m_links[i].consumer.put_Completed(m_handlers[i]);
        }
    }

    void start() { m_links.front().worker.Complete(nullptr); }
    both_ends& link(std::size_t i) { return m_links[i]; }
    const own<completed_handler>& handler(std::size_t i) const { return m_handlers[i]; }
    std::size_t length() const { return m_links.size(); }

    std::function<void(std::size_t)> before_next;
    std::vector<std::size_t> order;

private:
    std::vector<both_ends> m_links;
    std::vector<own<completed_handler>> m_handlers;
};

void expect_whole(const chain& ran) {
    ASSERT_EQ(ran.order.size(), ran.length());
    for (std::size_t i = 0; i < ran.length(); ++i) {
        ASSERT_EQ(ran.order[i], i);
        ASSERT_EQ(ran.handler(i)->calls(), 1U);
        ASSERT_TRUE(ran.handler(i).alone());
    }
}

TEST(DeferredInvoke, LetsALongChainRunOnASmallStack) {
    chain links(100'000);
    on_small_stack(small_stack, [&] { links.start(); });
    expect_whole(links);
}

// Up to that depth the handler has run when Complete returns.
TEST(DeferredInvoke, DoesNotHappenToAShallowChain) {
    chain links(40);
    links.before_next = [&](std::size_t i) {
        if (i + 1 >= links.length()) return;
        links.link(i + 1).worker.Complete(nullptr);
        EXPECT_EQ(links.handler(i + 1)->calls(), 1U);
    };
    links.start();
    expect_whole(links);
}

TEST(DeferredInvoke, IsDoneWhenTheOutermostCompleteReturns) {
    chain links(500);
    links.start();
    expect_whole(links);
}

// A completion whose Invoke waits is an end like any other in every other respect.
TEST(DeferredInvoke, LeavesTheOperationEndedMeanwhile) {
    chain links(200);
    std::size_t deferred = 0;
    links.before_next = [&](std::size_t i) {
        if (i + 1 >= links.length()) return;
        both_ends& next = links.link(i + 1);
        next.worker.Complete(nullptr);
        if (links.handler(i + 1)->calls() == 1) return;
        ++deferred;
        EXPECT_EQ(next.consumer.status(), completed);
        EXPECT_TRUE(next.consumer.ended());
        EXPECT_EQ(next.consumer.results(), ok);
        ref waiting;
        EXPECT_EQ(next.consumer.get_Completed(waiting.put()), ok);
        EXPECT_EQ(waiting.get(), links.handler(i + 1).get());
        std::thread([&] {
            EXPECT_EQ(next.consumer.Wait(ASYNCOM_INFINITE), ok);
            EXPECT_EQ(next.consumer.status(), completed);
        }).join();
    };
    links.start();
    EXPECT_GT(deferred, 0U);
    expect_whole(links);
}

// Every end defers alike, whatever the outcome.
TEST(DeferredInvoke, WorksForFailuresAndCancelsToo) {
    constexpr std::size_t length = 300;
    std::vector<both_ends> links;
    std::vector<own<completed_handler>> handlers;
    for (std::size_t i = 0; i < length; ++i)
        links.push_back(make_both(action()));
    std::vector<std::int32_t> seen;
    for (std::size_t i = 0; i < length; ++i) {
        handlers.push_back(make_completed(action(), [&, i](void*, std::int32_t status) {
            seen.push_back(status);
            if (i + 1 == length) return ok;
            if (i % 3 == 0) links[i + 1].worker.EndCanceled();
            if (i % 3 == 1) links[i + 1].worker.Fail(access_denied, nullptr);
            if (i % 3 == 2) links[i + 1].worker.release();
            return ok;
        }));
        links[i].consumer.put_Completed(handlers[i]);
    }
    links.front().worker.Complete(nullptr);
    ASSERT_EQ(seen.size(), length);
    for (std::size_t i = 1; i < length; ++i)
        EXPECT_EQ(seen[i], i % 3 == 1 ? canceled : error) << i;
}

// A wait on the thread that owes Invokes runs them first: what it waits for may depend on them.
TEST(DeferredInvoke, IsDrainedByALibraryWaitOnThatThread) {
    chain links(200);
    const both_ends goal = make_both(action());
    bool waited = false;
    links.before_next = [&](std::size_t i) {
        if (i + 1 >= links.length()) {
            goal.worker.Complete(nullptr);
            return;
        }
        if (waited) return;
        links.link(i + 1).worker.Complete(nullptr);
        if (links.handler(i + 1)->calls() == 1) return;
        waited = true;
        EXPECT_EQ(goal.consumer.Wait(ASYNCOM_INFINITE), ok);
        EXPECT_EQ(links.handler(i + 1)->calls(), 1U);
    };
    links.start();
    EXPECT_TRUE(waited);
    expect_whole(links);
}

// put_Completed on an ended operation is never deferred, however deep the stack is.
TEST(DeferredInvoke, NeverHappensToALateHandler) {
    chain links(200);
    links.before_next = [&](std::size_t) {
        const both_ends ended = make_both(action());
        ended.worker.Complete(nullptr);
        const own<completed_handler> late = make_completed(action());
        EXPECT_EQ(ended.consumer.put_Completed(late), ok);
        EXPECT_EQ(late->calls(), 1U);
    };
    links.start();
    expect_whole(links);
}

// The last references may go while the Invoke waits.
TEST(DeferredInvoke, KeepsTheOperationAlive) {
    constexpr std::size_t length = 300;
    std::vector<both_ends> links;
    std::vector<own<completed_handler>> handlers;
    for (std::size_t i = 0; i < length; ++i)
        links.push_back(make_both(action()));
    std::size_t ran = 0;
    std::size_t deferred = 0;
    for (std::size_t i = 0; i < length; ++i) {
        handlers.push_back(make_completed(action(), [&, i](void* sender, std::int32_t) {
            ++ran;
            const operation self(ref::share(sender).detach(), action());
            EXPECT_EQ(self.status(), completed);
            if (i + 1 == length) return ok;
            both_ends& next = links[i + 1];
            next.worker.Complete(nullptr);
            if (handlers[i + 1]->calls() == 0) ++deferred;
            next.consumer.release();
            next.worker.release();
            return ok;
        }));
        links[i].consumer.put_Completed(handlers[i]);
    }
    links.front().worker.Complete(nullptr);
    EXPECT_EQ(ran, length);
    EXPECT_GT(deferred, 0U);
}

} // namespace

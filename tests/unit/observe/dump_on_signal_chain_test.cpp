// SPDX-License-Identifier: MIT
// The handler of a listing among those of others: before it, over it, and calling it.
#include "observe/dump_on_signal.h"

#include "com/switches.h"
#include "support/child_process.h"
#include "unit/observe/channel.h"

#include <gtest/gtest.h>

#include <atomic>

#include <signal.h>
#include <unistd.h>

namespace asyncom::core {
namespace {

using namespace test;

constexpr int bound = 50;
std::atomic<int> first_calls{0};
std::atomic<int> chained_calls{0};
std::atomic<int> other_calls{0};
struct sigaction under_chained {};
struct sigaction under_other {};

void pass_on(const struct sigaction& to, int signal, siginfo_t* info, void* context) {
    if ((to.sa_flags & SA_SIGINFO) != 0)
        to.sa_sigaction(signal, info, context);
    else if (to.sa_handler != SIG_DFL && to.sa_handler != SIG_IGN)
        to.sa_handler(signal);
}
void chained(int signal, siginfo_t* info, void* context) {
    if (chained_calls.fetch_add(1) < bound) pass_on(under_chained, signal, info, context);
}
void other_chained(int signal, siginfo_t* info, void* context) {
    other_calls.fetch_add(1);
    pass_on(under_other, signal, info, context);
}

void install(void (*handler)(int, siginfo_t*, void*), struct sigaction* before) {
    struct sigaction action {};
    action.sa_sigaction = handler;
    action.sa_flags = SA_SIGINFO;
    sigaction(SIGUSR1, &action, before);
}

class DumpOnSignalChain : public testing::Test {
protected:
    void SetUp() override {
        decide_switches();
        if (!registry_is_on) GTEST_SKIP() << "the live list is switched off";
        sigaction(SIGUSR1, nullptr, &m_before);
        put_first(0);
        first_calls = chained_calls = other_calls = 0;
    }
    // As if nobody had ever asked: ours on top once more, then away.
    void TearDown() override {
        if (!registry_is_on) return;
        dump_on_signal(SIGUSR1, -1, ASYNCOM_DUMP_TEXT);
        if (under_chained.sa_sigaction != nullptr) {
            sigaction(SIGUSR1, &under_chained, nullptr);
            dump_on_signal(SIGUSR1, m_to.writer, ASYNCOM_DUMP_TEXT);
            dump_on_signal(SIGUSR1, -1, ASYNCOM_DUMP_TEXT);
        }
        under_chained = under_other = {};
        sigaction(SIGUSR1, &m_before, nullptr);
    }
    static void put_first(int flags) {
        struct sigaction first {};
        first.sa_handler = [](int) { first_calls.fetch_add(1); };
        first.sa_flags = flags;
        sigaction(SIGUSR1, &first, nullptr);
    }
    HRESULT ask() const { return dump_on_signal(SIGUSR1, m_to.writer, ASYNCOM_DUMP_TEXT); }
    static HRESULT end() { return dump_on_signal(SIGUSR1, -1, ASYNCOM_DUMP_TEXT); }

    const channel m_to;
    struct sigaction m_before {};
};

TEST_F(DumpOnSignalChain, IsExchangedUnderAHandlerThatCallsIt) {
    ASSERT_EQ(ask(), S_OK);
    install(&chained, &under_chained);
    ASSERT_EQ(ask(), S_OK);
    raise(SIGUSR1);
    EXPECT_EQ(chained_calls, 1);
    EXPECT_EQ(first_calls, 1);
    EXPECT_EQ(m_to.line(), "0 operations");
    EXPECT_EQ(end(), S_OK);
    raise(SIGUSR1);
    EXPECT_EQ(chained_calls, 2);
    EXPECT_EQ(first_calls, 2);
    EXPECT_TRUE(m_to.is_empty()) << "once for each signal";
}

TEST_F(DumpOnSignalChain, IsAskedForAgainUnderAHandlerThatCallsIt) {
    ASSERT_EQ(ask(), S_OK);
    install(&chained, &under_chained);
    EXPECT_EQ(end(), S_OK);
    ASSERT_EQ(ask(), S_OK);
    raise(SIGUSR1);
    EXPECT_EQ(chained_calls, 1);
    EXPECT_EQ(first_calls, 1);
    EXPECT_EQ(m_to.line(), "0 operations");
}

TEST_F(DumpOnSignalChain, GoesOverOneHandlerAfterTheOther) {
    ASSERT_EQ(ask(), S_OK);
    install(&chained, &under_chained);
    ASSERT_EQ(ask(), S_OK);
    install(&other_chained, &under_other);
    ASSERT_EQ(ask(), S_OK);
    for (int round = 1; round <= 3; ++round) {
        raise(SIGUSR1);
        EXPECT_EQ(other_calls, round);
        EXPECT_EQ(chained_calls, round);
        EXPECT_EQ(first_calls, round);
        EXPECT_EQ(m_to.line(), "0 operations");
    }
}

TEST_F(DumpOnSignalChain, GoesOverAHandlerThatDoesNotCallItAnyNumberOfTimes) {
    for (int round = 1; round <= 20; ++round) {
        ASSERT_EQ(ask(), S_OK);
        raise(SIGUSR1);
        EXPECT_EQ(first_calls, round);
        EXPECT_EQ(m_to.line(), "0 operations");
        put_first(0);
    }
}

TEST_F(DumpOnSignalChain, IsRefusedOverAFifthHandler) {
    SKIP_WITHOUT_FORK();
    if (!child_may_start_threads) GTEST_SKIP() << "the child starts the relay's thread";
    EXPECT_TRUE(holds_in_child([&] {
        void (*const handlers[])(int) = {SIG_DFL, SIG_IGN, [](int) { first_calls = 1; },
                                         [](int) { first_calls = 2; }};
        for (const auto& handler : handlers) {
            signal(SIGUSR2, handler);
            if (dump_on_signal(SIGUSR2, m_to.writer, ASYNCOM_DUMP_TEXT) != S_OK) return false;
        }
        signal(SIGUSR2, [](int) { first_calls = 3; });
        if (dump_on_signal(SIGUSR2, m_to.writer, ASYNCOM_DUMP_TEXT) != E_OUTOFMEMORY) return false;
        raise(SIGUSR2);
        return first_calls == 3;
    }));
}

TEST_F(DumpOnSignalChain, GivesTheSignalBackInTheChildOfAFork) {
    SKIP_WITHOUT_FORK();
    signal(SIGUSR1, SIG_DFL);
    ASSERT_EQ(ask(), S_OK);
    EXPECT_TRUE(holds_in_child([] {
        struct sigaction now {};
        sigaction(SIGUSR1, nullptr, &now);
        return now.sa_handler == SIG_DFL && end() == S_FALSE;
    }));
    raise(SIGUSR1);
    EXPECT_EQ(m_to.line(), "0 operations");
}

TEST_F(DumpOnSignalChain, StaysUnderALaterHandlerInTheChildOfAFork) {
    SKIP_WITHOUT_FORK();
    ASSERT_EQ(ask(), S_OK);
    install(&chained, &under_chained);
    EXPECT_TRUE(holds_in_child([] {
        raise(SIGUSR1);
        return chained_calls == 1 && first_calls == 1;
    }));
}

TEST_F(DumpOnSignalChain, InterruptsCallsAsThePreviousHandlerDoes) {
    for (const int flags : {0, SA_RESTART, SA_NODEFER, SA_ONSTACK}) {
        put_first(flags);
        ASSERT_EQ(ask(), S_OK);
        struct sigaction now {};
        sigaction(SIGUSR1, nullptr, &now);
        EXPECT_EQ(now.sa_flags & (SA_RESTART | SA_NODEFER | SA_ONSTACK), flags);
        EXPECT_EQ(end(), S_OK);
    }
    signal(SIGUSR1, SIG_DFL);
    ASSERT_EQ(ask(), S_OK);
    struct sigaction now {};
    sigaction(SIGUSR1, nullptr, &now);
    EXPECT_EQ(now.sa_flags & (SA_RESTART | SA_NODEFER), SA_RESTART) << "nobody wants interruptions";
}

TEST_F(DumpOnSignalChain, CallsAHandlerOnceThatWantsToBeCalledOnce) {
    put_first(SA_RESETHAND);
    for (int round = 1; round <= 2; ++round) {
        ASSERT_EQ(ask(), S_OK);
        raise(SIGUSR1);
        raise(SIGUSR1);
        EXPECT_EQ(first_calls, round);
        EXPECT_EQ(end(), S_OK);
        struct sigaction now {};
        sigaction(SIGUSR1, nullptr, &now);
        EXPECT_EQ(now.sa_handler, SIG_DFL);
        put_first(SA_RESETHAND);
    }
}

} // namespace
} // namespace asyncom::core

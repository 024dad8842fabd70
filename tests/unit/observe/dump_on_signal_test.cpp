// SPDX-License-Identifier: MIT
// A listing whenever a signal comes, and one at the end of a process.
#include "observe/dump_on_signal.h"

#include "support/child_process.h"
#include "unit/observe/channel.h"
#include "unit/support/error_text.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

namespace asyncom::core {
namespace {

using namespace test;

std::atomic<int> heard{0};

class DumpOnSignal : public testing::Test {
protected:
    void SetUp() override {
        decide_switches();
        if (!registry_is_on) {
            EXPECT_EQ(dump_on_signal(SIGUSR1, 2, ASYNCOM_DUMP_TEXT), E_NOTIMPL);
            GTEST_SKIP() << "the live list is switched off";
        }
        struct sigaction ours {};
        ours.sa_handler = [](int) { heard.fetch_add(1); };
        sigaction(SIGUSR1, &ours, &m_before);
        heard = 0;
    }
    void TearDown() override {
        dump_on_signal(SIGUSR1, -1, ASYNCOM_DUMP_TEXT);
        if (registry_is_on) sigaction(SIGUSR1, &m_before, nullptr);
        set_error_info(0, nullptr);
    }

    struct sigaction m_before {};
};

TEST_F(DumpOnSignal, WritesEachTimeAndCallsThePreviousHandler) {
    const channel to;
    ASSERT_EQ(dump_on_signal(SIGUSR1, to.writer, ASYNCOM_DUMP_TEXT), S_OK);
    for (int round = 1; round <= 3; ++round) {
        raise(SIGUSR1);
        EXPECT_EQ(heard, round);
        EXPECT_EQ(to.line(), "0 operations");
    }
    ASSERT_EQ(dump_on_signal(SIGUSR1, to.writer, ASYNCOM_DUMP_JSON), S_OK);
    raise(SIGUSR1);
    EXPECT_EQ(to.line(), "{\"operations\":[]}");
    EXPECT_EQ(heard, 4) << "the handler was not put in front of itself";
}

TEST_F(DumpOnSignal, IsGoneWhenItsRemovalHasReturned) {
    const channel to;
    ASSERT_EQ(dump_on_signal(SIGUSR1, to.writer, ASYNCOM_DUMP_TEXT), S_OK);
    EXPECT_EQ(dump_on_signal(SIGUSR1, -1, ASYNCOM_DUMP_TEXT), S_OK);
    raise(SIGUSR1);
    EXPECT_EQ(heard, 1) << "the previous handler is back";
    EXPECT_TRUE(to.is_empty());
    EXPECT_EQ(dump_on_signal(SIGUSR1, -1, ASYNCOM_DUMP_TEXT), S_FALSE);
}

TEST_F(DumpOnSignal, LeavesAHandlerThatCameLater) {
    const channel to;
    ASSERT_EQ(dump_on_signal(SIGUSR1, to.writer, ASYNCOM_DUMP_TEXT), S_OK);
    struct sigaction later {
    }, now{};
    later.sa_handler = [](int) { heard.fetch_add(100); };
    sigaction(SIGUSR1, &later, nullptr);
    EXPECT_EQ(dump_on_signal(SIGUSR1, -1, ASYNCOM_DUMP_TEXT), S_OK);
    sigaction(SIGUSR1, nullptr, &now);
    EXPECT_EQ(now.sa_handler, later.sa_handler);
}

TEST_F(DumpOnSignal, ChecksItsArguments) {
    EXPECT_EQ(dump_on_signal(SIGUSR1, 2, 7), E_INVALIDARG);
    for (const int signal : {0, -1, 1000, SIGKILL, SIGSTOP, SIGSEGV})
        EXPECT_EQ(dump_on_signal(signal, 2, ASYNCOM_DUMP_TEXT), E_INVALIDARG) << signal;
    EXPECT_EQ(dump_on_signal(SIGUSR1, 1'000'000, ASYNCOM_DUMP_TEXT), HRESULT(0x80070006));
    EXPECT_NE(take_error_text(), "");
    raise(SIGUSR1);
    EXPECT_EQ(heard, 1);
}

// In a child, which has neither thread nor handle yet.
TEST_F(DumpOnSignal, WithoutADescriptorIsAsIfItHadNotBeenCalled) {
    SKIP_WITHOUT_FORK();
    EXPECT_TRUE(holds_in_child([] {
        const channel to;
        rlimit before{}, none{};
        getrlimit(RLIMIT_NOFILE, &before);
        none = before;
        none.rlim_cur = 0;
        setrlimit(RLIMIT_NOFILE, &none);
        const HRESULT refused = dump_on_signal(SIGUSR1, to.writer, ASYNCOM_DUMP_TEXT);
        setrlimit(RLIMIT_NOFILE, &before);
        raise(SIGUSR1);
        return refused == HRESULT(0x80070004) && heard == 1 && to.is_empty() &&
               dump_on_signal(SIGUSR1, -1, ASYNCOM_DUMP_TEXT) == S_FALSE;
    }));
}

TEST_F(DumpOnSignal, WritesNothingInTheChildOfAForkUntilItAsks) {
    SKIP_WITHOUT_FORK();
    const channel to;
    ASSERT_EQ(dump_on_signal(SIGUSR1, to.writer, ASYNCOM_DUMP_TEXT), S_OK);
    EXPECT_TRUE(holds_in_child([&] {
        raise(SIGUSR1);
        if (heard != 1 || !to.is_empty()) return false;
        if (!child_may_start_threads) return true;
        if (dump_on_signal(SIGUSR1, to.writer, ASYNCOM_DUMP_JSON) != S_OK) return false;
        raise(SIGUSR1);
        return to.line() == "{\"operations\":[]}";
    }));
    raise(SIGUSR1);
    EXPECT_EQ(to.line(), "0 operations");
}

} // namespace
} // namespace asyncom::core

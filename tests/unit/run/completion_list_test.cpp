// SPDX-License-Identifier: MIT
// The list behind a completion queue, with operations that end when the test says so, also in the
// middle of the calls that attach them and that close the list.
#include "run/completion_list.h"

#include "platform/atomic_traits.h"

#include <deque>
#include <functional>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace {

using namespace asyncom::core;

using end_function = void (*)(void*, struct ending&) noexcept;

// Stands for an operation: tells one subscriber its end.
struct ending {
    std::int32_t status = 0;
    HRESULT answer = S_OK;
    end_function callback = nullptr;
    void* context = nullptr;
    bool let_go = false;
    std::function<void()> after_subscribing;
    std::function<void()> before_leaving;

    void end(std::int32_t ended_as) {
        status = ended_as;
        if (end_function call = std::exchange(callback, nullptr)) call(context, *this);
    }
};

class test_list;

struct test_traits : atomic_traits {
    using lock = std::unique_lock<mutex>;
    using subject = ending;
    using entry = completion_list<test_list, test_traits>::entry;

    static HRESULT subscribe(ending& target, end_function callback, void* context,
                             std::uint64_t* token) noexcept {
        *token = 0;
        if (target.answer != S_OK) return target.answer;
        if (target.status != 0) {
            callback(context, target);
            return S_OK;
        }
        *token = 1;
        target.callback = callback;
        target.context = context;
        if (target.after_subscribing) target.after_subscribing();
        return S_OK;
    }
    static void unsubscribe(ending& target, std::uint64_t) noexcept {
        if (target.before_leaving) target.before_leaving();
        target.callback = nullptr;
    }
    static std::int32_t status_of(const ending& target) noexcept { return target.status; }
    static void let_go(entry* gone) noexcept;
};

class test_list : public completion_list<test_list, test_traits> {
public:
    test_list() { start(); }

    void show(bool readable) noexcept { shown.push_back(readable); }
    void wake_one() noexcept { ++woken; }
    void wake_all() noexcept { woken += 100; }
    void destroy() noexcept { ++destroyed; }

    std::vector<bool> shown;
    int woken = 0;
    int destroyed = 0;
};

void test_traits::let_go(entry* gone) noexcept {
    gone->target->let_go = true;
}

class CompletionList : public ::testing::Test {
protected:
    // The ending of that number, attached with its number as key.
    ending& attach(std::uint64_t number, HRESULT expected = S_OK) {
        ending& target = made(number);
        test_list::entry& added = m_entries.emplace_back();
        added.target = &target;
        added.key = number;
        EXPECT_EQ(m_list.attach(added), expected);
        return target;
    }
    ending& made(std::uint64_t number) {
        while (m_endings.size() <= number)
            m_endings.emplace_back();
        return m_endings[number];
    }
    std::vector<std::uint64_t> take(std::uint32_t most = UINT32_MAX) {
        test_list::entry* taken = nullptr;
        const bool is_empty = m_list.shown.empty() || !m_list.shown.back();
        EXPECT_EQ(m_list.take(taken, most, false), is_empty ? S_FALSE : S_OK);
        std::vector<std::uint64_t> keys;
        for (; taken; taken = taken->next.get()) {
            EXPECT_EQ(taken->status.get(), taken->target->status);
            keys.push_back(taken->key);
        }
        return keys;
    }

    using keys = std::vector<std::uint64_t>;
    test_list m_list;
    std::deque<ending> m_endings;
    std::deque<test_list::entry> m_entries;
};

TEST_F(CompletionList, GivesWhatHasEndedInTheOrderOfTheEnds) {
    for (std::uint64_t number = 0; number < 5; ++number)
        attach(number);
    EXPECT_EQ(take(), keys{});
    for (const std::uint64_t number : {3, 0, 4})
        made(number).end(1);
    EXPECT_EQ(take(), (keys{3, 0, 4}));
    made(1).end(2);
    made(2).end(3);
    EXPECT_EQ(take(), (keys{1, 2}));
    EXPECT_EQ(take(), keys{});
}

TEST_F(CompletionList, GivesNoMoreThanIsWanted) {
    for (std::uint64_t number = 0; number < 5; ++number)
        attach(number).end(1);
    EXPECT_EQ(take(2), (keys{0, 1}));
    EXPECT_EQ(take(2), (keys{2, 3}));
    EXPECT_EQ(take(2), (keys{4}));
}

TEST_F(CompletionList, TakesWhatHasEndedAlready) {
    made(0).status = 1;
    attach(0);
    EXPECT_EQ(take(), (keys{0}));
}

TEST_F(CompletionList, TakesWhatHasEndedAndTellsNothing) {
    made(0).status = 2;
    made(0).answer = S_FALSE;
    attach(0);
    EXPECT_EQ(take(), (keys{0}));
}

TEST_F(CompletionList, TakesWhatEndsBeforeItIsLinked) {
    ending& target = made(0);
    target.after_subscribing = [&] { target.end(1); };
    attach(0);
    EXPECT_EQ(take(), (keys{0}));
}

TEST_F(CompletionList, ShowsWhetherItIsEmptyWhenThatChanges) {
    attach(0).end(1);
    attach(1).end(1);
    EXPECT_EQ(m_list.shown, (std::vector<bool>{true}));
    take(1);
    EXPECT_EQ(m_list.shown, (std::vector<bool>{true}));
    take(1);
    EXPECT_EQ(m_list.shown, (std::vector<bool>{true, false}));
    attach(2).end(1);
    EXPECT_EQ(m_list.shown, (std::vector<bool>{true, false, true}));
}

TEST_F(CompletionList, WakesSleepersOnly) {
    attach(0).end(1);
    EXPECT_EQ(m_list.woken, 0);
    take();
    test_list::entry* none = nullptr;
    EXPECT_EQ(m_list.take(none, 1, true), S_FALSE);
    EXPECT_EQ(m_list.take(none, 1, true), S_FALSE);
    attach(1).end(1);
    EXPECT_EQ(m_list.woken, 1);
    attach(2).end(1);
    EXPECT_EQ(m_list.woken, 2);
    m_list.get_up();
    // One is awake and takes one; the other is called for the rest.
    EXPECT_EQ(take(1), (keys{1}));
    EXPECT_EQ(m_list.woken, 3);
    m_list.get_up();
    EXPECT_EQ(take(1), (keys{2}));
    EXPECT_EQ(m_list.woken, 3);
}

TEST_F(CompletionList, KeepsNothingThatCannotTellItsEnd) {
    made(0).answer = E_OUTOFMEMORY;
    attach(0, E_OUTOFMEMORY);
    EXPECT_EQ(take(), keys{});
    m_list.close();
    EXPECT_FALSE(made(0).let_go) << "it is still the caller's";
}

TEST_F(CompletionList, CloseLetsGoOfEverything) {
    attach(0);
    attach(1).end(1);
    attach(2);
    m_list.close();
    for (std::uint64_t number = 0; number < 3; ++number) {
        EXPECT_TRUE(made(number).let_go);
        EXPECT_EQ(made(number).callback, nullptr);
    }
    EXPECT_EQ(m_list.woken, 100);
    EXPECT_EQ(m_list.shown.back(), true) << "for good, so that event loops learn it";
    test_list::entry* none = nullptr;
    EXPECT_EQ(m_list.take(none, 1, true), E_ILLEGAL_METHOD_CALL);
    attach(3, E_ILLEGAL_METHOD_CALL);
    EXPECT_EQ(made(3).callback, nullptr);
    m_list.close();
    EXPECT_EQ(m_list.woken, 100);
}

TEST_F(CompletionList, AnEndThatCloseOvertakesIsNotDelivered) {
    ending& target = attach(0);
    attach(1);
    target.before_leaving = [&] {
        target.end(1);
        EXPECT_FALSE(target.let_go);
    };
    m_list.close();
    EXPECT_TRUE(target.let_go);
    EXPECT_TRUE(made(1).let_go);
}

TEST_F(CompletionList, CloseInTheMiddleOfAttachLeavesTheEntryToItsCaller) {
    for (const bool ends : {false, true}) {
        const std::uint64_t number = ends ? 1 : 0;
        ending& target = made(number);
        test_list list;
        target.after_subscribing = [&] {
            if (ends) target.end(1);
            list.close();
        };
        test_list::entry added;
        added.target = &target;
        EXPECT_EQ(list.attach(added), E_ILLEGAL_METHOD_CALL);
        EXPECT_EQ(target.callback, nullptr);
        EXPECT_FALSE(target.let_go);
    }
}

TEST_F(CompletionList, LivesUntilEverybodyHasLeft) {
    attach(0).end(1);
    EXPECT_EQ(m_list.destroyed, 0);
    m_list.close();
    m_list.drop_life();
    EXPECT_EQ(m_list.destroyed, 1);
}

} // namespace

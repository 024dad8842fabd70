// SPDX-License-Identifier: MIT
// The mailbox behind a progress sink: reporters against each other, against the timer, and against
// the end.
#include <gtest/gtest.h>

#include "run/progress_mailbox.h"

#include "model.h"

namespace {

using namespace race;
using asyncom::core::progress_mailbox;

constexpr rl::iteration_t iterations = 60'000;

template <broken Broken>
struct mailbox_traits : model_primitives<Broken> {
    template <class Word>
    static void wait_while(const Word& word, std::uint32_t value) {
        while (word.load(rl::mo_acquire) == value)
            rl::yield(1, $);
    }
    template <class Word>
    static void wake(const Word&) {}
};

template <broken Broken>
class model_mailbox : public progress_mailbox<model_mailbox<Broken>, mailbox_traits<Broken>> {
public:
    using base = progress_mailbox<model_mailbox<Broken>, mailbox_traits<Broken>>;
    using letter = typename base::letter;

    static constexpr int most = 4;
    // Stands in the place of a letter, whose value follows it.
    struct model_letter : letter {
        rl::var<int> value;
    };
    model_letter letters[most];
    rl::var<int> listener; // one delivery at a time, and none after the end
    rl::atomic<int> delivered;
    rl::atomic<int> discarded[most];
    rl::atomic<int> last;
    rl::atomic<int> timers;
    rl::atomic<int> clock;

    void begin(std::int64_t interval) {
        this->start(interval);
        listener($).store(0);
        delivered($).store(0, rl::mo_relaxed);
        last($).store(-1, rl::mo_relaxed);
        timers($).store(0, rl::mo_relaxed);
        clock($).store(0, rl::mo_relaxed);
        for (auto& each : discarded)
            each($).store(0, rl::mo_relaxed);
    }
    void report(int which) {
        letters[which].value($).store(which);
        switch (this->post(letters[which])) {
        case base::posted::first:
            this->deliver_due();
            break;
        case base::posted::has_ended:
            discard(letters[which]);
            break;
        case base::posted::later:
            break;
        }
    }

    std::uint32_t thread_token() { return std::uint32_t(rl::ctx().threadx_->index_) + 1; }
    std::int64_t now() { return clock($).load(rl::mo_relaxed); }
    bool arm(std::int64_t) {
        timers($).fetch_add(1, rl::mo_relaxed);
        return true;
    }
    void deliver(letter& each) {
        auto& mine = static_cast<model_letter&>(each);
        listener($).store(mine.value($).load());
        delivered($).fetch_add(1, rl::mo_relaxed);
        last($).store(mine.value($).load(), rl::mo_relaxed);
    }
    void discard(letter& each) {
        auto& mine = static_cast<model_letter&>(each);
        mine.value($).store(-1); // death: nobody may be looking
        discarded[&mine - letters]($).fetch_add(1, rl::mo_relaxed);
    }

    int delivered_count() { return delivered($).load(rl::mo_relaxed); }
    int timer_count() { return timers($).load(rl::mo_relaxed); }
    void check_discarded(int count) {
        for (int i = 0; i < count; ++i)
            RL_ASSERT(discarded[i]($).load(rl::mo_relaxed) == 1);
    }
};

// Three reporters, and no rate: each value is delivered, once, and never two at the same time.
template <broken Broken>
struct reporters_without_a_rate : rl::test_suite<reporters_without_a_rate<Broken>, 3> {
    model_mailbox<Broken> box;

    void before() { box.begin(0); }
    void thread(unsigned index) { box.report(int(index)); }
    void after() {
        RL_ASSERT(box.delivered_count() == 3);
        box.check_discarded(3);
    }
};

// Three reporters and a rate that is not due again: what was not delivered has been replaced, or
// waits for a timer; and there is one timer at most.
template <broken Broken>
struct reporters_with_a_rate : rl::test_suite<reporters_with_a_rate<Broken>, 3> {
    model_mailbox<Broken> box;

    void before() { box.begin(100); }
    void thread(unsigned index) { box.report(int(index)); }
    void after() {
        RL_ASSERT(box.delivered_count() == 1);
        RL_ASSERT(box.timer_count() <= 1);
        const int before = box.delivered_count();
        box.clock($).store(100, rl::mo_relaxed);
        if (box.timer_count() == 1) box.on_time(false);
        RL_ASSERT(box.delivered_count() == before + box.timer_count());
        box.check_discarded(3);
    }
};

// A reporter, the timer that was armed before, and the end: what waits is delivered before the end,
// once, and nothing after it.
template <broken Broken>
struct end_against_reports : rl::test_suite<end_against_reports<Broken>, 3> {
    model_mailbox<Broken> box;

    void before() {
        box.begin(100);
        box.report(0);
        box.report(1);
        RL_ASSERT(box.timer_count() == 1);
        box.clock($).store(100, rl::mo_relaxed);
    }
    void thread(unsigned index) {
        if (index == 0) {
            box.report(2);
        } else if (index == 1) {
            box.on_time(false);
        } else {
            box.finish();
            box.listener($).store(-1); // nobody is on his way to the listener
        }
    }
    void after() {
        RL_ASSERT(box.is_over());
        RL_ASSERT(box.delivered_count() >= 2);
        box.check_discarded(3);
    }
};

// Two who flush while a third reports: it is delivered when all have returned.
template <broken Broken>
struct flushes_against_a_report : rl::test_suite<flushes_against_a_report<Broken>, 3> {
    model_mailbox<Broken> box;

    void before() {
        box.begin(100);
        box.report(0);
        box.report(1);
    }
    void thread(unsigned index) {
        if (index == 0)
            box.report(2);
        else
            box.flush();
    }
    void after() {
        RL_ASSERT(box.delivered_count() >= 2);
        box.flush();
        RL_ASSERT(box.last($).load(rl::mo_relaxed) == 2);
        box.check_discarded(3);
    }
};

TEST(SinkModel, DeliversEachValueOnceAndOneAtATime) {
    EXPECT_TRUE(passes<reporters_without_a_rate<broken::nothing>>(iterations))
        << last_report().text();
    EXPECT_FALSE(passes<reporters_without_a_rate<broken::atomicity>>(iterations));
    EXPECT_FALSE(passes<reporters_without_a_rate<broken::orders>>(iterations));
    EXPECT_FALSE(passes<reporters_without_a_rate<broken::mutex>>(iterations));
}

TEST(SinkModel, LosesNoLatestValueAndArmsOneTimer) {
    EXPECT_TRUE(passes<reporters_with_a_rate<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_FALSE(passes<reporters_with_a_rate<broken::atomicity>>(iterations));
    EXPECT_FALSE(passes<reporters_with_a_rate<broken::orders>>(iterations));
    EXPECT_FALSE(passes<reporters_with_a_rate<broken::mutex>>(iterations));
}

TEST(SinkModel, TheEndIsLast) {
    EXPECT_TRUE(passes<end_against_reports<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_FALSE(passes<end_against_reports<broken::atomicity>>(iterations));
    EXPECT_FALSE(passes<end_against_reports<broken::mutex>>(iterations));
}

TEST(SinkModel, FlushesAgainstAReport) {
    EXPECT_TRUE(passes<flushes_against_a_report<broken::nothing>>(iterations))
        << last_report().text();
    EXPECT_FALSE(passes<flushes_against_a_report<broken::mutex>>(iterations));
}

} // namespace

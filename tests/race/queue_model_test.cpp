// SPDX-License-Identifier: MIT
// The list behind a completion queue: operations that end against consumers, against the thread
// that attaches them, and against the one that closes.
#include <gtest/gtest.h>

#include "run/completion_list.h"

#include "model.h"

namespace {

using namespace race;
using asyncom::core::completion_list;

constexpr rl::iteration_t iterations = 60'000;

// What an operation promises about its end: told once, and whoever leaves waits for the teller.
// `patient` false: it does not wait.
template <broken Broken, bool patient>
struct model_ending {
    using primitives = model_primitives<Broken>;
    using callback_type = void (*)(void*, model_ending&) noexcept;

    typename model_primitives<broken::nothing>::mutex mutex;
    rl::var<callback_type> callback;
    rl::var<void*> context;
    rl::var<bool> ended;
    rl::atomic<int> telling;

    using own_lock = typename model_primitives<broken::nothing>::lock;

    void start() {
        callback($).store(nullptr);
        context($).store(nullptr);
        ended($).store(false);
        telling($).store(0, rl::mo_relaxed);
    }
    bool subscribe(callback_type call, void* with, std::uint64_t* token) {
        own_lock lock(mutex);
        *token = 0;
        if (ended($).load()) return false;
        *token = 1;
        callback($).store(call);
        context($).store(with);
        return true;
    }
    void unsubscribe() {
        {
            own_lock lock(mutex);
            callback($).store(nullptr);
        }
        while (patient && telling($).load(rl::mo_acquire) != 0)
            rl::yield(1, $);
    }
    void end() {
        callback_type call = nullptr;
        void* with = nullptr;
        {
            own_lock lock(mutex);
            ended($).store(true);
            call = callback($).load();
            with = context($).load();
            callback($).store(nullptr);
            telling($).store(call != nullptr ? 1 : 0, rl::mo_relaxed);
        }
        if (call != nullptr) call(with, *this);
        telling($).store(0, rl::mo_release);
    }
};

template <broken Broken, bool patient>
class model_list;

template <broken Broken, bool patient>
struct list_traits : model_primitives<Broken> {
    using subject = model_ending<Broken, patient>;
    using list = model_list<Broken, patient>;

    static HRESULT subscribe(subject& target, typename subject::callback_type callback,
                             void* context, std::uint64_t* token) {
        if (!target.subscribe(callback, context, token)) callback(context, target);
        return S_OK;
    }
    static void unsubscribe(subject& target, std::uint64_t) { target.unsubscribe(); }
    static std::int32_t status_of(subject&) { return 1; }
    template <class Entry>
    static void let_go(Entry* gone) {
        gone->status.set(-1); // death: nobody may be looking
        static_cast<list*>(gone->list)->count_gone();
    }
};

template <broken Broken, bool patient>
class model_list
    : public completion_list<model_list<Broken, patient>, list_traits<Broken, patient>> {
public:
    void begin() {
        this->start();
        memory($).store(0);
        gone($).store(0, rl::mo_relaxed);
        destroyed($).store(0, rl::mo_relaxed);
        calls($).store(0, rl::mo_relaxed);
    }
    void show(bool) { touch(); }
    void wake_one() {
        touch();
        calls($).fetch_add(1, rl::mo_relaxed);
    }
    void wake_all() { wake_one(); }
    void destroy() {
        memory($).store(1);
        destroyed($).fetch_add(1, rl::mo_relaxed);
    }
    void count_gone() { gone($).fetch_add(1, rl::mo_relaxed); }
    int gone_count() { return gone($).load(rl::mo_relaxed); }
    int destroyed_count() { return destroyed($).load(rl::mo_relaxed); }
    int call_count() { return calls($).load(rl::mo_relaxed); }

private:
    void touch() { RL_ASSERT(memory($).load() == 0); }

    rl::var<int> memory;
    rl::atomic<int> gone;
    rl::atomic<int> destroyed;
    rl::atomic<int> calls;
};

template <broken Broken, bool patient>
struct queue_scene {
    using list_type = model_list<Broken, patient>;
    using entry = typename list_type::entry;

    list_type list;
    model_ending<Broken, patient> endings[2];
    entry entries[2];

    void begin() {
        list.begin();
        for (int i = 0; i < 2; ++i) {
            endings[i].start();
            entries[i].target = &endings[i];
        }
    }
    HRESULT attach(int which) { return list.attach(entries[which]); }
    // A consumer that takes all there is, looks at it, and lets go.
    void consume() {
        entry* taken = nullptr;
        if (list.take(taken, 2, false) != S_OK) return;
        while (taken != nullptr) {
            entry* const each = taken;
            taken = each->next.get();
            RL_ASSERT(each->status.get() == 1);
            list_traits<Broken, patient>::let_go(each);
        }
    }
    void finish() {
        list.close();
        list.drop_life();
        RL_ASSERT(list.destroyed_count() == 1);
    }
};

// An operation ends, a consumer takes, a third thread closes and lets go of the list: each entry
// goes once, and the list not before the end has left it.
template <broken Broken, bool patient = true>
struct queue_against_close : rl::test_suite<queue_against_close<Broken, patient>, 3>,
                             queue_scene<Broken, patient> {
    void before() {
        this->begin();
        this->attach(0);
        this->attach(1);
    }
    void thread(unsigned index) {
        if (index == 0) {
            this->endings[0].end();
            this->endings[1].end();
        } else if (index == 1) {
            this->consume();
        } else {
            this->list.close();
        }
    }
    void after() {
        RL_ASSERT(this->list.gone_count() == 2);
        this->finish();
    }
};

// The last reference goes while the operation ends.
template <broken Broken, bool patient = true>
struct end_against_last_release : rl::test_suite<end_against_last_release<Broken, patient>, 2>,
                                  queue_scene<Broken, patient> {
    void before() {
        this->begin();
        this->attach(0);
    }
    void thread(unsigned index) {
        if (index == 0) {
            this->endings[0].end();
        } else {
            this->consume();
            this->finish_early();
        }
    }
    void finish_early() {
        this->list.close();
        this->list.drop_life();
    }
    void after() {
        RL_ASSERT(this->list.gone_count() == 1);
        RL_ASSERT(this->list.destroyed_count() == 1);
    }
};

// Attached while it ends and while another thread closes: it is the list's or the caller's, never
// both.
template <broken Broken, bool patient = true>
struct attach_against_end_and_close
    : rl::test_suite<attach_against_end_and_close<Broken, patient>, 3>,
      queue_scene<Broken, patient> {
    rl::var<HRESULT> answer;

    void before() { this->begin(); }
    void thread(unsigned index) {
        if (index == 0) {
            const HRESULT got = this->attach(0);
            answer($).store(got);
            if (got < 0) list_traits<Broken, patient>::let_go(&this->entries[0]);
        } else if (index == 1) {
            this->endings[0].end();
        } else {
            this->list.close();
        }
    }
    void after() {
        RL_ASSERT(this->list.gone_count() == 1);
        this->finish();
    }
};

// Attached while it ends, and a consumer that goes to sleep: it sees the entry, or it is called.
template <broken Broken, bool patient = true>
struct sleeper_against_end : rl::test_suite<sleeper_against_end<Broken, patient>, 3>,
                             queue_scene<Broken, patient> {
    rl::var<bool> slept;

    void before() { this->begin(); }
    void thread(unsigned index) {
        if (index == 0) {
            this->attach(0);
        } else if (index == 1) {
            this->endings[0].end();
        } else {
            typename queue_scene<Broken, patient>::entry* taken = nullptr;
            slept($).store(this->list.take(taken, 1, true) == S_FALSE);
            if (taken != nullptr) list_traits<Broken, patient>::let_go(taken);
        }
    }
    void after() {
        if (slept($).load()) RL_ASSERT(this->list.call_count() == 1);
        this->consume();
        RL_ASSERT(this->list.gone_count() == 1);
        this->finish();
    }
};

TEST(QueueModel, ClosesAgainstEndsAndConsumers) {
    EXPECT_TRUE(passes<queue_against_close<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_FALSE(passes<queue_against_close<broken::mutex>>(iterations));
}

TEST(QueueModel, CloseWaitsForAnEndThatIsInside) {
    EXPECT_FALSE((passes<queue_against_close<broken::nothing, false>>(iterations)));
}

TEST(QueueModel, LivesUntilTheEndHasLeft) {
    EXPECT_TRUE(passes<end_against_last_release<broken::nothing>>(iterations))
        << last_report().text();
    EXPECT_FALSE(passes<end_against_last_release<broken::mutex>>(iterations));
    EXPECT_FALSE(passes<end_against_last_release<broken::orders>>(iterations));
}

TEST(QueueModel, AttachesAgainstEndAndClose) {
    EXPECT_TRUE(passes<attach_against_end_and_close<broken::nothing>>(iterations))
        << last_report().text();
    EXPECT_FALSE(passes<attach_against_end_and_close<broken::mutex>>(iterations));
    EXPECT_FALSE((passes<attach_against_end_and_close<broken::nothing, false>>(iterations)));
}

TEST(QueueModel, LosesNoCall) {
    EXPECT_TRUE(passes<sleeper_against_end<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_FALSE(passes<sleeper_against_end<broken::mutex>>(iterations));
}

} // namespace

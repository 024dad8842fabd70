// SPDX-License-Identifier: MIT
// A component stays while anything of it lives, and goes when it says so.
#include "components.h"
#include "support/child.h"
#include "support/threads.h"

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace {

using namespace contract;

class Unload : public testing::Test {
protected:
    static void SetUpTestSuite() { AsyncomAddComponentDirectory(component_directory.c_str()); }

    static void expect_kept(const std::string& name) {
        CoFreeUnusedLibraries();
        EXPECT_TRUE(is_loaded(name));
    }
};

TEST_F(Unload, ComesWhenNothingOfTheComponentLives) {
    held<IActivationFactory> factory;
    ASSERT_EQ(get_factory(u"Test.Good.Worker", factory), ok);
    expect_kept("Test.Good");
    IInspectable* instance = nullptr;
    ASSERT_EQ(factory->ActivateInstance(&instance), ok);
    factory.reset();
    expect_kept("Test.Good");
    instance->Release();
    EXPECT_TRUE(is_loaded("Test.Good"));
    EXPECT_TRUE(goes_away("Test.Good"));
    // And it can come again.
    EXPECT_TRUE(make_worker(u"Test.Good.Worker"));
}

TEST_F(Unload, WaitsForThoseThatTheApplicationLoadedItself) {
    void* const own = ::dlopen(component_path("Test.Good").c_str(), RTLD_NOW | RTLD_LOCAL);
    ASSERT_TRUE(own);
    ASSERT_TRUE(make_worker(u"Test.Good.Worker"));
    expect_kept("Test.Good");
    ::dlclose(own);
    EXPECT_FALSE(is_loaded("Test.Good"));
    // The other way round: what the application closes stays for those who activated it.
    const held<IWorker> worker = make_worker(u"Test.Good.Worker");
    void* const again = ::dlopen(component_path("Test.Good").c_str(), RTLD_NOW | RTLD_LOCAL);
    ::dlclose(again);
    EXPECT_TRUE(is_loaded("Test.Good"));
    EXPECT_TRUE(start(*worker));
}

TEST_F(Unload, NeverComesForAComponentThatCannotSay) {
    ASSERT_TRUE(make_worker(u"Test.NeverUnloads.Worker"));
    expect_kept("Test.NeverUnloads");
}

// The component says that it can go while an operation of its own runs, and while a handler lives
// that would call into it.
TEST_F(Unload, DoesNotBelieveAComponentWhoseOperationRuns) {
    const std::string name = "Test.AlwaysUnloads";
    IAsyncAction* operation = nullptr;
    held<IWorker> worker = make_worker(u"Test.AlwaysUnloads.Worker");
    ASSERT_EQ(worker->Begin(&operation), ok);
    expect_kept(name);
    ASSERT_EQ(worker->Finish(), ok);
    worker.reset();
    EXPECT_EQ(operation->GetResults(), ok);
    EXPECT_TRUE(goes_away(name)); // an ended operation is ours alone
    EXPECT_EQ(operation->GetResults(), ok);
    operation->Release();
}

TEST_F(Unload, DoesNotBelieveAComponentWhoseHandlerLives) {
    const std::string name = "Test.AlwaysUnloads";
    void* handler = nullptr;
    make_worker(u"Test.AlwaysUnloads.Worker")->MakeHandler(&handler);
    ASSERT_TRUE(handler);
    expect_kept(name);
    static_cast<IUnknown*>(handler)->Release();
    EXPECT_TRUE(goes_away(name));
}

// Of all work that is started meanwhile. Open at the end at the latest: a failed assertion leaves
// no thread waiting inside the component.
class closed_gate {
public:
    closed_gate() { is_open = false; }
    ~closed_gate() { open(); }
    closed_gate(const closed_gate&) = delete;
    closed_gate& operator=(const closed_gate&) = delete;

    static void open() {
        is_open = true;
        is_open.notify_all();
    }
    static void pass() { is_open.wait(false); }

private:
    static inline std::atomic<bool> is_open{true};
};

// Whatever lives of the component lives alone for a while, and is asked to go then: an operation
// that only its worker can end, one whose work waits inside the component, both.
void fly_and_land(const std::u16string& name, const std::string& component) {
    held<IWorker> worker = make_worker(name);
    ASSERT_TRUE(worker);
    closed_gate gate;
    hooks_of(component).in_work = &closed_gate::pass;
    IAsyncAction* begun = nullptr;
    ASSERT_EQ(worker->Begin(&begun), ok);
    const held<IAsyncAction> first(begun);
    const held<IAsyncAction> second = start(*worker);
    ASSERT_TRUE(second);
    const auto is_in_flight = [](const held<IAsyncAction>& operation) {
        return AsyncomWait(operation.get(), 0) == no;
    };

    ASSERT_TRUE(is_in_flight(first) && is_in_flight(second));
    CoFreeUnusedLibraries();
    ASSERT_TRUE(is_loaded(component));
    ASSERT_EQ(worker->Finish(), ok);
    worker.reset(); // the other operation goes on without it
    ASSERT_TRUE(!is_in_flight(first) && is_in_flight(second));
    CoFreeUnusedLibraries();
    ASSERT_TRUE(is_loaded(component));
    gate.open();
    ASSERT_EQ(AsyncomWait(second.get(), ASYNCOM_INFINITE), ok);
    ASSERT_TRUE(goes_away(component));
    ASSERT_EQ(first->GetResults(), ok);
    ASSERT_EQ(second->GetResults(), ok);
}

// Test.Good counts what lives; Test.AlwaysUnloads agrees to go, and only what the library knows
// keeps it.
TEST_F(Unload, ThousandRoundsWithOperationsInFlight) {
    for (int round = 0; round < 500 && !HasFatalFailure(); ++round) {
        SCOPED_TRACE(round);
        fly_and_land(u"Test.Good.Worker", "Test.Good");
        fly_and_land(u"Test.AlwaysUnloads.Worker", "Test.AlwaysUnloads");
    }
}

TEST_F(Unload, DoesNotComeForAComponentThatThrowsInsteadOfAnAnswer) {
    ASSERT_TRUE(make_worker(u"Test.Hooked.Worker"));
    hooks_of("Test.Hooked") = {nullptr, [] { throw 7; }, nullptr};
    expect_kept("Test.Hooked");
    hooks_of("Test.Hooked") = {};
    EXPECT_TRUE(goes_away("Test.Hooked"));
}

TEST_F(Unload, TakesOneOfSeveralComponents) {
    // The one that stays was loaded last, so it stands in front of the one that goes.
    ASSERT_TRUE(make_worker(u"Test.Good.Worker"));
    const held<IWorker> other = make_worker(u"Test.Hooked.Worker");
    EXPECT_TRUE(goes_away("Test.Good"));
    EXPECT_TRUE(is_loaded("Test.Hooked"));
}

void activate_another() {
    EXPECT_TRUE(make_worker(u"Test.Good.Worker"));
}
void activate_itself_and_ask() {
    held<IActivationFactory> factory;
    EXPECT_EQ(get_factory(u"Test.Hooked.Worker", factory), ok);
    factory.reset();
    CoFreeUnusedLibraries(); // not this one once more
}

TEST_F(Unload, LetsAComponentActivateWhateverItIsAsked) {
    ASSERT_TRUE(make_worker(u"Test.Hooked.Worker"));
    hooks_of("Test.Hooked") = {&activate_another, &activate_itself_and_ask, nullptr};
    ASSERT_TRUE(make_worker(u"Test.Hooked.Worker"));
    EXPECT_TRUE(is_loaded("Test.Good"));
    expect_kept("Test.Hooked");
    hooks_of("Test.Hooked") = {};
    EXPECT_TRUE(goes_away("Test.Hooked"));
}

// Three places in two threads, each of which waits for another.
class meeting {
public:
    void come_to(bool& place) {
        std::scoped_lock lock(m_mutex);
        place = true;
        m_changed.notify_all();
    }
    void wait_for(const bool& place) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return place; });
    }
    bool inside = false;
    bool asked_or_done = false;
    bool activated = false;

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
};
meeting first_object;

void stop_before_the_factory() {
    first_object.come_to(first_object.inside);
    first_object.wait_for(first_object.asked_or_done);
}
void stop_before_the_answer() {
    first_object.come_to(first_object.asked_or_done);
    first_object.wait_for(first_object.activated);
}

// The component says that it can go, and at that moment another thread is about to make its first
// object.
TEST_F(Unload, DoesNotComeWhileTheFirstObjectIsMade) {
    ASSERT_TRUE(make_worker(u"Test.Hooked.Worker"));
    hooks_of("Test.Hooked") = {&stop_before_the_factory, &stop_before_the_answer, nullptr};
    held<IActivationFactory> factory;
    std::thread activating([&] {
        get_factory(u"Test.Hooked.Worker", factory);
        first_object.come_to(first_object.activated);
    });
    first_object.wait_for(first_object.inside);
    CoFreeUnusedLibraries();
    first_object.come_to(first_object.asked_or_done);
    activating.join();
    ASSERT_TRUE(factory);
    ASSERT_TRUE(is_loaded("Test.Hooked"));
    hooks_of("Test.Hooked") = {};
    factory.reset();
    EXPECT_TRUE(goes_away("Test.Hooked"));
}

meeting before_fork;

void stop_before_the_fork() {
    before_fork.come_to(before_fork.inside);
    before_fork.wait_for(before_fork.asked_or_done);
}

// The thread that was inside is not in the child, and will never leave.
TEST_F(Unload, DoesNotComeInAForkedChildWhereAnotherThreadWasInside) {
    ASSERT_TRUE(make_worker(u"Test.Hooked.Worker"));
    hooks_of("Test.Hooked") = {&stop_before_the_fork, nullptr, nullptr};
    held<IActivationFactory> factory;
    std::thread activating([&] { get_factory(u"Test.Hooked.Worker", factory); });
    before_fork.wait_for(before_fork.inside);
    const child_result result = in_child([](child_report& child) {
        CoFreeUnusedLibraries();
        CHILD_SHOULD(is_loaded("Test.Hooked"));
        hooks_of("Test.Hooked") = {};
        CHILD_SHOULD(make_worker(u"Test.Hooked.Worker") != nullptr);
        return 0;
    });
    before_fork.come_to(before_fork.asked_or_done);
    activating.join();
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.findings, "");
    hooks_of("Test.Hooked") = {};
    factory.reset();
    EXPECT_TRUE(goes_away("Test.Hooked"));
}

// Nothing of the component lives when a round begins: the threads race for loading it, and another
// asks it to go all the time.
TEST_F(Unload, RacesWithEightThreadsThatActivate) {
    constexpr int rounds = 60;
    constexpr int threads = 8;
    std::barrier<> meeting(threads + 1);
    std::vector<held<IActivationFactory>> factories(threads);
    std::vector<HRESULT> answers(threads, failed);
    std::vector<std::thread> all;
    for (int index = 0; index < threads; ++index) {
        all.emplace_back([&, index] {
            for (int round = 0; round < rounds; ++round) {
                meeting.arrive_and_wait();
                answers[index] = get_factory(u"Test.Good.Worker", factories[index]);
                meeting.arrive_and_wait();
            }
        });
    }
    for (int round = 0; round < rounds; ++round) {
        meeting.arrive_and_wait();
        for (int asked = 0; asked < 20; ++asked)
            CoFreeUnusedLibraries();
        meeting.arrive_and_wait();
        EXPECT_TRUE(is_loaded("Test.Good"));
        for (int index = 0; index < threads; ++index) {
            EXPECT_EQ(answers[index], ok);
            EXPECT_TRUE(factories[index]);
            factories[index].reset();
        }
        EXPECT_TRUE(goes_away("Test.Good"));
    }
    for (std::thread& each : all)
        each.join();
}

} // namespace

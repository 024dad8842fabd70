// SPDX-License-Identifier: MIT
// What revoking waits for, and what the child of a fork finds.
#include "com/registered_factories.h"

#include "registration.h"
#include "support/child_process.h"

#include "support/latch.h"
#include <atomic>
#include <thread>
#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

class RegisteredFactoriesThreads : public RegistrationTest {};

// The first call that comes waits inside the callback until it may leave.
struct held_call {
    explicit held_call(const char16_t* class_name) {
        script = [this] {
            if (taken.exchange(true)) return;
            inside.count_down();
            may_leave.wait();
            has_left = true;
        };
        cookie = registered(class_name, &give_scripted);
        caller = std::thread([=] { EXPECT_TRUE(is_registered(class_name)); });
        inside.wait();
    }
    ~held_call() { caller.join(); }

    std::atomic<bool> taken{false};
    test_latch inside{1};
    test_latch may_leave{1};
    std::atomic<bool> has_left{false};
    RO_REGISTRATION_COOKIE cookie = nullptr;
    std::thread caller;
};

TEST_F(RegisteredFactoriesThreads, RevokingWaitsForACallOnAnotherThread) {
    held_call call(u"Waited.Class");
    std::atomic<bool> returned{false};
    std::thread revoker([&] {
        RoRevokeActivationFactories(call.cookie);
        EXPECT_TRUE(call.has_left);
        returned = true;
    });
    // It takes the class away first and then waits, both under one lock.
    while (is_registered(u"Waited.Class"))
        std::this_thread::yield();
    EXPECT_FALSE(returned);
    call.may_leave.count_down();
    revoker.join();
}

TEST_F(RegisteredFactoriesThreads, RevokingInsideACallWaitsForTheOtherThreads) {
    held_call call(u"Both.Class");
    std::thread revoker([&] {
        const name text(u"Both.Class");
        const registered_call own(text); // what a lookup holds around the callback
        EXPECT_NE(own.callback(), nullptr);
        RoRevokeActivationFactories(call.cookie);
        EXPECT_TRUE(call.has_left);
    });
    while (is_registered(u"Both.Class"))
        std::this_thread::yield();
    call.may_leave.count_down();
    revoker.join();
}

TEST_F(RegisteredFactoriesThreads, RevokingDoesNotWaitForCallsOfOtherRegistrations) {
    held_call call(u"Busy.Class");
    const RO_REGISTRATION_COOKIE other = registered(u"Idle.Class", &give_second);
    RoRevokeActivationFactories(other);
    EXPECT_FALSE(is_registered(u"Idle.Class"));
    EXPECT_FALSE(call.has_left);
    call.may_leave.count_down();
    call.caller.join();
    call.caller = std::thread([] {});
    RoRevokeActivationFactories(call.cookie);
}

std::atomic<bool> may_be_called{false};
std::atomic<int> calls_of_the_dead{0};

HRESULT ASYNCOM_CALL give_while_alive(HSTRING, IActivationFactory** factory) {
    if (!may_be_called) ++calls_of_the_dead;
    const HRESULT result = give_first(nullptr, factory);
    if (!may_be_called) ++calls_of_the_dead;
    return result;
}

// What the registrar does between its calls is what unloading the callbacks' code would be.
TEST_F(RegisteredFactoriesThreads, AreFoundByManyThreadsWhileOneRegistersAndRevokes) {
    constexpr int rounds = 500;
    test_latch ready(9);
    std::atomic<bool> done{false};
    std::atomic<int> odd_answers{0};
    std::vector<std::thread> lookers;
    for (int i = 0; i < 8; ++i) {
        lookers.emplace_back([&] {
            ready.arrive_and_wait();
            while (!done) {
                const HRESULT result = look_up(u"Flickering");
                odd_answers += result != S_OK && result != REGDB_E_CLASSNOTREG;
            }
        });
    }
    ready.arrive_and_wait();
    for (int round = 0; round < rounds; ++round) {
        may_be_called = true;
        const RO_REGISTRATION_COOKIE cookie = registered(u"Flickering", &give_while_alive);
        EXPECT_TRUE(is_registered(u"Flickering"));
        RoRevokeActivationFactories(cookie);
        may_be_called = false;
    }
    done = true;
    for (std::thread& looker : lookers)
        looker.join();
    EXPECT_EQ(calls_of_the_dead, 0);
    EXPECT_EQ(odd_answers, 0);
}

bool child_can_register_and_look_up() {
    const RO_REGISTRATION_COOKIE cookie = registered(u"Childs.Class", &give_second);
    const bool found = is_registered(u"Childs.Class");
    RoRevokeActivationFactories(cookie);
    return found && !is_registered(u"Childs.Class");
}

TEST_F(RegisteredFactoriesThreads, AChildInheritsThem) {
    const RO_REGISTRATION_COOKIE cookie = registered(u"Inherited.Class", &give_first);
    EXPECT_TRUE(holds_in_child([&] {
        const bool inherited = is_registered(u"Inherited.Class");
        RoRevokeActivationFactories(cookie);
        return inherited && !is_registered(u"Inherited.Class") && child_can_register_and_look_up();
    }));
    EXPECT_TRUE(is_registered(u"Inherited.Class"));
    RoRevokeActivationFactories(cookie);
}

// The thread that is inside does not exist in the child, so nothing there waits for it.
TEST_F(RegisteredFactoriesThreads, AChildWaitsForNoCallOfItsParent) {
    held_call call(u"Left.Class");
    EXPECT_TRUE(holds_in_child([&] {
        RoRevokeActivationFactories(call.cookie);
        return !is_registered(u"Left.Class") && child_can_register_and_look_up();
    }));
    call.may_leave.count_down();
    call.caller.join();
    call.caller = std::thread([] {});
    RoRevokeActivationFactories(call.cookie);
}

TEST_F(RegisteredFactoriesThreads, ACallbackMayFork) {
    RO_REGISTRATION_COOKIE cookie = nullptr;
    bool held = false;
    pid_t child = -1;
    script = [&] {
        if (child >= 0) return;
        child = fork();
        if (child == 0) {
            alarm(60);
            held = child_can_register_and_look_up();
            RoRevokeActivationFactories(cookie);
        }
    };
    cookie = registered(u"Forking.Class", &give_scripted);
    const bool found = is_registered(u"Forking.Class");
    if (child == 0) leave_child(held && found && !is_registered(u"Forking.Class"));
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    RoRevokeActivationFactories(cookie);
}

// Some of the children find the lock taken by a thread that they do not have.
TEST_F(RegisteredFactoriesThreads, AChildOfABusyProcessGoesOn) {
    test_latch busy(1);
    std::atomic<bool> done{false};
    std::thread worker([&] {
        for (bool first = true; !done; first = false) {
            const RO_REGISTRATION_COOKIE cookie = registered(u"Busy", &give_first);
            if (first) busy.count_down();
            is_registered(u"Busy");
            RoRevokeActivationFactories(cookie);
        }
    });
    busy.wait();
    for (int child = 0; child < 50; ++child)
        EXPECT_TRUE(holds_in_child([] { return child_can_register_and_look_up(); }));
    done = true;
    worker.join();
}

} // namespace
} // namespace asyncom::core

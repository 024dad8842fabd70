// SPDX-License-Identifier: MIT
// Objects made from functions of a module, against AsyncomQuiesce, which takes the functions away:
// once it has passed, none of them runs or will begin to, so that the module may be unloaded.
#include <gtest/gtest.h>

#include "model_closures.h"

namespace {

using namespace race;

constexpr rl::iteration_t iterations = 30'000;

// A call, two who let go, and the end of the module.
template <broken Broken>
struct call_against_quiesce : rl::test_suite<call_against_quiesce<Broken>, 3> {
    model_closures<Broken> all;

    void before() {
        all.start();
        all.make(0, 0, 0);
        all.objects[0].code.add();
    }
    void thread(unsigned index) {
        if (index == 0) {
            all.quiesce(0);
            all.modules[0].unload();
        } else {
            if (index == 1) all.invoke(0);
            all.release(0);
        }
    }
    void after() {
        RL_ASSERT(all.objects[0].call_count() <= 1);
        RL_ASSERT(all.objects[0].destroyed_count() == 1);
    }
};

// An object that is made meanwhile is removed too, or refused.
template <broken Broken>
struct create_against_quiesce : rl::test_suite<create_against_quiesce<Broken>, 2> {
    model_closures<Broken> all;
    rl::var<bool> created;

    void before() {
        all.start();
        created($).store(false);
    }
    void thread(unsigned index) {
        if (index == 0) {
            all.quiesce(0);
            all.modules[0].unload();
        } else if (all.create(0)) {
            created($).store(true);
            all.invoke(0);
            all.release(0);
        }
    }
    void after() { RL_ASSERT(all.objects[0].destroyed_count() == (created($).load() ? 1 : 0)); }
};

// Two quiesce the same module while the last reference goes: either waits for a context that the
// other ends. `function`: the module that only the function lies in.
template <broken Broken, int function = 0>
struct two_quiesces : rl::test_suite<two_quiesces<Broken, function>, 3> {
    model_closures<Broken> all;

    void before() {
        all.start();
        all.make(0, function, 0);
    }
    void thread(unsigned index) {
        if (index == 2) return all.release(0);
        all.quiesce(0);
        all.modules[0].unload(index);
    }
    void after() { RL_ASSERT(all.objects[0].destroyed_count() == 1); }
};

// Calls of another module's function, before, after and around.
template <broken Broken, bool inside>
struct calls_of_two_modules : rl::test_suite<calls_of_two_modules<Broken, inside>, 2> {
    model_closures<Broken> all;

    void before() {
        all.start();
        all.make(0, 0, 0);
        all.make(1, 1, 1);
    }
    void thread(unsigned index) {
        if (index == 0) {
            all.quiesce(0);
            all.modules[0].unload();
        } else if (inside) {
            all.invoke(1, [this] { all.invoke(0); });
        } else {
            all.invoke(0);
            all.invoke(1);
        }
    }
    void after() {
        RL_ASSERT(all.objects[0].destroyed_count() == 1);
        RL_ASSERT(all.objects[1].call_count() == 1);
        RL_ASSERT(all.objects[1].destroyed_count() == 0);
    }
};

// A host asks until the module is not needed any more, and unloads it. `quiesced`: it is left at
// the same time; otherwise the last reference goes.
template <broken Broken, bool quiesced>
struct use_against_end : rl::test_suite<use_against_end<Broken, quiesced>, 2> {
    model_closures<Broken> all;

    void before() {
        all.start();
        all.make(0, 1, 0);
    }
    void thread(unsigned index) {
        if (index == 0) {
            while (all.is_needed(0))
                rl::yield(1, $);
            all.modules[0].unload();
        } else if (quiesced) {
            all.quiesce(0);
        } else {
            all.release(0);
        }
    }
    void after() { RL_ASSERT(all.objects[0].destroyed_count() == 1); }
};

TEST(ClosureModel, CallIsWaitedForOrNeverBegins) {
    EXPECT_TRUE(passes<call_against_quiesce<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_FALSE(passes<call_against_quiesce<broken::waiting>>(iterations));
    EXPECT_FALSE(passes<call_against_quiesce<broken::fences>>(iterations));
    EXPECT_FALSE(passes<call_against_quiesce<broken::orders>>(iterations));
    EXPECT_FALSE(passes<call_against_quiesce<broken::atomicity>>(iterations));
}

TEST(ClosureModel, ObjectThatIsMadeMeanwhileIsRemovedOrRefused) {
    EXPECT_TRUE(passes<create_against_quiesce<broken::nothing>>(iterations))
        << last_report().text();
    EXPECT_FALSE(passes<create_against_quiesce<broken::waiting>>(iterations));
    EXPECT_FALSE(passes<create_against_quiesce<broken::fences>>(iterations));
    EXPECT_FALSE(passes<create_against_quiesce<broken::orders>>(iterations));
}

TEST(ClosureModel, TwoWhoQuiesceWaitForEachOther) {
    EXPECT_TRUE(passes<two_quiesces<broken::nothing>>(iterations)) << last_report().text();
    EXPECT_TRUE((passes<two_quiesces<broken::nothing, 1>>(iterations))) << last_report().text();
    EXPECT_FALSE(passes<two_quiesces<broken::waiting>>(iterations));
    EXPECT_FALSE((passes<two_quiesces<broken::waiting, 1>>(iterations)));
    EXPECT_FALSE(passes<two_quiesces<broken::atomicity>>(iterations));
    EXPECT_FALSE((passes<two_quiesces<broken::orders, 1>>(iterations)));
}

TEST(ClosureModel, CallsOfAnotherModuleHideNone) {
    EXPECT_TRUE((passes<calls_of_two_modules<broken::nothing, false>>(iterations)))
        << last_report().text();
    EXPECT_TRUE((passes<calls_of_two_modules<broken::nothing, true>>(iterations)))
        << last_report().text();
    EXPECT_FALSE((passes<calls_of_two_modules<broken::fences, false>>(iterations)));
    EXPECT_FALSE((passes<calls_of_two_modules<broken::fences, true>>(iterations)));
    EXPECT_FALSE((passes<calls_of_two_modules<broken::orders, false>>(iterations)));
}

TEST(ClosureModel, ModuleIsNeededUntilDestroyHasReturned) {
    EXPECT_TRUE((passes<use_against_end<broken::nothing, false>>(iterations)))
        << last_report().text();
    EXPECT_TRUE((passes<use_against_end<broken::nothing, true>>(iterations)))
        << last_report().text();
    EXPECT_FALSE((passes<use_against_end<broken::orders, false>>(iterations)));
    EXPECT_FALSE((passes<use_against_end<broken::orders, true>>(iterations)));
}

} // namespace

// SPDX-License-Identifier: MIT
// What keeps a module: operations of its making that run, objects made of its functions.
#include "observe/module_use.h"

#include "support/child_process.h"
#include "unit/observe/churn.h"
#include "unit/observe/the_module.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

HRESULT complete_nothing(void*, IUnknown*, std::int32_t) {
    return S_OK;
}
HRESULT report_nothing(void*, IUnknown*, const void*) {
    return S_OK;
}
HRESULT cancel_nothing(void*, IAsyncProducer*) {
    return S_OK;
}
HRESULT do_nothing(void*, IAsyncProducer*, IUnknown*) {
    return S_OK;
}
void destroy_nothing(void*) {}

bool is_needed() {
    return is_module_needed(in_the_module());
}

// One of each kind, made of these functions.
struct functions {
    AsyncomCompletedCallback completed = &complete_nothing;
    AsyncomProgressCallback progress = &report_nothing;
    AsyncomCancelCallback cancel = &cancel_nothing;
    AsyncomWorkCallback work = &do_nothing;
    AsyncomDestroyCallback destroy = &destroy_nothing;
    void* context = nullptr;

    std::vector<IUnknown*> one_of_each() const {
        void* made[4] = {};
        IAsyncType* const type = face_of(type_named(u4_with_f8));
        EXPECT_EQ(create_completed_handler(type, completed, context, destroy, &made[0]), S_OK);
        EXPECT_EQ(create_progress_handler(type, progress, context, destroy, &made[1]), S_OK);
        EXPECT_EQ(create_cancel_handler(cancel, context, destroy,
                                        reinterpret_cast<IAsyncCancelHandler**>(&made[2])),
                  S_OK);
        EXPECT_EQ(create_work(work, context, destroy, reinterpret_cast<IAsyncWork**>(&made[3])),
                  S_OK);
        std::vector<IUnknown*> all;
        for (void* const each : made)
            all.push_back(static_cast<IUnknown*>(each));
        return all;
    }
};

functions of_the_module() {
    functions theirs;
    theirs.completed = exported<AsyncomCompletedCallback>("unit_invoke_completed");
    theirs.progress = exported<AsyncomProgressCallback>("unit_invoke_progress");
    theirs.cancel = exported<AsyncomCancelCallback>("unit_invoke_cancel");
    theirs.work = exported<AsyncomWorkCallback>("unit_run_work");
    return theirs;
}

using ModuleUse = EngineTest;

TEST_F(ModuleUse, IsNoneAtFirst) {
    EXPECT_FALSE(is_needed());
    EXPECT_FALSE(is_module_needed(nullptr));
    EXPECT_FALSE(is_module_needed(this)) << "an address in no module";
}

TEST_F(ModuleUse, ARunningOperationKeepsItsCreator) {
    both_ends ends(action, nullptr, in_the_module());
    EXPECT_TRUE(is_needed());
    ends.producer()->Complete(nullptr);
    EXPECT_FALSE(is_needed()) << "it has ended, whoever still holds it";
}

TEST_F(ModuleUse, AnOperationWithANameKeepsItsCreator) {
    AsyncomOperationOptions options{};
    options.size = sizeof options;
    options.name = "a name, which lies beside the place";
    both_ends ends(action, &options, in_the_module());
    EXPECT_TRUE(is_needed());
    ends.release();
    EXPECT_FALSE(is_needed());
}

TEST_F(ModuleUse, ACancelledOperationKeepsItsCreatorUntilItsWorkHasEnded) {
    both_ends ends(action, nullptr, in_the_module());
    IAsyncInfo* info = nullptr;
    ASSERT_EQ(ends.consumer()->QueryInterface(IID_IAsyncInfo, reinterpret_cast<void**>(&info)),
              S_OK);
    EXPECT_EQ(info->Cancel(), S_OK);
    info->Release();
    EXPECT_TRUE(is_needed());
    ends.producer()->EndCanceled();
    EXPECT_FALSE(is_needed());
}

TEST_F(ModuleUse, AnOperationThatNobodyHoldsButItsProducerKeepsItsCreator) {
    both_ends ends(action, nullptr, in_the_module());
    ends.release_consumer();
    EXPECT_TRUE(is_needed());
    ends.release_producer();
    EXPECT_FALSE(is_needed());
}

TEST_F(ModuleUse, AnAbandonedOperationKeepsNothing) {
    both_ends ends(action, nullptr, in_the_module());
    ends.release_producer();
    EXPECT_FALSE(is_needed());
}

TEST_F(ModuleUse, OperationsOfOthersKeepNothing) {
    const both_ends unknown(action, nullptr, nullptr);
    const both_ends ours(action, nullptr, in_the_program());
    EXPECT_FALSE(is_needed());
    EXPECT_TRUE(is_module_needed(in_the_program()));
}

TEST_F(ModuleUse, IsSeenAmongMany) {
    std::vector<both_ends> others;
    for (int i = 0; i < 2'000; ++i) // several slabs
        others.emplace_back(action, nullptr, in_the_program());
    EXPECT_FALSE(is_needed());
    others[700].release();
    both_ends one(action, nullptr, in_the_module());
    EXPECT_TRUE(is_needed());
    one.release();
    EXPECT_FALSE(is_needed());
}

TEST_F(ModuleUse, EveryKindOfObjectKeepsTheCodeThatItCalls) {
    for (IUnknown* const each : of_the_module().one_of_each()) {
        EXPECT_TRUE(is_needed());
        each->AddRef();
        each->Release();
        EXPECT_TRUE(is_needed());
        each->Release();
    }
    EXPECT_FALSE(is_needed());
}

// Each alone, so that none of them is seen in the place of another.
TEST_F(ModuleUse, EachObjectAloneKeepsTheCodeThatItCalls) {
    for (std::size_t kept = 0; kept < 4; ++kept) {
        std::vector<IUnknown*> all = of_the_module().one_of_each();
        for (std::size_t index = 0; index < 4; ++index)
            if (index != kept) all[index]->Release();
        EXPECT_TRUE(is_needed()) << kept;
        all[kept]->Release();
        EXPECT_FALSE(is_needed());
    }
}

std::atomic<int> needed_at_the_end{0};

// The module's own code runs until the context has ended.
TEST_F(ModuleUse, AnObjectKeepsTheCodeThatEndsItsContext) {
    functions ours;
    ours.destroy = exported<AsyncomDestroyCallback>("unit_destroy");
    ours.context =
        reinterpret_cast<void*>(+[] { needed_at_the_end += is_module_needed(in_the_module()); });
    const std::vector<IUnknown*> all = ours.one_of_each();
    EXPECT_TRUE(is_needed());
    needed_at_the_end = 0;
    for (IUnknown* const each : all)
        each->Release();
    EXPECT_EQ(needed_at_the_end, 4);
    EXPECT_FALSE(is_needed());
}

int written_at_the_end = 0; // plain: who finds the module unused unloads it, data and all

TEST_F(ModuleUse, WhatTheEndOfAContextDidIsVisibleToWhoFindsTheModuleUnused) {
    functions theirs = of_the_module();
    theirs.destroy = exported<AsyncomDestroyCallback>("unit_destroy");
    theirs.context = reinterpret_cast<void*>(+[] { ++written_at_the_end; });
    for (int round = 1; round <= 100; ++round) {
        void* work = nullptr;
        ASSERT_EQ(create_work(theirs.work, theirs.context, theirs.destroy,
                              reinterpret_cast<IAsyncWork**>(&work)),
                  S_OK);
        std::thread last([work] { static_cast<IUnknown*>(work)->Release(); });
        while (is_needed())
            std::this_thread::yield();
        EXPECT_EQ(written_at_the_end, round);
        last.join();
    }
}

TEST_F(ModuleUse, ObjectsOfOthersKeepNothing) {
    const std::vector<IUnknown*> ours = functions().one_of_each();
    EXPECT_FALSE(is_needed());
    EXPECT_TRUE(is_module_needed(in_the_program()));
    for (IUnknown* const each : ours)
        each->Release();
}

TEST_F(ModuleUse, AHandlerOfARunningOperationKeepsItsModule) {
    both_ends ends;
    const std::vector<IUnknown*> all = of_the_module().one_of_each();
    void* handler = nullptr;
    EXPECT_EQ(create_completed_handler(face_of(type_named(action)), of_the_module().completed,
                                       nullptr, &destroy_nothing, &handler),
              S_OK);
    for (IUnknown* const each : all)
        each->Release();
    EXPECT_EQ(put_completed_handler(ends.target(), static_cast<IUnknown*>(handler), true), S_OK);
    EXPECT_TRUE(is_needed());
    ends.producer()->Complete(nullptr);
    EXPECT_FALSE(is_needed()) << "it goes right after its Invoke";
}

// What comes and goes may be seen or not; what stays always is.
TEST_F(ModuleUse, IsSeenWhileThreadsMakeAndReleaseOthers) {
    const churn others([] {
        come_and_go(in_the_program());
        for (IUnknown* const each : functions().one_of_each())
            each->Release();
    });
    for (int round = 0; round < 200; ++round) {
        EXPECT_FALSE(is_needed());
        both_ends ends(action, nullptr, in_the_module());
        EXPECT_TRUE(is_needed());
        ends.release();
        for (IUnknown* const each : of_the_module().one_of_each()) {
            EXPECT_TRUE(is_needed());
            each->Release();
        }
    }
    EXPECT_FALSE(is_needed());
}

TEST_F(ModuleUse, IsTheSameInTheChildOfAFork) {
    SKIP_WITHOUT_FORK();
    both_ends ends(action, nullptr, in_the_module());
    EXPECT_TRUE(holds_in_child([&] {
        const bool inherited = is_needed();
        ends.release();
        both_ends own(action, nullptr, in_the_module());
        const bool seen = is_needed();
        own.release();
        return inherited && seen && !is_needed();
    }));
    EXPECT_TRUE(is_needed());
}

} // namespace
} // namespace asyncom::core

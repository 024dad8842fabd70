// SPDX-License-Identifier: MIT
// Leaving a module: what is refused, cancelled, removed and waited for.
#include "observe/quiesce.h"

#include "async/cancel.h"
#include "async/quiesced_modules.h"
#include "support/child_process.h"
#include "support/latch.h"
#include "unit/observe/quiescing.h"
#include "unit/support/both_ends.h"
#include "unit/support/error_text.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

HRESULT create_from(const void* site, const AsyncomOperationOptions* options = nullptr) {
    type_record& type = type_named(action);
    void* consumer = &type;
    IAsyncProducer* producer = nullptr;
    const HRESULT created = create_operation(
        face_of(type), options, &type.iids[ASYNCOM_IID_OPERATION], &consumer, &producer, site);
    if (created >= 0) {
        producer->Release();
        static_cast<IUnknown*>(consumer)->Release();
    } else {
        EXPECT_EQ(consumer, nullptr);
        EXPECT_EQ(producer, nullptr);
    }
    return created;
}

TEST_F(Quiesce, OfAnIdleModuleIsDoneAtOnceAndAgain) {
    EXPECT_EQ(quiesce_module(), S_OK);
    EXPECT_EQ(m_remaining, 0U);
    EXPECT_EQ(quiesce_module(ASYNCOM_INFINITE), S_OK);
}

TEST_F(Quiesce, ChecksItsArguments) {
    EXPECT_EQ(quiesce(in_the_module(), 0, nullptr), E_POINTER);
    EXPECT_EQ(quiesce(this, 0, &m_remaining), E_INVALIDARG);
    EXPECT_EQ(m_remaining, 0U);
    EXPECT_NE(take_error_text(), "");
    EXPECT_EQ(resume(this), E_INVALIDARG);
    EXPECT_FALSE(anything_is_quiesced);
}

TEST_F(Quiesce, RefusesNewWorkOfTheModuleUntilItIsResumed) {
    AsyncomOperationOptions options{};
    options.size = sizeof options;
    options.name = "named";
    EXPECT_EQ(quiesce_module(), S_OK);
    for (const AsyncomOperationOptions* each :
         {static_cast<AsyncomOperationOptions*>(nullptr), &options}) {
        EXPECT_EQ(create_from(in_the_module(), each), ASYNCOM_E_QUIESCED);
        EXPECT_NE(take_error_text(), "");
        EXPECT_EQ(create_from(in_the_program(), each), S_OK);
    }
    type_record& type = type_named(action);
    void* made = &type;
    const GUID& iid = type.iids[ASYNCOM_IID_OPERATION];
    EXPECT_EQ(create_canceled(face_of(type), &iid, &made, in_the_module()), ASYNCOM_E_QUIESCED);
    EXPECT_EQ(made, nullptr);
    EXPECT_EQ(create_failed(face_of(type), E_FAIL, "no", &iid, &made, in_the_module()),
              ASYNCOM_E_QUIESCED);
    type_record& number = type_named(u4_operation);
    const std::uint32_t result = 7;
    EXPECT_EQ(create_completed(face_of(number), &result, &number.iids[ASYNCOM_IID_OPERATION], &made,
                               in_the_module()),
              ASYNCOM_E_QUIESCED);
    const auto work = exported<AsyncomWorkCallback>("unit_run_work");
    IAsyncWork* object = nullptr;
    EXPECT_EQ(create_work(work, nullptr, nullptr, &object), ASYNCOM_E_QUIESCED);
    EXPECT_EQ(object, nullptr);
    const auto destroy = exported<AsyncomDestroyCallback>("unit_destroy");
    const auto nothing = [](void*, IAsyncProducer*, IUnknown*) { return HRESULT(0); };
    EXPECT_EQ(create_work(nothing, nullptr, destroy, &object), ASYNCOM_E_QUIESCED);
    EXPECT_EQ(resume(in_the_module()), S_OK);
    EXPECT_EQ(create_from(in_the_module()), S_OK);
    EXPECT_EQ(create_work(work, nullptr, nullptr, &object), S_OK);
    object->Release();
}

TEST_F(Quiesce, OfTheProcessRefusesEverybody) {
    EXPECT_EQ(quiesce(nullptr, 0, &m_remaining), S_OK);
    EXPECT_EQ(create_from(in_the_program()), ASYNCOM_E_QUIESCED);
    EXPECT_EQ(create_from(nullptr), ASYNCOM_E_QUIESCED);
    EXPECT_EQ(resume(in_the_program()), S_OK) << "lifts what was never imposed on it alone";
    EXPECT_EQ(create_from(in_the_program()), ASYNCOM_E_QUIESCED);
    EXPECT_EQ(resume(nullptr), S_OK);
    EXPECT_EQ(create_from(in_the_program()), S_OK);
}

TEST_F(Quiesce, CancelsWhatRunsWithItsReasonAndCountsIt) {
    const both_ends theirs(action, nullptr, in_the_module());
    const both_ends ours(action, nullptr, in_the_program());
    EXPECT_EQ(quiesce_module(), S_FALSE);
    EXPECT_EQ(m_remaining, 1U);
    HRESULT reason = S_OK;
    HSTRING text = nullptr;
    EXPECT_EQ(get_cancel_reason(theirs.target(), &reason, &text), S_OK);
    EXPECT_EQ(reason, ASYNCOM_E_QUIESCED);
    EXPECT_EQ(get_cancel_reason(ours.target(), &reason, &text), S_FALSE);
    theirs.producer()->EndCanceled();
    EXPECT_EQ(quiesce_module(), S_OK) << "somebody holds it, but it has ended";
    EXPECT_EQ(m_remaining, 0U);
}

TEST_F(Quiesce, WaitsForTheEndOfWhatRuns) {
    const both_ends theirs(action, nullptr, in_the_module());
    test_latch asked(1);
    counted_callback cancel([&](IUnknown*) {
        asked.count_down();
        return S_OK;
    });
    IAsyncCancelHandler* const handler = cancel.cancel();
    theirs.producer()->put_CancelHandler(handler);
    handler->Release();
    std::thread ending([&] {
        asked.wait();
        theirs.producer()->EndCanceled();
    });
    EXPECT_EQ(quiesce_module(ASYNCOM_INFINITE), S_OK);
    ending.join();
}

TEST_F(Quiesce, HasPlacesForManyModulesAndSaysWhenThereAreNone) {
    for (std::uintptr_t i = 1; i <= 64; ++i)
        EXPECT_EQ(add_quiesced({i * 16, i * 16 + 8}), S_OK);
    EXPECT_EQ(quiesce_module(), E_OUTOFMEMORY);
    EXPECT_TRUE(is_quiesced(reinterpret_cast<const void*>(16 + 7)));
    EXPECT_FALSE(is_quiesced(reinterpret_cast<const void*>(16 + 8)));
    for (std::uintptr_t i = 1; i <= 64; ++i)
        EXPECT_EQ(resume(reinterpret_cast<const void*>(i * 16)), S_OK) << "no module lies there";
}

// However the calls fall: what is handed out when Quiesce has returned has ended, or calls nobody.
TEST_F(Quiesce, LeavesNothingRunningWhereThreadsMakeAndEndWork) {
    constexpr int threads = 2;
    std::atomic<bool> done{false};
    std::atomic<bool> quiet{false};
    std::atomic<int> made{0};
    test_latch ready(threads + 1);
    const auto make_and_end = [&] {
        type_record& type = type_named(action);
        void* consumer = nullptr;
        IAsyncProducer* producer = nullptr;
        const bool was_quiet = quiet;
        if (create_operation(face_of(type), nullptr, &type.iids[ASYNCOM_IID_OPERATION], &consumer,
                             &producer, in_the_module()) >= 0) {
            EXPECT_TRUE(!quiet || was_quiet || has_ended(operation::of_family(consumer).look()));
            made.fetch_add(1);
            producer->Complete(nullptr);
            producer->Release();
            static_cast<IUnknown*>(consumer)->Release();
        }
        IAsyncWork* object = nullptr;
        const auto work = exported<AsyncomWorkCallback>("unit_run_work");
        if (create_work(work, nullptr, nullptr, &object) >= 0) {
            const bool is_removed = quiet;
            const HRESULT answer = object->Run(nullptr, nullptr);
            EXPECT_TRUE(answer == ASYNCOM_E_QUIESCED || !is_removed);
            object->Release();
        }
    };
    std::vector<std::thread> makers;
    for (int i = 0; i < threads; ++i) {
        makers.emplace_back([&] {
            ready.arrive_and_wait();
            while (!done)
                make_and_end();
            set_error_info(0, nullptr);
        });
    }
    ready.arrive_and_wait();
    for (int round = 0; round < 200; ++round) {
        const int before = made;
        EXPECT_EQ(quiesce_module(ASYNCOM_INFINITE), S_OK);
        quiet = true;
        std::this_thread::yield();
        quiet = false;
        EXPECT_EQ(resume(in_the_module()), S_OK);
        while (made == before)
            std::this_thread::yield();
    }
    done = true;
    for (std::thread& maker : makers)
        maker.join();
}

TEST_F(Quiesce, DoesNotWaitInTheChildOfAForkForWhatRunsInTheParent) {
    SKIP_WITHOUT_FORK();
    const both_ends theirs(action, nullptr, in_the_module());
    EXPECT_TRUE(holds_in_child([&] {
        std::uint32_t left = 99;
        return quiesce(in_the_module(), ASYNCOM_INFINITE, &left) == S_OK && left == 0 &&
               create_from(in_the_module()) == ASYNCOM_E_QUIESCED;
    }));
    EXPECT_EQ(create_from(in_the_module()), S_OK);
}

} // namespace
} // namespace asyncom::core

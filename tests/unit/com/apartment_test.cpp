// SPDX-License-Identifier: MIT
// What code that initialises its threads is told where there are no apartments.
#include "com/apartment.h"

#include "com/error_slot.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace asyncom::core {
namespace {

constexpr auto no_such_type = static_cast<RO_INIT_TYPE>(2);

// Each test counts on a thread of its own, which nobody has initialised.
template <class Body>
void on_a_new_thread(Body body) {
    std::thread(body).join();
}

TEST(Apartment, CountsTheInitialisationsOfAThread) {
    for (const RO_INIT_TYPE type : {RO_INIT_SINGLETHREADED, RO_INIT_MULTITHREADED}) {
        on_a_new_thread([=] {
            EXPECT_EQ(RoInitialize(type), S_OK);
            EXPECT_EQ(RoInitialize(type), S_FALSE);
            EXPECT_EQ(RoInitialize(type), S_FALSE);
            for (int i = 0; i < 3; ++i)
                RoUninitialize();
            EXPECT_EQ(RoInitialize(type), S_OK) << "as if it had never been";
            RoUninitialize();
        });
    }
}

TEST(Apartment, KeepsItsTypeUntilTheLastInitialisationIsTakenBack) {
    on_a_new_thread([] {
        EXPECT_EQ(RoInitialize(RO_INIT_MULTITHREADED), S_OK);
        EXPECT_EQ(RoInitialize(RO_INIT_MULTITHREADED), S_FALSE);
        EXPECT_EQ(RoInitialize(RO_INIT_SINGLETHREADED), RPC_E_CHANGED_MODE);
        RoUninitialize();
        EXPECT_EQ(RoInitialize(RO_INIT_SINGLETHREADED), RPC_E_CHANGED_MODE);
        RoUninitialize(); // the refused ones were not counted
        EXPECT_EQ(RoInitialize(RO_INIT_SINGLETHREADED), S_OK);
        RoUninitialize();
    });
}

TEST(Apartment, RefusesAnUnknownTypeAndCountsNothing) {
    on_a_new_thread([] {
        EXPECT_EQ(RoInitialize(no_such_type), E_INVALIDARG);
        EXPECT_EQ(RoInitialize(static_cast<RO_INIT_TYPE>(-1)), E_INVALIDARG);
        EXPECT_EQ(RoInitialize(RO_INIT_SINGLETHREADED), S_OK);
        EXPECT_EQ(RoInitialize(no_such_type), E_INVALIDARG);
        RoUninitialize();
        EXPECT_EQ(peek_error_info(), nullptr);
    });
}

TEST(Apartment, TooManyUninitialisationsDoNothing) {
    on_a_new_thread([] {
        RoUninitialize(); // and the thread has not used the library before
        EXPECT_EQ(RoInitialize(RO_INIT_MULTITHREADED), S_OK);
        RoUninitialize();
        RoUninitialize();
        EXPECT_EQ(RoInitialize(RO_INIT_MULTITHREADED), S_OK);
        EXPECT_EQ(RoInitialize(RO_INIT_MULTITHREADED), S_FALSE);
    });
}

TEST(Apartment, IsTheThreadsOwn) {
    on_a_new_thread([] {
        EXPECT_EQ(RoInitialize(RO_INIT_SINGLETHREADED), S_OK);
        on_a_new_thread([] { EXPECT_EQ(RoInitialize(RO_INIT_MULTITHREADED), S_OK); });
        EXPECT_EQ(RoInitialize(RO_INIT_SINGLETHREADED), S_FALSE);
    });
}

TEST(MtaUsage, IsTakenBackAsOftenAsItWasGiven) {
    CO_MTA_USAGE_COOKIE first = nullptr;
    CO_MTA_USAGE_COOKIE second = nullptr;
    ASSERT_EQ(CoIncrementMTAUsage(&first), S_OK);
    ASSERT_EQ(CoIncrementMTAUsage(&second), S_OK);
    EXPECT_NE(first, nullptr);
    EXPECT_EQ(CoDecrementMTAUsage(first), S_OK);
    EXPECT_EQ(CoDecrementMTAUsage(second), S_OK);
    EXPECT_EQ(CoDecrementMTAUsage(second), E_INVALIDARG);
}

TEST(MtaUsage, RefusesWhatIsNoCookie) {
    EXPECT_EQ(CoIncrementMTAUsage(nullptr), E_INVALIDARG);
    CO_MTA_USAGE_COOKIE cookie = nullptr;
    ASSERT_EQ(CoIncrementMTAUsage(&cookie), S_OK);
    EXPECT_EQ(CoDecrementMTAUsage(nullptr), E_INVALIDARG);
    EXPECT_EQ(CoDecrementMTAUsage(reinterpret_cast<CO_MTA_USAGE_COOKIE>(&cookie)), E_INVALIDARG);
    EXPECT_EQ(CoDecrementMTAUsage(cookie), S_OK) << "the refused ones took nothing back";
}

TEST(MtaUsage, LosesNoneBetweenThreads) {
    constexpr int threads = 4;
    constexpr int rounds = 1'000;
    std::atomic<int> refused{0};
    std::vector<std::thread> users;
    for (int i = 0; i < threads; ++i) {
        users.emplace_back([&] {
            for (int round = 0; round < rounds; ++round) {
                CO_MTA_USAGE_COOKIE cookie = nullptr;
                CoIncrementMTAUsage(&cookie);
                refused += CoDecrementMTAUsage(cookie) != S_OK;
            }
        });
    }
    for (std::thread& user : users)
        user.join();
    EXPECT_EQ(refused, 0);
    CO_MTA_USAGE_COOKIE cookie = nullptr;
    ASSERT_EQ(CoIncrementMTAUsage(&cookie), S_OK);
    EXPECT_EQ(CoDecrementMTAUsage(cookie), S_OK);
    EXPECT_EQ(CoDecrementMTAUsage(cookie), E_INVALIDARG) << "none is left";
}

} // namespace
} // namespace asyncom::core

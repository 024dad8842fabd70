// SPDX-License-Identifier: MIT
// Threads that start at once: what looks at all operations, or ends them all, against births and
// ends.
#include <gtest/gtest.h>

#include "support.h"

namespace {

using namespace race;

TEST(ObserveRace, QuiesceAgainstCreationAndEndLeavesNothingRunning) {
    raced_operation target;
    counted_handler handler;
    HRESULT answer = E_FAIL;
    uint32_t remaining = 99;
    const uint32_t result = 7;
    void* consumer = nullptr;
    IAsyncProducer* producer = nullptr;
    run_rounds(
        rounds / 20,
        [&] {
            target.create();
            handler.reset();
            slots_of(target.consumer).put_Completed(target.consumer, nullptr);
        },
        {[&] { answer = AsyncomQuiesce(&rounds, ASYNCOM_INFINITE, &remaining); },
         [&] { target.producer->Complete(&result); },
         [&] {
             void* const completed = handler.completed(target.type);
             if (AsyncomCreateOperation(target.type, nullptr, &IID_IAsyncInfo, &consumer,
                                        &producer) < 0)
                 consumer = nullptr;
             else
                 producer->Complete(&result);
             release(completed);
         }},
        [&] {
            EXPECT_EQ(answer, S_OK);
            EXPECT_EQ(remaining, 0U);
            EXPECT_EQ(handler.invoked, 0);
            if (consumer != nullptr) {
                producer->Release();
                release(consumer);
            }
            target.destroy();
            EXPECT_EQ(AsyncomResume(&rounds), S_OK);
        });
}

TEST(ObserveRace, AListingAgainstEndsAndReleasesShowsWhatStays) {
    raced_operation stays, goes;
    int seen = 0;
    const uint32_t result = 7;
    uint64_t serial = 0;
    run_rounds(
        rounds,
        [&] {
            stays.create();
            goes.create();
            AsyncomOperationInfo info{};
            info.size = sizeof info;
            stays.control->GetInfo(&info);
            serial = info.serial;
            seen = 0;
        },
        {[&] {
             const auto visit = [&](const AsyncomOperationInfo* info) {
                 seen += info->serial == serial;
             };
             AsyncomEnumerateOperations(
                 [](void* context, const AsyncomOperationInfo* info) -> HRESULT {
                     (*static_cast<const decltype(visit)*>(context))(info);
                     return S_OK;
                 },
                 const_cast<void*>(static_cast<const void*>(&visit)));
         },
         [&] { stays.producer->Complete(&result); },
         [&] {
             goes.producer->Complete(&result);
             goes.destroy();
         }},
        [&] {
            EXPECT_EQ(seen, 1);
            stays.destroy();
        });
}

} // namespace

// SPDX-License-Identifier: MIT
// Threads that start at once: last references, what resolves to them, and whose memory it is.
#include <gtest/gtest.h>

#include "support.h"

namespace {

using namespace race;

TEST(MemoryRace, WeakReferenceResolvesToTheLivingOrToNothing) {
    raced_operation target;
    IWeakReference* weak = nullptr;
    const uint32_t result = 7;
    run_rounds(
        rounds,
        [&] {
            target.create();
            IWeakReferenceSource* source = nullptr;
            slots_of(target.consumer)
                .QueryInterface(target.consumer, &IID_IWeakReferenceSource,
                                reinterpret_cast<void**>(&source));
            source->GetWeakReference(&weak);
            source->Release();
            release(target.control);
            target.control = nullptr;
        },
        {[&] {
             release(target.consumer);
             target.consumer = nullptr;
         },
         [&] {
             target.producer->Complete(&result);
             target.producer->Release();
             target.producer = nullptr;
         },
         [&] {
             IInspectable* found = nullptr;
             EXPECT_EQ(weak->Resolve(IID_IAsyncInfo, &found), S_OK);
             if (found != nullptr) {
                 uint32_t id = 0;
                 EXPECT_EQ(static_cast<IAsyncInfo*>(found)->get_Id(&id), S_OK);
                 EXPECT_NE(id, 0u);
             }
             release(found);
         }},
        [&] {
            IInspectable* found = nullptr;
            EXPECT_EQ(weak->Resolve(IID_IAsyncInfo, &found), S_OK);
            EXPECT_EQ(found, nullptr);
            weak->Release();
            target.destroy();
        });
}

TEST(MemoryRace, OperationsThatDieOnOtherThreadsLeaveMemoryFlat) {
    // What one thread makes another frees: slots must flow back, or their numbers would climb.
    raced_operation target;
    constexpr int batch = 64;
    std::vector<void*> made(batch);
    uint32_t highest = 0;
    run_rounds(
        rounds, [] {}, {[&] {
            for (void*& each : made) {
                IAsyncProducer* producer = nullptr;
                AsyncomCreateOperation(target.type, nullptr, &target.iid, &each, &producer);
                IAsyncInfo* info = nullptr;
                slots_of(each).QueryInterface(each, &IID_IAsyncInfo,
                                              reinterpret_cast<void**>(&info));
                uint32_t id = 0;
                info->get_Id(&id);
                highest = id > highest ? id : highest;
                info->Release();
                producer->EndCanceled();
                producer->Release();
            }
        }},
        [&] {
            for (void* each : made)
                release(each);
        });
    // A slab has room for 583 operations, or for 2046 slots of those that come from malloc.
    EXPECT_LT(highest, 4u * 2046);
}

} // namespace

// SPDX-License-Identifier: MIT
// One object, its interfaces and what QueryInterface promises about them.
#include "library_provider.h"
#include "support/check.h"
#include "support/samples.h"
#include "support/threads.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace contract;

std::vector<GUID> windows_interfaces(const family& of) {
    return {iid_unknown, iid_inspectable, iid_agile, iid_async_info, of.iid};
}

CONTRACT_TEST(Identity, IsOnePointerThroughEveryInterface, every) {
    const made_operation ends = context.make();
    const ref identity = ends.consumer.query(iid_unknown);
    for (const GUID& iid : windows_interfaces(context.type)) {
        const ref face = ends.consumer.query(iid);
        SHOULD(face.query(iid_unknown).get() == identity.get());
    }
}

CONTRACT_TEST(Identity, AnswersWindowsInterfacesAndAgility, every) {
    const made_operation ends = context.make();
    for (const GUID& iid : windows_interfaces(context.type)) {
        ref face;
        SHOULD_BE(query(ends.consumer, iid, face.put()), ok);
        SHOULD(static_cast<bool>(face));
    }
}

CONTRACT_TEST(Identity, LeadsFromEveryInterfaceToEveryOther, plain) {
    const made_operation ends = context.make();
    for (const GUID& from : windows_interfaces(context.type)) {
        const ref first = ends.consumer.query(from);
        for (const GUID& to : windows_interfaces(context.type)) {
            const ref second = first.query(to);
            SHOULD(static_cast<bool>(second));
            SHOULD(second && static_cast<bool>(second.query(from)));
        }
    }
}

CONTRACT_TEST(Identity, GivesTheSameSpecificPointerEveryTime, plain) {
    const made_operation ends = context.make();
    SHOULD(ends.consumer.query(context.type.iid).get() == ends.consumer.get());
    SHOULD(ref::share(ends.consumer.info()).query(context.type.iid).get() == ends.consumer.get());
}

CONTRACT_TEST(Identity, RefusesAnUnknownInterfaceAndClearsThePointer, plain) {
    const made_operation ends = context.make();
    std::vector<GUID> unknown{iid_random, iid_weak_reference, iid_work, iid_error};
#if !defined(_WIN32) // where every object that any thread may call can say so to the system
    unknown.push_back(iid_marshal);
#endif
    for (const GUID& iid : unknown) {
        int garbage = 0;
        void* out = &garbage;
        SHOULD_BE(query(ends.consumer, iid, &out), no_interface);
        SHOULD(out == nullptr);
        out = &garbage;
        SHOULD_BE(query(ends.consumer.info(), iid, &out), no_interface);
        SHOULD(out == nullptr);
    }
}

CONTRACT_TEST(Identity, RefusesANullPlaceForThePointer, plain) {
    const made_operation ends = context.make();
    SHOULD_BE(query(ends.consumer, iid_unknown, nullptr), bad_pointer);
    SHOULD_BE(query(ends.consumer.info(), iid_random, nullptr), bad_pointer);
}

CONTRACT_TEST(Identity, RefusesOtherInstancesAndTheParameterisedInterfaces, every) {
    const made_operation ends = context.make();
    for (const family& other : plain_families()) {
        if (same(other.iid, context.type.iid)) continue;
        ref face;
        SHOULD_BE(query(ends.consumer, other.iid, face.put()), no_interface);
    }
    for (const char* piid : {piid_action_progress, piid_operation, piid_operation_progress}) {
        ref face;
        SHOULD_BE(query(ends.consumer, guid(piid), face.put()), no_interface);
    }
    ref handler;
    SHOULD_BE(query(ends.consumer, context.type.completed_iid, handler.put()), no_interface);
}

CONTRACT_TEST(Identity, ListsTheFamilyInterfaceAndIAsyncInfo, every, feature::inspectable) {
    const made_operation ends = context.make();
    for (void* face : {ends.consumer.get(), ends.consumer.info()}) {
        std::uint32_t count = 0;
        GUID* iids = nullptr;
        SHOULD_BE(call(face, 3, &count, &iids), ok);
        SHOULD_BE(count, 2U);
        bool family_listed = false;
        bool info_listed = false;
        for (std::uint32_t i = 0; i < count; ++i) {
            family_listed = family_listed || same(iids[i], context.type.iid);
            info_listed = info_listed || same(iids[i], iid_async_info);
            SHOULD(static_cast<bool>(ends.consumer.query(iids[i])));
        }
        SHOULD(family_listed);
        SHOULD(info_listed);
        CoTaskMemFree(iids);
    }
}

CONTRACT_TEST(Identity, IsOfBaseTrust, plain, feature::inspectable) {
    const made_operation ends = context.make();
    std::int32_t level = 7;
    SHOULD_BE(call(ends.consumer.get(), 5, &level), ok);
    SHOULD_BE(level, 0);
}

CONTRACT_TEST(Identity, RefusesNullInTheInspectableMethods, plain, feature::inspectable) {
    const made_operation ends = context.make();
    for (void* face : {ends.consumer.get(), ends.consumer.info()}) {
        std::uint32_t count = 5;
        GUID* iids = nullptr;
        SHOULD_BE((call<std::uint32_t*, GUID**>(face, 3, nullptr, &iids)), bad_pointer);
        SHOULD_BE((call<std::uint32_t*, GUID**>(face, 3, &count, nullptr)), bad_pointer);
        SHOULD_BE(call<HSTRING*>(face, 4, nullptr), bad_pointer);
        SHOULD_BE(call<std::int32_t*>(face, 5, nullptr), bad_pointer);
    }
}

std::u16string class_name_of(void* object) {
    HSTRING name = nullptr;
    EXPECT_EQ(call(object, 4, &name), ok);
    const std::u16string text = text_of(name);
    WindowsDeleteString(name);
    return text;
}

TEST(ClassName, IsSpelledAsWindowsDoes) {
    const family& numbers = make_family(&kind_named("u4"), &kind_named("u4"));
    const struct {
        family of;
        std::u16string name;
    } expected[] = {
        {action(), u"Windows.Foundation.IAsyncAction"},
        {action_with("f8"), u"Windows.Foundation.IAsyncActionWithProgress`1<Double>"},
        {operation_of("b1"), u"Windows.Foundation.IAsyncOperation`1<Boolean>"},
        {operation_of("string"), u"Windows.Foundation.IAsyncOperation`1<String>"},
        {operation_of("object"), u"Windows.Foundation.IAsyncOperation`1<Object>"},
        {operation_of("g16"), u"Windows.Foundation.IAsyncOperation`1<Guid>"},
        {operation_of("c2"), u"Windows.Foundation.IAsyncOperation`1<Char16>"},
        {operation_of("f4"), u"Windows.Foundation.IAsyncOperation`1<Single>"},
        {operation_of("u1"), u"Windows.Foundation.IAsyncOperation`1<UInt8>"},
        {operation_of("Step"), u"Windows.Foundation.IAsyncOperation`1<Contract.Sample.Step>"},
        {operation_of("mode"), u"Windows.Foundation.IAsyncOperation`1<Contract.Sample.Mode>"},
        {numbers, u"Windows.Foundation.IAsyncOperationWithProgress`2<UInt32, UInt32>"},
    };
    for (const auto& each : expected) {
        const both_ends ends = make_both(each.of);
        EXPECT_EQ(class_name_of(ends.consumer), each.name) << each.of.name;
        EXPECT_EQ(class_name_of(ends.consumer.info()), each.name) << each.of.name;
    }
}

TEST(Layout, OfEveryScalarIsFixed) {
    static_assert(sizeof(HRESULT) == 4);
    static_assert(sizeof(GUID) == 16 && alignof(GUID) == 4);
    static_assert(sizeof(AsyncomBoolean) == 1);
    static_assert(sizeof(WCHAR) == 2);
    static_assert(sizeof(HSTRING) == 8);
    static_assert(sizeof(AsyncomOperationOptions) == 32);
    static_assert(sizeof(AsyncomOperationInfo) == 144);
    static_assert(offsetof(AsyncomOperationInfo, serial) == 8);
    static_assert(offsetof(AsyncomOperationInfo, name) == 80);
    static_assert(sizeof(AsyncomCompletion) == 24);
    SUCCEED();
}

TEST(Identity, OfTheProducerIsItsOwn) {
    const both_ends ends = make_both(operation_of("string"));
    const ref producer_identity = ref::share(ends.worker.get()).query(iid_unknown);
    EXPECT_NE(producer_identity.get(), ends.consumer.query(iid_unknown).get());
    EXPECT_FALSE(ref::share(ends.worker.get()).query(iid_async_info));
    EXPECT_FALSE(ref::share(ends.worker.get()).query(ends.consumer.type().iid));
    EXPECT_FALSE(ref::share(ends.worker.get()).query(iid_control));
    EXPECT_FALSE(ends.consumer.query(iid_producer));
    EXPECT_EQ(producer_identity.query(iid_producer).get(), ends.worker.get());
}

TEST(Identity, OffersIAsyncControlOnEveryOperation) {
    for (const family& each : all_families()) {
        const both_ends ends = make_both(each);
        const ref control = ends.consumer.query(iid_control);
        ASSERT_TRUE(control) << each.name;
        EXPECT_EQ(control.query(iid_unknown).get(), ends.consumer.query(iid_unknown).get());
        EXPECT_EQ(control.query(each.iid).get(), ends.consumer.get());
    }
}

TEST(Identity, GivesWhatTheGetOperationOfTheProducerAsksFor) {
    const both_ends ends = make_both(operation_with("string", "u4"));
    for (const GUID& iid : {iid_unknown, iid_inspectable, iid_async_info, iid_control, iid_agile}) {
        ref face;
        EXPECT_EQ(ends.worker.GetOperation(&iid, face.put()), ok);
        EXPECT_EQ(face.query(iid_unknown).get(), ends.consumer.query(iid_unknown).get());
    }
}

// Eight threads ask a million times in all; what is left is exactly the test's own.
TEST(References, BalanceOverAMillionQueriesFromEightThreads) {
    both_ends ends = make_both(operation_with("string", "u4"));
    ends.consumer.keep_only_family();
    const std::uint32_t before = references_of(ends.consumer.get());
    constexpr int threads = 8;
    constexpr int rounds = 25'000;
    start_line line(threads);
    std::vector<std::thread> team;
    for (int i = 0; i < threads; ++i)
        team.emplace_back([&] {
            line.meet();
            for (int round = 0; round < rounds; ++round)
                for (const GUID& iid : windows_interfaces(ends.consumer.type())) {
                    void* face = nullptr;
                    if (query(ends.consumer.get(), iid, &face) == ok) release(face);
                }
        });
    for (std::thread& each : team)
        each.join();
    EXPECT_EQ(references_of(ends.consumer.get()), before);
}

} // namespace

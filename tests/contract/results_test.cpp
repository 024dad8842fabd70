// SPDX-License-Identifier: MIT
// GetResults: in every state, for every kind of value, any number of times.
#include "library_provider.h"
#include "support/check.h"
#include "support/samples.h"
#include "support/threads.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

CONTRACT_TEST(Results, AreIllegalWhileRunningAndLeaveThePlaceAlone, every) {
    const made_operation ends = context.make();
    if (!context.type.has_result()) {
        SHOULD_BE(ends.consumer.GetResults(nullptr), illegal_method_call);
        return;
    }
    value out(*context.type.result);
    SHOULD_BE(ends.consumer.GetResults(out.address()), illegal_method_call);
    SHOULD(out.untouched());
}

CONTRACT_TEST(Results, AreTheValueThatWasCompletedWith, every_result) {
    for (int seed = 1; seed <= 5; ++seed) {
        const result_of result(context.type, seed);
        const made_operation ends = context.make();
        SHOULD_BE(ends.worker->complete(result.argument()), ok);
        value out(*context.type.result);
        SHOULD_BE(ends.consumer.take_results(out), ok);
        SHOULD(out.equals(result.expected()));
    }
}

CONTRACT_TEST(Results, AreRepeatableAndEachCallGivesItsOwn, every_result) {
    const result_of result(context.type, 5);
    made_operation ends = context.make();
    ends.worker->complete(result.argument());
    value first(*context.type.result);
    SHOULD_BE(ends.consumer.take_results(first), ok);
    {
        value second(*context.type.result);
        SHOULD_BE(ends.consumer.take_results(second), ok);
        SHOULD(second.equals(result.expected()));
    }
    // The second value has ended and the operation goes: the first stays good.
    ends.consumer.release();
    ends.worker.reset();
    SHOULD(first.equals(result.expected()));
}

CONTRACT_TEST(Results, OfAnActionAreOnlyTheAnswer, every) {
    if (context.type.has_result()) return;
    const made_operation well = context.make();
    well.worker->complete(nullptr);
    SHOULD_BE(well.consumer.GetResults(nullptr), ok);
    SHOULD_BE(well.consumer.GetResults(nullptr), ok);
    const made_operation badly = context.make();
    badly.worker->fail(access_denied, nullptr);
    SHOULD_BE(badly.consumer.GetResults(nullptr), access_denied);
}

CONTRACT_TEST(Results, AreTheStoredFailureEveryTime, every) {
    const made_operation ends = context.make();
    ends.worker->fail(access_denied, "no entry");
    for (int i = 0; i < 3; ++i)
        SHOULD_BE(ends.consumer.results(), access_denied);
    answer elsewhere = ok;
    std::thread([&] { elsewhere = ends.consumer.results(); }).join();
    SHOULD_BE(elsewhere, access_denied);
}

CONTRACT_TEST(Results, AfterAFailureLeaveThePlaceAlone, every_result) {
    const made_operation ends = context.make();
    ends.worker->fail(access_denied, nullptr);
    const value out(*context.type.result);
    value& place = const_cast<value&>(out);
    SHOULD_BE(ends.consumer.GetResults(place.address()), access_denied);
    SHOULD(out.untouched());
}

CONTRACT_TEST(Results, AreCancelledFromTheRequestOn, every) {
    const made_operation ends = context.make();
    ends.consumer.Cancel();
    SHOULD_BE(ends.consumer.results(), cancelled);
    ends.worker->end_canceled();
    SHOULD_BE(ends.consumer.results(), cancelled);
}

CONTRACT_TEST(Results, AreThereInsideTheHandler, every) {
    const result_of result(context.type, 5);
    for (const bool well : {true, false}) {
        const made_operation ends = context.make();
        answer inside = unexpected;
        const own<completed_handler> handler =
            make_completed(context.type, [&](void*, std::int32_t) {
                inside = ends.consumer.results();
                return ok;
            });
        ends.consumer.put_Completed(handler);
        if (well)
            ends.worker->complete(result.argument());
        else
            ends.worker->fail(access_denied, nullptr);
        SHOULD_BE(inside, well ? ok : access_denied);
    }
}

CONTRACT_TEST(Results, ThatNobodyTookGoWithTheOperation, every_result) {
    // What the result holds is counted: a leak shows when the check ends.
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    SHOULD_BE(ends.worker->complete(result.argument()), ok);
}

CONTRACT_TEST(PartialResults, AreGivenWhileRunning, plain_result, feature::partial_results) {
    const made_operation ends = context.make();
    const value first = value::sample(*context.type.result, 2);
    const value second = value::sample(*context.type.result, 3);
    SHOULD_BE(ends.worker->set_partial(first.address()), ok);
    SHOULD_BE(ends.worker->set_partial(second.address()), ok);
    value out(*context.type.result);
    const answer answered = ends.consumer.take_results(out);
    if (!context.type.has_progress()) {
        SHOULD_BE(answered, illegal_method_call);
        SHOULD(out.untouched());
        return;
    }
    SHOULD_BE(answered, ok);
    SHOULD(out.equals(second));
}

CONTRACT_TEST(PartialResults, OfEveryKindAreReadableInEveryState, every_result,
              feature::partial_results, feature::control) {
    const value partial = value::sample(*context.type.result, 2);
    for (const std::int32_t outcome : {started, canceled, error}) {
        const made_operation ends = context.make();
        SHOULD_BE(ends.worker->set_partial(partial.address()), ok);
        if (outcome == canceled) ends.worker->end_canceled();
        if (outcome == error) ends.worker->fail(access_denied, nullptr);
        for (int i = 0; i < 2; ++i) {
            value out(*context.type.result);
            SHOULD_BE(ends.consumer.take_partial(out), ok);
            SHOULD(out.equals(partial));
        }
    }
}

CONTRACT_TEST(PartialResults, GiveWayToTheResult, every_result, feature::partial_results,
              feature::control) {
    const made_operation ends = context.make();
    const value partial = value::sample(*context.type.result, 2);
    const result_of result(context.type, 5);
    ends.worker->set_partial(partial.address());
    SHOULD_BE(ends.worker->complete(result.argument()), ok);
    value out(*context.type.result);
    SHOULD_BE(ends.consumer.take_partial(out), ok);
    SHOULD(out.equals(result.expected()));
    SHOULD_BE(ends.consumer.results(), ok);
}

// The body did not notice the cancel and finished: the outcome stays, the work is not lost.
CONTRACT_TEST(PartialResults, KeepTheResultThatCameAfterCancel, every_result,
              feature::partial_results, feature::control) {
    const made_operation ends = context.make();
    const result_of result(context.type, 5);
    ends.consumer.Cancel();
    SHOULD_BE(ends.worker->complete(result.argument()), no);
    SHOULD_BE(ends.consumer.results(), cancelled);
    value out(*context.type.result);
    SHOULD_BE(ends.consumer.take_partial(out), ok);
    SHOULD(out.equals(result.expected()));
}

CONTRACT_TEST(PartialResults, AreNotReadableAfterClose, plain_result, feature::partial_results,
              feature::control) {
    const made_operation ends = context.make();
    const result_of result(context.type, 5);
    ends.worker->complete(result.argument());
    ends.consumer.Close();
    value out(*context.type.result);
    SHOULD_BE(ends.consumer.GetPartialResult(out.address()), illegal_method_call);
    SHOULD(out.zero());
}

TEST(Results, MayBeAnEmptyString) {
    const both_ends ends = make_both(operation_of("string"));
    HSTRING empty = nullptr;
    EXPECT_EQ(ends.worker.Complete(&empty), ok);
    HSTRING out = reinterpret_cast<HSTRING>(&empty);
    EXPECT_EQ(ends.consumer.GetResults(&out), ok);
    EXPECT_EQ(out, nullptr);
}

TEST(Results, MayBeANullObject) {
    const both_ends ends = make_both(operation_of("object"));
    void* none = nullptr;
    EXPECT_EQ(ends.worker.Complete(&none), ok);
    void* out = &none;
    EXPECT_EQ(ends.consumer.GetResults(&out), ok);
    EXPECT_EQ(out, nullptr);
}

// A string result may be handed in as a reference string on the producer's stack; it is duplicated.
TEST(Results, OutliveTheReferenceStringTheyCameFrom) {
    const both_ends ends = make_both(operation_of("string"));
    {
        char16_t text[] = u"short-lived";
        HSTRING_HEADER header;
        HSTRING borrowed = nullptr;
        ASSERT_EQ(
            WindowsCreateStringReference(reinterpret_cast<WCHAR*>(text), 11, &header, &borrowed),
            ok);
        EXPECT_EQ(ends.worker.Complete(&borrowed), ok);
        for (char16_t& unit : text)
            unit = u'x';
    }
    HSTRING out = nullptr;
    EXPECT_EQ(ends.consumer.GetResults(&out), ok);
    EXPECT_EQ(text_of(out), u"short-lived");
    WindowsDeleteString(out);
}

TEST(Results, HoldTheObjectOnceAndEachCallOnceMore) {
    const own<numbered_object> object(7);
    {
        both_ends ends = make_both(operation_of("object"));
        void* argument = object.get();
        ends.worker.Complete(&argument);
        EXPECT_EQ(object->references.load(), 2U);
        void* first = nullptr;
        void* second = nullptr;
        EXPECT_EQ(ends.consumer.GetResults(&first), ok);
        EXPECT_EQ(ends.consumer.GetResults(&second), ok);
        EXPECT_EQ(first, object.get());
        EXPECT_EQ(object->references.load(), 4U);
        release(first);
        release(second);
        // Close closes, it frees nothing.
        EXPECT_EQ(ends.consumer.Close(), ok);
        EXPECT_EQ(object->references.load(), 2U);
    }
    EXPECT_TRUE(object.alone());
}

TEST(PartialResults, ReplacedOnesAreEnded) {
    const own<numbered_object> first(1);
    const own<numbered_object> second(2);
    const both_ends ends = make_both(operation_with("object", "u4"));
    void* argument = first.get();
    EXPECT_EQ(ends.worker.SetPartialResult(&argument), ok);
    EXPECT_EQ(first->references.load(), 2U);
    argument = second.get();
    EXPECT_EQ(ends.worker.SetPartialResult(&argument), ok);
    EXPECT_TRUE(first.alone());
    EXPECT_EQ(second->references.load(), 2U);
}

// Results have no limit of size, progress has.
TEST(Results, MayBeLargerThanProgressCanBe) {
    std::string signature = "struct(Contract.Sample.Wide";
    for (int i = 0; i < 100; ++i)
        signature += ";u8";
    signature = "pinterface({" + std::string(piid_operation) + "};" + signature + "))";
    IAsyncType* type = nullptr;
    ASSERT_EQ(AsyncomGetType(signature.c_str(), &type), ok);
    const GUID iid = instance_iid(signature);
    std::uint64_t wide[100];
    for (std::uint64_t i = 0; i < 100; ++i)
        wide[i] = i * i;
    void* made = nullptr;
    ASSERT_EQ(AsyncomCreateCompleted(type, wide, &iid, &made), ok);
    std::uint64_t out[100] = {};
    EXPECT_EQ(call<void*>(made, 8, out), ok);
    EXPECT_EQ(std::memcmp(wide, out, sizeof wide), 0);
    release(made);
}

} // namespace

// SPDX-License-Identifier: MIT
// IAsyncInfo's getters: Id, Status and ErrorCode.
#include "library_provider.h"
#include "support/check.h"

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace contract;

CONTRACT_TEST(Id, IsTheSameEveryTimeAndNeverZero, every) {
    const made_operation ends = context.make();
    std::uint32_t first = 0;
    std::uint32_t second = 1;
    SHOULD_BE(ends.consumer.get_Id(&first), ok);
    SHOULD_BE(ends.consumer.get_Id(&second), ok);
    SHOULD(first != 0);
    SHOULD_BE(second, first);
}

CONTRACT_TEST(Id, DiffersBetweenLiveOperations, plain) {
    std::vector<made_operation> many;
    std::set<std::uint32_t> ids;
    for (int i = 0; i < 200; ++i) {
        many.push_back(context.make());
        std::uint32_t id = 0;
        many.back().consumer.get_Id(&id);
        ids.insert(id);
    }
    SHOULD_BE(ids.size(), many.size());
}

CONTRACT_TEST(Status, IsStartedFromTheFirstCallOn, every) {
    const made_operation ends = context.make();
    std::int32_t status = -1;
    SHOULD_BE(ends.consumer.get_Status(&status), ok);
    SHOULD_BE(status, started);
}

CONTRACT_TEST(Status, NamesEachOutcome, every) {
    const result_of result(context.type, 5);
    const made_operation well = context.make();
    SHOULD_BE(well.worker->complete(result.argument()), ok);
    SHOULD_BE(well.consumer.status(), completed);
    const made_operation asked = context.make();
    SHOULD_BE(asked.consumer.Cancel(), ok);
    SHOULD_BE(asked.worker->end_canceled(), ok);
    SHOULD_BE(asked.consumer.status(), canceled);
    const made_operation badly = context.make();
    SHOULD_BE(badly.worker->fail(access_denied, nullptr), ok);
    SHOULD_BE(badly.consumer.status(), error);
}

CONTRACT_TEST(ErrorCode, IsZeroWhileRunningAndAfterSuccess, every) {
    const result_of result(context.type, 5);
    const made_operation ends = context.make();
    answer code = unexpected;
    SHOULD_BE(ends.consumer.get_ErrorCode(&code), ok);
    SHOULD_BE(code, ok);
    SHOULD_BE(ends.worker->complete(result.argument()), ok);
    code = unexpected;
    SHOULD_BE(ends.consumer.get_ErrorCode(&code), ok);
    SHOULD_BE(code, ok);
}

CONTRACT_TEST(ErrorCode, IsTheFailureAfterAFailure, every) {
    const made_operation ends = context.make();
    ends.worker->fail(access_denied, "no entry");
    answer code = ok;
    SHOULD_BE(ends.consumer.get_ErrorCode(&code), ok);
    SHOULD_BE(code, access_denied);
}

CONTRACT_TEST(ErrorCode, IsCancelledFromTheRequestOn, every) {
    const made_operation ends = context.make();
    ends.consumer.Cancel();
    SHOULD_BE(ends.consumer.error_code(), cancelled);
    ends.worker->end_canceled();
    SHOULD_BE(ends.consumer.error_code(), cancelled);
}

CONTRACT_TEST(Getters, RefuseNull, plain) {
    const made_operation ends = context.make();
    SHOULD_BE(ends.consumer.get_Id(nullptr), bad_pointer);
    SHOULD_BE(ends.consumer.get_Status(nullptr), bad_pointer);
    SHOULD_BE(ends.consumer.get_ErrorCode(nullptr), bad_pointer);
    SHOULD_BE(ends.consumer.get_Completed(nullptr), bad_pointer);
    if (context.type.has_progress()) SHOULD_BE(ends.consumer.get_Progress(nullptr), bad_pointer);
    if (context.type.has_result()) SHOULD_BE(ends.consumer.GetResults(nullptr), bad_pointer);
}

// A slot that is free again may give its Id to a new operation; a live one never shares its own.
TEST(Id, StaysUniqueWhileOperationsComeAndGo) {
    std::vector<both_ends> kept;
    std::set<std::uint32_t> held;
    for (int i = 0; i < 3000; ++i) {
        both_ends ends = make_both(plain_families()[static_cast<std::size_t>(i) % 4]);
        std::uint32_t id = 0;
        ends.consumer.get_Id(&id);
        EXPECT_EQ(held.count(id), 0U);
        if (i % 3 != 0) continue;
        held.insert(id);
        kept.push_back(std::move(ends));
    }
}

} // namespace

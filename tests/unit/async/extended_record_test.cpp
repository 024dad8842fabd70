// SPDX-License-Identifier: MIT
// Extended mode: what the record takes over from the word, and the cells of its handlers.
#include "async/extended_record.h"

#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <functional>
#include <thread>
#include <utility>
#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

class ExtendedRecord : public EngineTest {
protected:
    using cell = handler_cell<operation_traits>;

    // Puts it as the Progress handler; the operation takes its own reference.
    static void put_progress(const both_ends& ends, counted_callback& handler) {
        IUnknown* const made = handler.progress(u4_with_f8);
        EXPECT_EQ(ends->put_progress(made), progress_result::done);
        made->Release();
    }
    static void report(const both_ends& ends) {
        const double half = 0.5;
        EXPECT_EQ(ends.producer()->ReportProgress(&half), S_OK);
    }
};

TEST_F(ExtendedRecord, SaysWhatTheWordSaidInEveryState) {
    counted_callback handler;
    int assigned = 0;
    const auto assign = [&](const both_ends& ends) {
        handler.attach_to(ends, u4_with_f8);
        ++assigned;
    };
    const auto assign_null = [](const both_ends& ends) {
        EXPECT_EQ(ends->put_completed(nullptr, true), completed_result::stored);
    };
    const auto request = [](const both_ends& ends) {
        EXPECT_TRUE(ends->request_cancel([](operation_record&) {}));
    };
    const auto end = [](const both_ends& ends) { ends.producer()->EndCanceled(); };
    const auto fail = [](const both_ends& ends) { ends.producer()->Fail(E_FAIL, nullptr); };
    const auto complete = [](const both_ends& ends) {
        const std::uint32_t result = 7;
        ends.producer()->Complete(&result);
    };
    const auto close = [](const both_ends& ends) {
        EXPECT_EQ(ends->close(), close_result::closed);
    };
    const std::vector<std::vector<std::function<void(const both_ends&)>>> ways = {
        {},     {assign},           {assign_null},      {request},      {assign, request},
        {end},  {assign, end},      {assign_null, end}, {request, end}, {request, complete},
        {fail}, {assign, complete}, {complete, close},  {end, close},   {complete, assign},
    };
    for (const auto& way : ways) {
        const both_ends ends(u4_with_f8);
        for (const auto& step : way)
            step(ends);
        const state_flags before = ends->look();
        ASSERT_EQ(ends->extended_if_any(), nullptr);
        operation_record* const extended = ends->extend();
        ASSERT_NE(extended, nullptr);
        EXPECT_EQ(ends->look(), before);
        EXPECT_EQ(ends->extend(), extended) << "entered once, never left";
    }
    EXPECT_EQ(handler.calls, assigned);
    EXPECT_EQ(handler.destroyed, assigned);
}

TEST_F(ExtendedRecord, EndsTheBiasOfAnOperationBornEnded) {
    type_record& type = type_named(action);
    void* made = nullptr;
    ASSERT_EQ(create_canceled(face_of(type), &type.iids[0], &made, nullptr), S_OK);
    operation& born = operation::of_family(made);
    EXPECT_NE(born.look() & flag_biased, 0u);
    ASSERT_NE(born.extend(), nullptr);
    EXPECT_EQ(born.look(), state_flags(outcome::canceled));
    static_cast<IUnknown*>(made)->Release();
}

TEST_F(ExtendedRecord, TakesTheHandlersOfFastModeOverWithoutANewReference) {
    both_ends ends(u4_with_f8);
    counted_callback completed;
    counted_callback progress;
    completed.attach_to(ends, u4_with_f8);
    put_progress(ends, progress);
    operation_record& extended = *ends->extend();
    EXPECT_EQ(progress.destroyed + completed.destroyed, 0);
    report(ends);
    EXPECT_EQ(progress.calls, 1);
    IUnknown* const shown = ends->get_progress(extended);
    ASSERT_NE(shown, nullptr);
    EXPECT_EQ(shown->Release(), 1u);
    ends.producer()->EndCanceled();
    EXPECT_EQ(progress.destroyed, 1);
    EXPECT_EQ(completed.calls, 1);
    EXPECT_EQ(completed.destroyed, 1);
}

TEST_F(ExtendedRecord, GivesEachHandlerOutOnce) {
    const both_ends ends(u4_with_f8);
    counted_callback completed;
    counted_callback progress;
    completed.attach_to(ends, u4_with_f8);
    put_progress(ends, progress);
    operation_record& extended = *ends->extend();
    {
        operation_traits::lock lock(extended.mutex);
        cell* const waiting = extended.take_completed();
        ASSERT_NE(waiting, nullptr);
        EXPECT_EQ(extended.take_completed(), nullptr);
        cell* const reporting = extended.take_progress();
        ASSERT_NE(reporting, nullptr);
        EXPECT_EQ(extended.take_progress(), nullptr);
        lock.unlock();
        waiting->drop();
        reporting->drop();
    }
    ends.producer()->EndCanceled();
    EXPECT_EQ(completed.calls + progress.calls, 0);
    EXPECT_EQ(completed.destroyed, 1);
    EXPECT_EQ(progress.destroyed, 1);
}

// A block of the slab per replaced handler; the fixture sees them all come back.
TEST_F(ExtendedRecord, GivesTheCellsOfReplacedProgressHandlersBack) {
    const both_ends ends(u4_with_f8);
    ends->extend();
    const std::int64_t closures = blocks_in_use(slab_class::closure);
    const std::int64_t cells = blocks_in_use(slab_class::slot);
    counted_callback handlers[50];
    for (counted_callback& each : handlers)
        put_progress(ends, each);
    // The last handler and its cell.
    const int left = uses_malloc ? 0 : 1;
    EXPECT_EQ(blocks_in_use(slab_class::closure), closures + 1);
    EXPECT_EQ(blocks_in_use(slab_class::slot), cells + left);
    EXPECT_EQ(ends->put_progress(nullptr), progress_result::done);
    EXPECT_EQ(blocks_in_use(slab_class::closure), closures);
    EXPECT_EQ(blocks_in_use(slab_class::slot), cells);
    for (const counted_callback& each : handlers)
        EXPECT_EQ(each.destroyed, 1);
}

TEST_F(ExtendedRecord, KeepsAHandlerThatIsReplacedWhileItRunsUntilItReturns) {
    for (const bool extended_before : {false, true}) {
        const both_ends ends(u4_with_f8);
        if (extended_before) ends->extend();
        counted_callback second;
        counted_callback first([&](IUnknown*) {
            put_progress(ends, second);
            EXPECT_EQ(ends->put_progress(nullptr), progress_result::done);
            return S_OK;
        });
        first.at_destruction = [&] { EXPECT_EQ(first.calls, 1); };
        put_progress(ends, first);
        bool destroyed_inside = false;
        const auto body = std::exchange(first.body, nullptr);
        first.body = [&](IUnknown* sender) {
            const HRESULT answer = body(sender);
            destroyed_inside = first.destroyed != 0;
            return answer;
        };
        report(ends);
        EXPECT_FALSE(destroyed_inside);
        EXPECT_EQ(first.destroyed, 1);
        EXPECT_EQ(second.destroyed, 1);
    }
}

TEST_F(ExtendedRecord, WithoutMemoryIsNotEnteredAndTheHandlerStays) {
    const on_malloc malloc_can_fail;
    const both_ends ends(u4_with_f8);
    counted_callback first;
    counted_callback second;
    put_progress(ends, first);
    IUnknown* const refused = second.progress(u4_with_f8);
    for (const int nth : {0, 1}) { // the record, the cell
        const failing_memory failing(nth);
        EXPECT_EQ(ends->put_progress(refused), progress_result::no_memory);
    }
    EXPECT_EQ(refused->Release(), 0u);
    report(ends);
    EXPECT_EQ(first.calls, 1);
    EXPECT_EQ(first.destroyed, 0);
}

TEST_F(ExtendedRecord, OfTwoThreadsThatEnterIsTheSame) {
    for (int round = 0; round < 200; ++round) {
        const both_ends ends;
        operation_record* theirs = nullptr;
        std::thread other([&] { theirs = ends->extend(); });
        operation_record* const mine = ends->extend();
        other.join();
        ASSERT_EQ(mine, theirs);
    }
}

} // namespace
} // namespace asyncom::core

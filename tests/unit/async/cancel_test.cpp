// SPDX-License-Identifier: MIT
// Cancelling: what a request costs, keeps and gives back.
#include "async/cancel.h"

#include "com/utf.h"
#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"
#include "value_samples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace asyncom::core {
namespace {

using namespace test;

class CancelRequest : public EngineTest {
protected:
    // The operation takes its own reference.
    HRESULT put(counted_callback& handler) {
        IAsyncCancelHandler* const made = handler.cancel();
        const HRESULT answer = put_cancel_handler(m_ends.target(), made);
        made->Release();
        return answer;
    }

    both_ends m_ends;
};

TEST_F(CancelRequest, WithoutAReasonNeedsNoMemoryAndNoRecord) {
    const failing_memory failing(0);
    EXPECT_EQ(cancel_operation(m_ends.target(), {}), S_OK);
    EXPECT_EQ(cancel_operation(m_ends.target(), {}), S_FALSE);
    EXPECT_FALSE(failing.has_failed());
    EXPECT_EQ(m_ends->extended_if_any(), nullptr);
    HRESULT code = S_OK;
    HSTRING text = nullptr;
    EXPECT_EQ(get_cancel_reason(m_ends.target(), &code, &text), S_OK);
    EXPECT_EQ(code, canceled_code);
    EXPECT_EQ(text, nullptr);
}

TEST_F(CancelRequest, AfterTheEndMakesNoRecordForItsReason) {
    m_ends.producer()->Complete(nullptr);
    EXPECT_EQ(cancel_operation(m_ends.target(), {E_ABORT, nullptr}), S_FALSE);
    EXPECT_EQ(m_ends->extended_if_any(), nullptr);
}

// Text and record: without either nothing has been asked, and the same call works later.
TEST_F(CancelRequest, WhoseReasonFindsNoMemoryHasNotBeenMade) {
    if (strings_are_the_systems) GTEST_SKIP() << "a string's memory is Windows' own";
    const on_malloc malloc_can_fail;
    const borrowed_string text(u"too slow");
    for (const int nth : {0, 1}) {
        const both_ends ends;
        {
            const failing_memory failing(nth);
            EXPECT_EQ(cancel_operation(ends.target(), {E_ABORT, text.get()}), E_OUTOFMEMORY);
        }
        EXPECT_EQ(ends->look() & flag_requested, 0u);
        EXPECT_EQ(cancel_operation(ends.target(), {E_ABORT, text.get()}), S_OK);
        EXPECT_EQ(hstring_view(ends->extended_if_any()->cancel_text), u"too slow");
    }
}

TEST_F(CancelRequest, ThatComesSecondLeavesTheFirstReason) {
    const HSTRING first = make_string(u"first");
    const HSTRING second = make_string(u"second");
    EXPECT_EQ(cancel_operation(m_ends.target(), {E_ABORT, first}), S_OK);
    EXPECT_EQ(cancel_operation(m_ends.target(), {E_FAIL, second}), S_FALSE);
    EXPECT_EQ(m_ends->extended_if_any()->cancel_reason, E_ABORT);
    EXPECT_EQ(hstring_view(m_ends->extended_if_any()->cancel_text), u"first");
    hstring_delete(first);
    hstring_delete(second);
}

TEST_F(CancelRequest, GivesItsTextCutBetweenCharactersWithinTheBuffer) {
    struct {
        std::u16string text;
        std::size_t kept_units;
    } const cases[] = {
        {u"", 0},
        {u"too slow", 8},
        {std::u16string(170, u'\u20AC'), 170}, // three bytes each: 510 and a terminator
        {std::u16string(171, u'\u20AC'), 170},
        {std::u16string(169, u'x') + u"\U0001F600", 169}, // a pair that would be cut
        {std::u16string(168, u'x') + u"\U0001F600", 170},
    };
    for (const auto& each : cases) {
        const both_ends ends;
        const HSTRING reason = make_string(each.text);
        ASSERT_EQ(cancel_operation(ends.target(), {E_ABORT, reason}), S_OK);
        hstring_delete(reason);
        char text[512];
        std::fill(std::begin(text), std::end(text), '#');
        const bool has_text = read_cancel_text(ends.target(), text);
        EXPECT_EQ(has_text, !each.text.empty());
        if (!has_text) continue;
        const std::u16string_view kept = std::u16string_view(each.text).substr(0, each.kept_units);
        std::string expected(utf8_length(kept), '\0');
        utf16_to_utf8(kept, expected.data());
        EXPECT_EQ(std::string_view(text), expected);
    }
}

// ---- cancel handlers

TEST_F(CancelRequest, LetsGoOfItsHandlerOnEveryWay) {
    counted_callback replaced;
    counted_callback invoked;
    counted_callback late;
    counted_callback ended;
    EXPECT_EQ(put(replaced), S_OK);
    EXPECT_EQ(put(invoked), S_OK);
    EXPECT_EQ(replaced.destroyed, 1);
    EXPECT_EQ(cancel_operation(m_ends.target(), {}), S_OK);
    EXPECT_EQ(invoked.destroyed, 1);
    EXPECT_EQ(put(late), S_OK);
    EXPECT_EQ(late.destroyed, 1);
    m_ends.producer()->EndCanceled();
    EXPECT_EQ(put(ended), S_OK);
    EXPECT_EQ(ended.destroyed, 1);
    EXPECT_EQ(replaced.calls + ended.calls, 0);
    EXPECT_EQ(invoked.calls, 1);
    EXPECT_EQ(late.calls, 1);
}

TEST_F(CancelRequest, LeavesAHandlerThatWasNeverCalledToTheEndOrTheLastRelease) {
    counted_callback ended;
    EXPECT_EQ(put(ended), S_OK);
    m_ends.producer()->Complete(nullptr);
    EXPECT_EQ(ended.destroyed, 1);
    EXPECT_EQ(m_ends->extended_if_any()->cancel_handler, nullptr);
    both_ends abandoned;
    counted_callback last;
    IAsyncCancelHandler* const handler = last.cancel();
    abandoned.producer()->put_CancelHandler(handler);
    handler->Release();
    abandoned.release_consumer();
    EXPECT_EQ(last.destroyed, 0);
    abandoned.release_producer();
    EXPECT_EQ(last.destroyed, 1);
    EXPECT_EQ(ended.calls + last.calls, 0);
}

// Nobody is left who could act on a request: as between the end of the last producer reference and
// the end of the operation.
TEST_F(CancelRequest, CallsNoHandlerOnceTheProducerHasGone) {
    counted_callback handler;
    EXPECT_EQ(put(handler), S_OK);
    m_ends->references().try_release_last_producer();
    EXPECT_EQ(cancel_operation(m_ends.target(), {}), S_OK);
    EXPECT_EQ(handler.calls, 0);
    EXPECT_EQ(handler.destroyed, 1);
    // Back in the hands of the test.
    m_ends->references().initialize(2, 1, false, m_ends->references().epoch());
}

TEST_F(CancelRequest, TellsWhichThreadRunsTheHandlerAndOnlyMeanwhile) {
    m_ends->extend();
    const std::uint32_t me = this_thread().token;
    std::uint32_t inside = 0;
    std::uint32_t after_nested = 0;
    counted_callback nested;
    counted_callback handler([&](IUnknown*) {
        inside = m_ends->extended_if_any()->canceling_thread.load();
        EXPECT_EQ(put(nested), S_OK); // asked already: runs inside
        after_nested = m_ends->extended_if_any()->canceling_thread.load();
        return S_OK;
    });
    EXPECT_EQ(put(handler), S_OK);
    EXPECT_EQ(cancel_operation(m_ends.target(), {}), S_OK);
    EXPECT_EQ(nested.calls, 1);
    EXPECT_EQ(inside, me);
    EXPECT_EQ(after_nested, me);
    EXPECT_EQ(m_ends->extended_if_any()->canceling_thread.load(), 0u);
}

TEST_F(CancelRequest, GivesTheHandlerAProducerThatMayOutliveTheCall) {
    IAsyncProducer* kept = nullptr;
    counted_callback handler([&](IUnknown* sender) {
        sender->AddRef();
        kept = static_cast<IAsyncProducer*>(sender);
        return S_OK;
    });
    EXPECT_EQ(put(handler), S_OK);
    EXPECT_EQ(cancel_operation(m_ends.target(), {}), S_OK);
    EXPECT_EQ(m_ends->references().producers(), 2u);
    m_ends.release();
    EXPECT_EQ(kept->EndCanceled(), S_OK);
    kept->Release();
}

TEST_F(CancelRequest, CountsAFailureOfItsHandler) {
    counted_callback handler([](IUnknown*) { return E_FAIL; });
    EXPECT_EQ(put(handler), S_OK);
    EXPECT_EQ(cancel_operation(m_ends.target(), {}), S_OK);
    EXPECT_EQ(m_ends->extended_if_any()->handler_failures, 1u);
    EXPECT_EQ(m_ends->extended_if_any()->first_handler_failure, E_FAIL);
}

// The walk goes over a list in the records: one entry per parent, whatever happens meanwhile.
TEST_F(CancelRequest, ReachesGrandchildrenOfAChildThatItsHandlerReleases) {
    const AsyncomOperationOptions in_parent = child_of(m_ends.target());
    both_ends child(action, &in_parent);
    const AsyncomOperationOptions in_child = child_of(child.target());
    const both_ends grandchild(action, &in_child);
    counted_callback handler([&](IUnknown*) {
        child.producer()->EndCanceled();
        child.release();
        return S_OK;
    });
    IAsyncCancelHandler* const made = handler.cancel();
    child.producer()->put_CancelHandler(made);
    made->Release();
    EXPECT_EQ(cancel_operation(m_ends.target(), {}), S_OK);
    EXPECT_EQ(handler.calls, 1);
    EXPECT_NE(grandchild->look() & flag_requested, 0u);
}

} // namespace
} // namespace asyncom::core

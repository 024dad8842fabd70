// SPDX-License-Identifier: MIT
// The value that an operation shows before its end: copied by many, replaced meanwhile.
#include "async/partial_result.h"

#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"
#include "value_samples.h"

#include <gtest/gtest.h>

#include <functional>
#include <utility>

namespace asyncom::core {
namespace {

using namespace test;

// Does something once while somebody copies a value that holds it.
class copied_object final : public counted_object {
public:
    ULONG ASYNCOM_CALL AddRef() noexcept override {
        const std::uint32_t count = counted_object::AddRef();
        if (const auto run = std::exchange(while_copied, nullptr)) run();
        return count;
    }
    std::function<void()> while_copied;
};

class PartialResult : public EngineTest {
protected:
    HRESULT show(IUnknown* object) { return set_partial_result(m_ends.target(), &object); }
    // What is shown, whose reference is given back at once.
    IUnknown* look() {
        IUnknown* shown = nullptr;
        if (copy_partial_result(m_ends.target(), &shown) != S_OK) return nullptr;
        shown->Release();
        return shown;
    }

    copied_object m_first;
    counted_object m_second;
    both_ends m_ends{object_operation};
};

TEST_F(PartialResult, IsNotThereAtFirstAndLookingNeedsNoRecord) {
    IUnknown* untouched = &m_first;
    EXPECT_EQ(copy_partial_result(m_ends.target(), &untouched), S_FALSE);
    EXPECT_EQ(untouched, &m_first);
    EXPECT_EQ(m_ends->extended_if_any(), nullptr);
    m_ends->extend();
    EXPECT_EQ(copy_partial_result(m_ends.target(), &untouched), S_FALSE);
    EXPECT_EQ(untouched, &m_first);
}

TEST_F(PartialResult, HoldsItsObjectUntilItIsReplaced) {
    EXPECT_EQ(show(&m_first), S_OK);
    EXPECT_EQ(m_first.references, 2u);
    EXPECT_EQ(look(), &m_first);
    EXPECT_EQ(show(&m_second), S_OK);
    EXPECT_EQ(m_first.references, 1u);
    EXPECT_EQ(m_second.references, 2u);
    EXPECT_EQ(look(), &m_second);
}

TEST_F(PartialResult, ReplacedDuringACopyLivesUntilTheCopyIsDone) {
    EXPECT_EQ(show(&m_first), S_OK);
    std::uint32_t meanwhile = 0;
    m_first.while_copied = [&] {
        EXPECT_EQ(show(&m_second), S_OK);
        meanwhile = m_first.references;
    };
    IUnknown* copy = nullptr;
    EXPECT_EQ(copy_partial_result(m_ends.target(), &copy), S_OK);
    EXPECT_EQ(copy, &m_first);
    EXPECT_EQ(meanwhile, 3u) << "the test's, the block's, the copy's";
    EXPECT_EQ(m_first.references, 2u);
    copy->Release();
    EXPECT_EQ(look(), &m_second);
}

// Foreign code runs while the value is copied in, and may end the operation.
TEST_F(PartialResult, IsRefusedWhereTheOperationEndsDuringTheCopyIn) {
    m_first.while_copied = [&] { m_ends.producer()->EndCanceled(); };
    EXPECT_EQ(show(&m_first), E_ILLEGAL_STATE_CHANGE);
    EXPECT_EQ(m_first.references, 1u);
    EXPECT_EQ(m_ends->extended_if_any()->partial, nullptr);
}

TEST_F(PartialResult, StaysReadableAfterTheEndAndGoesWithTheOperation) {
    EXPECT_EQ(show(&m_first), S_OK);
    m_ends.producer()->EndCanceled();
    EXPECT_EQ(look(), &m_first);
    EXPECT_EQ(show(&m_second), E_ILLEGAL_STATE_CHANGE);
    EXPECT_EQ(m_second.references, 1u);
    m_ends.release();
    EXPECT_EQ(m_first.references, 1u);
}

// One block for the value, one for a string that only borrows its text, one for the record.
TEST_F(PartialResult, IsAllOrNothing) {
    if (strings_are_the_systems) GTEST_SKIP() << "a string's memory is Windows' own";
    const on_malloc malloc_can_fail;
    const borrowed_string text(u"a text");
    HSTRING borrowed = text.get();
    for (int nth = 0;; ++nth) {
        const both_ends ends(string_operation);
        const failing_memory failing(nth);
        const HRESULT set = set_partial_result(ends.target(), &borrowed);
        if (!failing.has_failed()) {
            EXPECT_EQ(set, S_OK);
            EXPECT_EQ(nth, 3);
            return;
        }
        EXPECT_EQ(set, E_OUTOFMEMORY);
        EXPECT_EQ(ends->extended_if_any(), nullptr);
    }
}

TEST_F(PartialResult, ThatFindsNoMemoryLeavesTheOneBefore) {
    if (strings_are_the_systems) GTEST_SKIP() << "a string's memory is Windows' own";
    const both_ends ends(string_operation);
    const borrowed_string text(u"a text");
    const borrowed_string other(u"another");
    HSTRING value = text.get();
    ASSERT_EQ(set_partial_result(ends.target(), &value), S_OK);
    for (const int nth : {0, 1}) {
        value = other.get();
        const failing_memory failing(nth);
        EXPECT_EQ(set_partial_result(ends.target(), &value), E_OUTOFMEMORY);
    }
    ASSERT_EQ(copy_partial_result(ends.target(), &value), S_OK);
    EXPECT_EQ(hstring_view(value), u"a text");
    hstring_delete(value);
}

} // namespace
} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// Objects made of a function and a context, and the blocks that they live in.
#include "async/closure.h"

#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/error_text.h"
#include "unit/support/slab_use.h"
#include "value_samples.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace asyncom::core {
namespace {

using namespace test;

class Closure : public EngineTest {
protected:
    // One of each kind, made of the same callback.
    std::vector<IUnknown*> one_of_each() {
        return {m_callback.completed(u4_with_f8), m_callback.progress(u4_with_f8),
                m_callback.cancel(), m_callback.work()};
    }

    counted_callback m_callback;
};

TEST_F(Closure, CountsItsReferencesAndEndsItsContextOnce) {
    for (IUnknown* const each : one_of_each()) {
        const int before = m_callback.destroyed;
        EXPECT_EQ(each->AddRef(), 2u);
        EXPECT_EQ(each->AddRef(), 3u);
        EXPECT_EQ(each->Release(), 2u);
        EXPECT_EQ(each->Release(), 1u);
        EXPECT_EQ(m_callback.destroyed, before);
        EXPECT_EQ(each->Release(), 0u);
        EXPECT_EQ(m_callback.destroyed, before + 1);
    }
    EXPECT_EQ(m_callback.calls, 0);
}

// A language binding may make the next handler while it lets go of this one's context.
TEST_F(Closure, StaysInItsBlockWhileItsContextEnds) {
    std::vector<IUnknown*> made_meanwhile;
    counted_callback other;
    for (IUnknown* const each : one_of_each()) {
        m_callback.at_destruction = [&] { made_meanwhile.push_back(other.work()); };
        each->Release();
        EXPECT_NE(made_meanwhile.back(), each);
    }
    for (IUnknown* const each : made_meanwhile)
        each->Release();
}

TEST_F(Closure, ReleasedByAnotherThreadGivesItsBlockBack) {
    for (IUnknown* const each : one_of_each()) {
        std::thread([each] { EXPECT_EQ(each->Release(), 0u); }).join();
    }
    EXPECT_EQ(m_callback.destroyed, 4);
}

TEST_F(Closure, ReleasedByAllThreadsAtOnceEndsOnce) {
    for (IUnknown* const each : one_of_each()) {
        each->AddRef();
        each->AddRef();
        std::atomic<int> ended{0};
        const auto release = [&] { ended += each->Release() == 0 ? 1 : 0; };
        std::thread first(release);
        std::thread second(release);
        release();
        first.join();
        second.join();
        EXPECT_EQ(ended, 1);
    }
    EXPECT_EQ(m_callback.destroyed, 4);
}

// Handlers of two types may share the calling class, but never the interface.
TEST_F(Closure, IsAHandlerOfItsOwnTypeOnly) {
    IUnknown* const handler = m_callback.completed(u4_operation);
    const GUID& own = type_named(u4_operation).iids[ASYNCOM_IID_COMPLETED_HANDLER];
    const GUID& other = type_named(u4_with_f8).iids[ASYNCOM_IID_COMPLETED_HANDLER];
    void* object = nullptr;
    EXPECT_EQ(handler->QueryInterface(own, &object), S_OK);
    EXPECT_EQ(object, handler);
    EXPECT_EQ(handler->Release(), 1u);
    EXPECT_EQ(handler->QueryInterface(other, &object), E_NOINTERFACE);
    EXPECT_EQ(object, nullptr);
    handler->Release();
}

TEST_F(Closure, OfAForeignTypeIsRefusedAndTheContextIsStillTheCallers) {
    counted_object foreign;
    auto* const type = reinterpret_cast<IAsyncType*>(&foreign);
    void* handler = &foreign;
    EXPECT_EQ(create_completed_handler(
                  type, [](void*, IUnknown*, std::int32_t) { return S_OK; }, &m_callback,
                  [](void* context) { ++static_cast<counted_callback*>(context)->destroyed; },
                  &handler),
              E_INVALIDARG);
    EXPECT_EQ(handler, nullptr);
    EXPECT_EQ(m_callback.destroyed, 0);
    EXPECT_NE(take_error_text(), "");
}

TEST_F(Closure, WithoutMemoryIsNotMadeAndTheContextIsStillTheCallers) {
    const on_malloc malloc_can_fail;
    IAsyncWork* work = nullptr;
    {
        const failing_memory failing(0);
        EXPECT_EQ(
            create_work([](void*, IAsyncProducer*, IUnknown*) { return S_OK; }, &m_callback,
                        [](void* context) { ++static_cast<counted_callback*>(context)->destroyed; },
                        &work),
            E_OUTOFMEMORY);
    }
    EXPECT_EQ(work, nullptr);
    EXPECT_EQ(m_callback.destroyed, 0);
    EXPECT_NE(take_error_text(), "");
}

TEST_F(Closure, NeedsNoAllocationOnceASlabIsThere) {
    if (uses_malloc) GTEST_SKIP() << "blocks come from malloc";
    m_callback.work()->Release();
    const failing_memory failing(0);
    for (int i = 0; i < 1'000; ++i)
        m_callback.work()->Release();
    EXPECT_FALSE(failing.has_failed());
}

} // namespace
} // namespace asyncom::core

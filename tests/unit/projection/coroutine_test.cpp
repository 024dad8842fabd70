// SPDX-License-Identifier: MIT
// Functions that return an operation and are coroutines.
#include <asyncom/coroutine.hpp>

#include "records.h"
#include "started.h"
#include "unloading.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace asyncom;

// Says when it is destroyed.
class noted {
public:
    noted(std::vector<std::string>& notes, const char* what) : m_notes(&notes), m_what(what) {}
    noted(noted&& other) noexcept
        : m_notes(std::exchange(other.m_notes, nullptr)), m_what(other.m_what) {}
    noted& operator=(noted&&) = delete;
    ~noted() {
        if (m_notes != nullptr) m_notes->emplace_back(m_what);
    }

private:
    std::vector<std::string>* m_notes;
    const char* m_what;
};

async_action wait_for(async_action other) {
    co_await std::move(other);
}
async_operation<std::uint32_t> add(async_operation<std::uint32_t> left, std::uint32_t right) {
    co_return co_await std::move(left) + right;
}

TEST(Coroutine, EndsWithItsValue) {
    const auto body = []() -> async_operation<std::uint32_t> { co_return 7u; };
    const auto operation = body();
    EXPECT_EQ(operation.status(), AsyncStatus::Completed);
    EXPECT_EQ(operation.get(), 7u);
}

TEST(Coroutine, RunsUpToItsFirstWaitAtOnce) {
    started<> source;
    bool begun = false;
    const auto body = [&]() -> async_action {
        begun = true;
        co_await source.operation;
    };
    const async_action operation = body();
    EXPECT_TRUE(begun);
    EXPECT_EQ(operation.status(), AsyncStatus::Started);
    source.complete();
    EXPECT_EQ(operation.status(), AsyncStatus::Completed);
}

TEST(Coroutine, WaitsInAChain) {
    started<std::uint32_t> source;
    const auto sum = add(add(source.operation, 1), 2);
    source.complete(7u);
    EXPECT_EQ(sum.get(), 10u);
}

TEST(Coroutine, RunsOnWithoutItsConsumer) {
    started<> source;
    bool ended = false;
    const auto body = [&]() -> async_action {
        co_await source.operation;
        ended = true;
    };
    body();
    source.complete();
    EXPECT_TRUE(ended);
}

TEST(Coroutine, DestroysLocalsAndParametersBeforeCompletedIsCalled) {
    std::vector<std::string> notes;
    started<> source;
    const auto body = [](async_action wait, std::vector<std::string>& to, noted) -> async_action {
        noted local(to, "local");
        co_await std::move(wait);
        to.emplace_back("body");
    };
    const async_action operation = body(source.operation, notes, noted(notes, "parameter"));
    operation.completed([&](const auto&, AsyncStatus) { notes.emplace_back("completed"); });
    source.complete();
    EXPECT_EQ(notes, (std::vector<std::string>{"body", "local", "parameter", "completed"}));
}

TEST(Coroutine, AnExceptionEndsItWithMessageOriginAndContext) {
    SKIP_WITHOUT_RECORDS();
    const auto thrower = [](async_action wait) -> async_action {
        co_await std::move(wait);
        throw hresult_error(E_BOUNDS, "no such line");
    };
    const auto body = [](async_action wait) -> async_action {
        try {
            co_await std::move(wait);
        } catch (const hresult_error& error) {
            error.add_context("while reading the index");
            throw;
        }
    };
    started<> source;
    const async_action outer = wait_for(body(thrower(source.operation)));
    source.complete();
    EXPECT_EQ(outer.status(), AsyncStatus::Error);
    EXPECT_EQ(outer.error_code(), E_BOUNDS);
    try {
        outer.get();
        FAIL();
    } catch (const hresult_out_of_bounds& error) {
        EXPECT_STREQ(error.what(), "no such line");
        EXPECT_EQ(error.context(0), "while reading the index");
        EXPECT_FALSE(error.origin().empty());
    }
}

TEST(Coroutine, AnExceptionOfTheStandardLibraryIsToldToo) {
    SKIP_WITHOUT_RECORDS();
    const auto body = []() -> async_action {
        throw std::invalid_argument("no name");
        co_return;
    };
    try {
        body().get();
        FAIL();
    } catch (const hresult_invalid_argument& error) {
        EXPECT_STREQ(error.what(), "no name");
    }
}

TEST(Coroutine, CleanUpDoesNotReplaceTheFailure) {
    SKIP_WITHOUT_RECORDS();
    struct cleaner {
        ~cleaner() { RoOriginateError(E_ACCESSDENIED, nullptr); }
    };
    const auto body = [](cleaner) -> async_action {
        const cleaner local;
        throw hresult_error(E_BOUNDS, "the reason");
        co_return;
    };
    try {
        body({}).get();
        FAIL();
    } catch (const hresult_error& error) {
        EXPECT_STREQ(error.what(), "the reason");
    }
}

TEST(Coroutine, HresultCanceledEndsItCanceled) {
    const auto body = []() -> async_action {
        throw hresult_canceled();
        co_return;
    };
    EXPECT_EQ(body().status(), AsyncStatus::Canceled);
}

TEST(Coroutine, AnExceptionAfterTheValueIsTheOutcome) {
    struct thrower {
        ~thrower() noexcept(false) { throw hresult_error(E_BOUNDS); }
    };
    const auto body = []() -> async_operation<hstring> {
        const thrower local;
        co_return hstring(u"value");
    };
    EXPECT_EQ(body().error_code(), E_BOUNDS);
}

TEST(Coroutine, PassesAResultOrAFailureOnWithoutThrowing) {
    SKIP_WITHOUT_RECORDS();
    const auto forward = [](async_operation<hstring> from) -> async_operation<hstring> {
        co_return co_await try_await(std::move(from));
    };
    started<hstring> good;
    const auto passed = forward(good.operation);
    good.complete(hstring(u"text"));
    EXPECT_EQ(passed.get(), hstring(u"text"));
    started<hstring> bad;
    const auto failed = forward(bad.operation);
    bad.fail(E_BOUNDS, "no such line");
    EXPECT_EQ(failed.try_get().code(), E_BOUNDS);
    const auto own = []() -> async_operation<hstring> {
        co_return hresult_error(E_BOUNDS, "of its own");
    };
    EXPECT_STREQ(own().try_get().error().what(), "of its own");
}

TEST(Coroutine, EndWithEndsItWhereItStands) {
    SKIP_WITHOUT_RECORDS();
    std::vector<std::string> notes;
    const auto body = [](std::vector<std::string>& to) -> async_action {
        noted local(to, "local");
        co_await end_with(hresult_error(E_BOUNDS, "enough"));
        to.emplace_back("not reached");
    };
    const async_action operation = body(notes);
    EXPECT_EQ(notes, std::vector<std::string>{"local"});
    EXPECT_STREQ(operation.try_get().error().what(), "enough");
}

// Lets whoever has it destroy the coroutine that waits for it.
struct never {
    std::coroutine_handle<>& waiting;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> coroutine) noexcept { waiting = coroutine; }
    void await_resume() const noexcept {}
};

TEST(Coroutine, OneThatIsDestroyedEndsAbandonedAfterItsParts) {
    std::coroutine_handle<> waiting;
    std::vector<std::string> notes;
    const auto body = [](std::coroutine_handle<>& handle, std::vector<std::string>& to,
                         noted) -> async_action {
        noted local(to, "local");
        co_await never{handle};
    };
    const async_action operation = body(waiting, notes, noted(notes, "parameter"));
    operation.completed([&](const auto&, AsyncStatus) { notes.emplace_back("completed"); });
    waiting.destroy();
    EXPECT_EQ(operation.error_code(), ASYNCOM_E_ABANDONED);
    EXPECT_EQ(notes, (std::vector<std::string>{"local", "parameter", "completed"}));
}

TEST(Coroutine, OneThatIsDestroyedWhileItWaitsForAnOperationIsNotResumed) {
    started<> source;
    std::coroutine_handle<> waiting;
    struct who_am_i {
        std::coroutine_handle<>& me;
        bool await_ready() const noexcept { return false; }
        bool await_suspend(std::coroutine_handle<> coroutine) noexcept {
            me = coroutine;
            return false;
        }
        void await_resume() const noexcept {}
    };
    const auto body = [](std::coroutine_handle<>& handle, async_action other) -> async_action {
        co_await who_am_i{handle};
        co_await std::move(other);
    };
    const async_action operation = body(waiting, source.operation);
    waiting.destroy();
    EXPECT_EQ(operation.error_code(), ASYNCOM_E_ABANDONED);
    source.complete();
    EXPECT_EQ(source.operation.status(), AsyncStatus::Completed);
}

TEST(Coroutine, TheLastReferenceMayGoInsideTheHandler) {
    started<> source;
    async_action operation = wait_for(source.operation);
    int called = 0;
    operation.completed([&](const auto&, AsyncStatus) {
        operation = nullptr;
        source.producer = nullptr;
        source.operation = nullptr;
        ++called;
    });
    const com_ptr<IAsyncProducer> producer = source.producer;
    producer->Complete(nullptr);
    EXPECT_EQ(called, 1);
}

TEST(Coroutine, AMemberKeepsItsObjectWithGetStrong) {
    struct counter : implements<counter, IAsyncCancelHandler> {
        HRESULT ASYNCOM_CALL Invoke(IAsyncProducer*) noexcept override { return S_OK; }
        async_operation<std::uint32_t> count(async_action after) {
            const auto self = get_strong();
            co_await std::move(after);
            co_return value;
        }
        std::uint32_t value = 7;
    };
    started<> source;
    com_ptr<counter> object = make_self<counter>();
    const auto operation = object->count(source.operation);
    object = nullptr;
    source.complete();
    EXPECT_EQ(operation.get(), 7u);
}

TEST(Coroutine, KeepsItsModuleLoadedUntilItHasToldItsEnd) {
    started<> source;
    ASSERT_TRUE(projection::comes_to_be_unloadable());
    async_action operation = wait_for(source.operation);
    HRESULT inside = S_OK;
    operation.completed([&](const auto&, AsyncStatus) { inside = can_unload_now(); });
    EXPECT_EQ(can_unload_now(), S_FALSE);
    source.complete();
    EXPECT_EQ(inside, S_FALSE);
    EXPECT_TRUE(projection::comes_to_be_unloadable());
}

} // namespace

// SPDX-License-Identifier: MIT
// Functions that return an operation and are coroutines.
#include <asyncom/coroutine.hpp>

#include "started.h"

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

TEST(coroutine, ends_with_its_value) {
    const auto body = []() -> async_operation<std::uint32_t> { co_return 7u; };
    const auto operation = body();
    EXPECT_EQ(operation.status(), AsyncStatus::Completed);
    EXPECT_EQ(operation.get(), 7u);
}

TEST(coroutine, runs_up_to_its_first_wait_at_once) {
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

TEST(coroutine, waits_in_a_chain) {
    started<std::uint32_t> source;
    const auto sum = add(add(source.operation, 1), 2);
    source.complete(7u);
    EXPECT_EQ(sum.get(), 10u);
}

TEST(coroutine, runs_on_without_its_consumer) {
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

TEST(coroutine, destroys_locals_and_parameters_before_completed_is_called) {
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

TEST(coroutine, an_exception_ends_it_with_message_origin_and_context) {
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

TEST(coroutine, an_exception_of_the_standard_library_is_told_too) {
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

TEST(coroutine, clean_up_does_not_replace_the_failure) {
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

TEST(coroutine, hresult_canceled_ends_it_canceled) {
    const auto body = []() -> async_action {
        throw hresult_canceled();
        co_return;
    };
    EXPECT_EQ(body().status(), AsyncStatus::Canceled);
}

TEST(coroutine, an_exception_after_the_value_is_the_outcome) {
    struct thrower {
        ~thrower() noexcept(false) { throw hresult_error(E_BOUNDS); }
    };
    const auto body = []() -> async_operation<hstring> {
        const thrower local;
        co_return hstring(u"value");
    };
    EXPECT_EQ(body().error_code(), E_BOUNDS);
}

TEST(coroutine, passes_a_result_or_a_failure_on_without_throwing) {
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

TEST(coroutine, end_with_ends_it_where_it_stands) {
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

TEST(coroutine, one_that_is_destroyed_ends_abandoned_after_its_parts) {
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

TEST(coroutine, one_that_is_destroyed_while_it_waits_for_an_operation_is_not_resumed) {
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

TEST(coroutine, the_last_reference_may_go_inside_the_handler) {
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

TEST(coroutine, a_member_keeps_its_object_with_get_strong) {
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

TEST(coroutine, keeps_its_module_loaded_until_it_has_told_its_end) {
    started<> source;
    ASSERT_EQ(can_unload_now(), S_OK);
    async_action operation = wait_for(source.operation);
    HRESULT inside = S_OK;
    operation.completed([&](const auto&, AsyncStatus) { inside = can_unload_now(); });
    EXPECT_EQ(can_unload_now(), S_FALSE);
    source.complete();
    EXPECT_EQ(inside, S_FALSE);
    EXPECT_EQ(can_unload_now(), S_OK);
}

} // namespace

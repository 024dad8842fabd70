// SPDX-License-Identifier: MIT
// An operation that the test itself ends, and a coroutine type that is not asyncom's.
#pragma once

#include <asyncom/producer.hpp>

#include <coroutine>
#include <exception>
#include <utility>

template <class Result = void, class Progress = void>
struct started {
    using view = asyncom::async_view<Result, Progress>;

    started() {
        auto made = asyncom::create_operation<Result, Progress>();
        operation = std::move(made.operation);
        producer = made.producer.abi();
    }

    void complete() const requires(std::is_void_v<Result>) {
        asyncom::check_hresult(producer->Complete(nullptr));
    }
    template <class Value = Result>
    void complete(const Value& value) const requires(!std::is_void_v<Result>) {
        asyncom::check_hresult(producer->Complete(&value));
    }
    void fail(HRESULT code, const char* message = nullptr) const {
        asyncom::check_hresult(producer->Fail(code, message));
    }
    void cancel_ends() const { asyncom::check_hresult(producer->EndCanceled()); }

    view operation;
    asyncom::com_ptr<IAsyncProducer> producer;
};

// Starts at once, keeps its frame to the end, and gives whoever has it the frame's handle.
class task {
public:
    struct promise_type {
        task get_return_object() noexcept {
            return task(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_never initial_suspend() const noexcept { return {}; }
        std::suspend_always final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        void unhandled_exception() noexcept { thrown = std::current_exception(); }
        std::exception_ptr thrown;
    };

    task(task&& other) noexcept : m_coroutine(std::exchange(other.m_coroutine, nullptr)) {}
    task& operator=(task&&) = delete;
    ~task() { destroy(); }

    bool done() const { return m_coroutine.done(); }
    void destroy() {
        if (m_coroutine) std::exchange(m_coroutine, nullptr).destroy();
    }
    // What left the body; nothing if it ended well.
    void rethrow() const {
        if (m_coroutine.promise().thrown) std::rethrow_exception(m_coroutine.promise().thrown);
    }

private:
    explicit task(std::coroutine_handle<promise_type> coroutine) : m_coroutine(coroutine) {}
    std::coroutine_handle<promise_type> m_coroutine;
};

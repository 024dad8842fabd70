// SPDX-License-Identifier: MIT
// Waiting in a coroutine, of any type.
//
//   std::uint32_t const count = co_await start_counting();
//
// It gives what get() gives, and throws what get() throws. The coroutine goes on where the work
// ends: on the thread that ends it, or without suspending where it has ended; see resume.hpp for
// other places. An operation may be awaited any number of times, whoever has its Completed handler,
// and operations of other libraries as well, once. A coroutine that is destroyed while it waits
// leaves the work running.
//
// try_await() gives a result<R> instead of throwing.
#pragma once

#include <asyncom/async.hpp>
#include <asyncom/waiting_coroutine.hpp>

#include <concepts>
#include <coroutine>

namespace asyncom {

// What try_await answers: for co_await only.
template <class Result, class Progress>
struct awaiting_without_throw {
    async_view<Result, Progress> operation;
};

// co_await try_await(operation) gives a result<Result>: the value, or why there is none.
template <class Result, class Progress>
awaiting_without_throw<Result, Progress>
try_await(async_view<Result, Progress> operation) noexcept {
    return {std::move(operation)};
}

namespace impl {

template <class Result, class Progress>
ASYNCOM_OF_THIS_MODULE inline constexpr operation_kind kind_of = {
    &guid_of<async_completed_handler<Result, Progress>>(),
    [](IUnknown* operation, IUnknown* handler) noexcept -> HRESULT {
        return static_cast<async_interface<Result, Progress>*>(
                   static_cast<IInspectable*>(operation))
            ->put_Completed(handler);
    }};

// The result of an operation that has ended, where it ended well. Whatever else it answers, a
// cancelled operation has none.
template <class Result, class Progress>
result<Result> result_after(const async_view<Result, Progress>& operation, AsyncStatus status) {
    result<Result> found = operation.try_get_results();
    if (status != AsyncStatus::Canceled || found.code() == error_canceled) return found;
    return hresult_error(error_canceled);
}

// get_results() of an operation that has ended well, without a result<> on the way.
template <class Result, class Progress>
Result value_after(const com_ptr<async_interface<Result, Progress>>& operation) {
    if constexpr (std::is_void_v<Result>) {
        check_hresult(operation->GetResults());
    } else if constexpr (std::is_same_v<Result, bool>) {
        std::uint8_t byte = 0;
        check_hresult(operation->GetResults(&byte));
        return byte != 0;
    } else {
        Result value{};
        check_hresult(operation->GetResults(&value));
        return value;
    }
}

template <class Result, class Progress>
class operation_awaiter {
public:
    explicit operation_awaiter(async_view<Result, Progress>&& operation,
                               waiter* of_coroutine = nullptr) noexcept
        : m_operation(std::move(operation)), m_coroutine(of_coroutine) {}

    bool await_ready() const noexcept { return !m_operation; }
    bool await_suspend(std::coroutine_handle<> coroutine) {
        return m_coroutine.begin().suspend(coroutine, m_operation.abi().get(),
                                           kind_of<Result, Progress>, m_failure);
    }

protected:
    // The slot for errors is still as it was left where the handler was not taken.
    result<Result> finish() {
        const AsyncStatus status = take_status();
        if (m_failure < 0) return hresult_error(m_failure, take_ownership_from_abi);
        return result_after(m_operation, status);
    }
    // The same; throws.
    Result finish_or_throw() {
        if (m_failure >= 0 && take_status() == AsyncStatus::Completed) [[likely]]
            return value_after(m_operation.abi());
        return finish().value();
    }

private:
    AsyncStatus take_status() noexcept {
        const waiter* const used = m_coroutine.finish();
        return used != nullptr ? used->status() : AsyncStatus::Started;
    }

    async_view<Result, Progress> m_operation;
    waiting_coroutine m_coroutine;
    HRESULT m_failure = S_OK;
};

template <class Result, class Progress>
class throwing_awaiter : public operation_awaiter<Result, Progress> {
public:
    using operation_awaiter<Result, Progress>::operation_awaiter;
    Result await_resume() { return this->finish_or_throw(); }
};

template <class Result, class Progress>
class trying_awaiter : public operation_awaiter<Result, Progress> {
public:
    using operation_awaiter<Result, Progress>::operation_awaiter;
    result<Result> await_resume() { return this->finish(); }
};

} // namespace impl

// The operation lives while it is awaited: of a named view a copy is taken.
template <class Result, class Progress>
impl::throwing_awaiter<Result, Progress>
operator co_await(async_view<Result, Progress> operation) noexcept {
    return impl::throwing_awaiter<Result, Progress>(std::move(operation));
}
template <class Result, class Progress>
impl::trying_awaiter<Result, Progress>
operator co_await(awaiting_without_throw<Result, Progress> awaited) noexcept {
    return impl::trying_awaiter<Result, Progress>(std::move(awaited.operation));
}

} // namespace asyncom

// SPDX-License-Identifier: MIT
// Producing: a function that returns an async_view and uses co_await or co_return is a coroutine,
// and the operation that it returns ends as its body does.
//
//   asyncom::async_operation_with_progress<std::uint32_t, double> count(asyncom::hstring path) {
//       auto const progress = co_await asyncom::get_progress_token();
//       std::uint32_t lines = 0;
//       for (double part = 0; part < 1; part += 0.25) {
//           lines += co_await count_some(path, part);
//           progress(part);
//       }
//       co_return lines;
//   }
//
// The body runs at once, on the calling thread, up to its first wait. Parameters live in the
// coroutine: take them by value. One of the type operation_options, anywhere among them, says how
// the operation is made: co_await copy(file, {.name = "copy", .parent = batch}). Everything in it
// is destroyed before the operation ends, so before the Completed handler is called.
//
//   an exception             ends it with that failure, message, origin and context included
//   hresult_canceled         ends it cancelled, asked for or not
//   a cancel of it           cancels what the body waits for, with its reason, and the body goes on
//                            when that has ended. An operation that the body awaits later is
//                            cancelled too, and awaited, and then hresult_canceled is thrown; any
//                            other co_await throws it at once
//   the coroutine destroyed  by who holds its handle: ends it as abandoned (ASYNCOM_E_ABANDONED)
//
// GCC 12 destroys twice what an expression with co_await makes of a lambda or of an aggregate that
// owns something: make it in a statement before.
//
// Without exceptions nothing is thrown: ask the token, use try_await, and end a body badly with
// `co_await end_with(error)`.
#pragma once

#include <asyncom/await.hpp>
#include <asyncom/cancellation.hpp>
#include <asyncom/coroutine_block.hpp>
#include <asyncom/ending.hpp>
#include <asyncom/operation_options.hpp>
#include <asyncom/progress_token.hpp>
#include <asyncom/resume.hpp>

#include <concepts>
#include <coroutine>

namespace asyncom {

// co_await child_options("name") gives the options of an operation that belongs to the running
// coroutine's: its parent is that one.
struct child_options_t {
    const char* name;
};
inline child_options_t child_options(const char* name = nullptr) noexcept {
    return {name};
}

// co_await end_with(error) ends the running coroutine so, as if it had thrown.
class end_with {
public:
    explicit end_with(hresult_error error) noexcept : m_why(error) {}
    impl::failure take() noexcept { return std::move(m_why); }

private:
    impl::failure m_why;
};

namespace impl {

// Null where the coroutine does not take any.
inline const operation_options* options_among() noexcept {
    return nullptr;
}
template <class First, class... Others>
const operation_options* options_among(const First& first, const Others&... others) noexcept {
    if constexpr (std::is_same_v<First, operation_options>)
        return &first;
    else
        return options_among(others...);
}

// Gives something at once.
template <class Value>
struct ready {
    Value value;
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    Value await_resume() noexcept { return std::move(value); }
};

// An operation that is awaited in a coroutine which was cancelled before.
template <class Awaiter>
class cancelable : public Awaiter {
public:
    template <class View>
    cancelable(View&& operation, waiter& of_coroutine, bool is_canceled) noexcept
        : Awaiter(std::forward<View>(operation), &of_coroutine), m_is_canceled(is_canceled) {}

    decltype(auto) await_resume() {
#if ASYNCOM_EXCEPTIONS
        if (m_is_canceled) [[unlikely]] {
            static_cast<void>(this->finish());
            throw hresult_canceled();
        }
#endif
        return Awaiter::await_resume();
    }

private:
    bool m_is_canceled;
};

// How a body ended, and where the rest of the coroutine is.
template <class Result>
class ending_of_body {
protected:
    ~ending_of_body() = default;
    // A callback may use what is about to be destroyed.
    void body_is_over() noexcept { m_block->tokens().callback = nullptr; }

    ending<Result> m_ending;
    coroutine_block* m_block = nullptr;
};

template <class Result>
class result_receiver : public ending_of_body<Result> {
public:
    void return_value(Result&& value) { keep(std::move(value)); }
    void return_value(const Result& value) { keep(value); }
    // What try_await gave, passed on, or a failure. Templates, so that `co_return {}` is a value.
    template <std::same_as<result<Result>> Given>
    void return_value(Given&& given) {
        this->m_ending.set(std::forward<Given>(given));
        this->body_is_over();
    }
    template <std::same_as<hresult_error> Given>
    void return_value(const Given& error) noexcept {
        this->m_ending.set_failure(failure(error));
        this->body_is_over();
    }

protected:
    ~result_receiver() = default;

private:
    template <class Value>
    void keep(Value&& value) {
        this->m_ending.set_value(std::forward<Value>(value));
        this->body_is_over();
    }
};

template <>
class result_receiver<void> : public ending_of_body<void> {
public:
    void return_void() noexcept {
        m_ending.set_value();
        body_is_over();
    }

protected:
    ~result_receiver() = default;
};

template <class Result, class Progress>
class promise : public result_receiver<Result> {
public:
    using handle = std::coroutine_handle<promise>;

    // The coroutine's arguments, an object first if it is a member.
    template <class... Arguments>
    explicit promise(const Arguments&... arguments) noexcept
        : m_options(options_among(arguments...)) {
        this->m_block = &coroutine_block::of(handle::from_promise(*this).address());
    }

    static void* operator new(std::size_t bytes) { return coroutine_block::allocate(bytes); }
    static void operator delete(void* frame) noexcept { coroutine_block::deallocate(frame); }

    async_view<Result, Progress> get_return_object() {
        using abi_type = typename async_view<Result, Progress>::abi_type;
        AsyncomOperationOptions options;
        if (m_options != nullptr) options = m_options->abi();
        com_ptr<abi_type> operation;
        IAsyncProducer* producer = nullptr;
        check_hresult(AsyncomCreateOperation(
            type_of<Result, Progress>(), m_options != nullptr ? &options : nullptr,
            &guid_of<abi_type>(), operation.put_void(), &producer));
        this->m_block->set_producer(producer);
        return async_view<Result, Progress>(std::move(operation));
    }

    std::suspend_never initial_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept { this->m_ending.set_failure(failure::current()); }

    struct final_awaiter {
        bool await_ready() const noexcept { return false; }
        void await_suspend(handle coroutine) const noexcept { coroutine.promise().end(coroutine); }
        void await_resume() const noexcept {}
    };
    final_awaiter final_suspend() const noexcept { return {}; }

    // ---- what may be awaited ----------------------------------------------------------------

    template <class R, class P>
    auto await_transform(async_view<R, P> operation) noexcept {
        return await_operation<throwing_awaiter<R, P>>(std::move(operation));
    }
    template <class R, class P>
    auto await_transform(awaiting_without_throw<R, P> awaited) noexcept {
        return await_operation_trying<trying_awaiter<R, P>>(std::move(awaited.operation));
    }
    queue_awaiter await_transform(resume_on where) {
        throw_if_canceled();
        return queue_awaiter(std::move(where.scheduler), this->m_block);
    }
    ready<cancellation_token> await_transform(get_cancellation_token_t) noexcept {
        return {cancellation_token(this->m_block->tokens())};
    }
    ready<progress_token<Progress, Result>> await_transform(get_progress_token_t) noexcept {
        return {progress_token<Progress, Result>(this->m_block->producer())};
    }
    // The operation lives as long as the body runs.
    ready<operation_options> await_transform(child_options_t asked) {
        com_ptr<IUnknown> self;
        check_hresult(this->m_block->producer()->GetOperation(&IID_IUnknown, self.put_void()));
        return {{.name = asked.name, .parent = self}};
    }
    auto await_transform(end_with how) noexcept {
        this->m_ending.set_failure(how.take());
        return final_awaiter();
    }
    template <class Awaitable>
    Awaitable&& await_transform(Awaitable&& awaitable) {
        throw_if_canceled();
        return std::forward<Awaitable>(awaitable);
    }

private:
    void throw_if_canceled() const {
#if ASYNCOM_EXCEPTIONS
        if (is_canceled()) throw hresult_canceled();
#endif
    }
    bool is_canceled() const noexcept {
        return this->m_block->is_canceled();
    }

    template <class Awaiter, class View>
    cancelable<Awaiter> await_operation(View operation) noexcept {
        const bool canceled = is_canceled();
        if (canceled && operation) cancel_as(this->m_block->producer(), operation.abi().get());
        return cancelable<Awaiter>(std::move(operation), *this->m_block, canceled);
    }
    template <class Awaiter, class View>
    Awaiter await_operation_trying(View operation) noexcept {
        if (is_canceled() && operation) cancel_as(this->m_block->producer(), operation.abi().get());
        return Awaiter(std::move(operation), this->m_block);
    }

    // Out of line: nothing of this may be kept in the frame, which is destroyed here.
    [[gnu::noinline]] void end(handle coroutine) noexcept {
        {
            ending<Result> ended(std::move(this->m_ending));
            const com_ptr<IAsyncProducer> producer(this->m_block->take_producer(),
                                                   take_ownership_from_abi);
            coroutine.destroy();
            ended.tell(producer.get());
        }
        unlock_module();
    }

    const operation_options* m_options;
};

} // namespace impl
} // namespace asyncom

template <class Result, class Progress, class... Arguments>
struct std::coroutine_traits<asyncom::async_view<Result, Progress>, Arguments...> {
    using promise_type = asyncom::impl::promise<Result, Progress>;
};

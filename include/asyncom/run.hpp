// SPDX-License-Identifier: MIT
// Running a plain function as an operation, on a scheduler.
//
//   auto counting = asyncom::run([path](asyncom::progress_token<double> progress,
//                                       asyncom::cancellation_token canceled) -> std::uint32_t {
//       return count_lines(path, progress, canceled);
//   });
//
// The function takes any of the two tokens, in any order, or none. What it returns is the result,
// the type of its progress token is the operation's progress; what it throws ends the operation as
// it ends a coroutine. The function and all that it holds are destroyed before that.
#pragma once

#include <asyncom/cancellation.hpp>
#include <asyncom/ending.hpp>
#include <asyncom/implements.hpp>
#include <asyncom/operation_options.hpp>
#include <asyncom/progress_token.hpp>

#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

namespace asyncom {

namespace impl {

template <class Type>
struct progress_of_token {
    using type = void;
};
template <class Progress, class Result>
struct progress_of_token<progress_token<Progress, Result>> {
    using type = Progress;
};

// Of the first progress token among the parameters.
template <class... Parameters>
struct progress_among {
    using type = void;
};
template <class First, class... Others>
struct progress_among<First, Others...> {
    using own = typename progress_of_token<First>::type;
    using type =
        std::conditional_t<std::is_void_v<own>, typename progress_among<Others...>::type, own>;
};

// A result<R> is an R or why there is none.
template <class Returned>
struct unwrapped {
    using type = Returned;
};
template <class Value>
struct unwrapped<result<Value>> {
    using type = Value;
};

template <class Token>
Token make_token(cancel_side& side) noexcept {
    if constexpr (std::is_same_v<Token, cancellation_token>)
        return cancellation_token(side);
    else
        return Token(side.producer);
}

template <class Returned, class... Parameters>
struct signature_of_work {
    using returned = Returned;
    using result_type = typename unwrapped<Returned>::type;
    using progress_type = typename progress_among<std::remove_cvref_t<Parameters>...>::type;

    template <class Callable>
    static Returned call(Callable& callable, cancel_side& side) {
        return std::invoke(callable, make_token<std::remove_cvref_t<Parameters>>(side)...);
    }
};

// What a callable takes and gives, from the type of its call.
template <class Call>
struct signature_of_call;
template <class R, class... P>
struct signature_of_call<R (*)(P...)> : signature_of_work<R, P...> {};
template <class R, class... P>
struct signature_of_call<R (*)(P...) noexcept> : signature_of_work<R, P...> {};
template <class R, class C, class... P>
struct signature_of_call<R (C::*)(P...)> : signature_of_work<R, P...> {};
template <class R, class C, class... P>
struct signature_of_call<R (C::*)(P...) const> : signature_of_work<R, P...> {};
template <class R, class C, class... P>
struct signature_of_call<R (C::*)(P...) noexcept> : signature_of_work<R, P...> {};
template <class R, class C, class... P>
struct signature_of_call<R (C::*)(P...) const noexcept> : signature_of_work<R, P...> {};

template <class Callable>
struct signature_of_callable : signature_of_call<decltype(&Callable::operator())> {};
template <class Callable>
requires std::is_pointer_v<Callable>
struct signature_of_callable<Callable> : signature_of_call<Callable> {
};

template <class Callable>
class work final : public implements<work<Callable>, IAsyncWork> {
public:
    using signature = signature_of_callable<Callable>;
    using result_type = typename signature::result_type;

    template <class Given>
    explicit work(Given&& callable) : m_callable(std::forward<Given>(callable)) {
        m_word.initialize();
    }

    HRESULT ASYNCOM_CALL Run(IAsyncProducer* producer, IUnknown*) noexcept override {
        ending<result_type> ended;
        {
            cancel_side side{producer, &m_link, nullptr};
            call(side, ended);
        }
        m_callable.reset();
        ended.tell(producer);
        return S_OK;
    }

private:
    // The operation's cancel handler, a part of this object.
    class link final : public cancel_link {
    public:
        link(work& owner, await_word& word) noexcept : cancel_link(word), m_owner(owner) {}
        ASYNCOM_ULONG ASYNCOM_CALL AddRef() noexcept override { return m_owner.AddRef(); }
        ASYNCOM_ULONG ASYNCOM_CALL Release() noexcept override { return m_owner.Release(); }

    private:
        work& m_owner;
    };

    void call(cancel_side& side, ending<result_type>& ended) noexcept {
#if ASYNCOM_EXCEPTIONS
        try {
            keep(side, ended);
        } catch (...) {
            ended.set_failure(failure::current());
        }
#else
        keep(side, ended);
#endif
    }
    void keep(cancel_side& side, ending<result_type>& ended) {
        using returned = typename signature::returned;
        if constexpr (std::is_void_v<returned>) {
            signature::call(*m_callable, side);
            ended.set_value();
        } else if constexpr (std::is_same_v<returned, result_type>) {
            ended.set_value(signature::call(*m_callable, side));
        } else {
            ended.set(signature::call(*m_callable, side));
        }
    }

    std::optional<Callable> m_callable;
    await_word m_word;
    link m_link{*this, m_word};
};

} // namespace impl

// Has callable(tokens...) called on options.scheduler, or the process's pool. Cancelled before it
// has begun, it is not called.
template <class Callable>
auto run(Callable&& callable, const operation_options& options = {}) {
    using work = impl::work<std::decay_t<Callable>>;
    using view = async_view<typename work::result_type, typename work::signature::progress_type>;
    using abi_type = typename view::abi_type;
    const auto made = make_self<work>(std::forward<Callable>(callable));
    const AsyncomOperationOptions given = options.abi();
    com_ptr<abi_type> operation;
    check_hresult(
        AsyncomRun(type_of<typename work::result_type, typename work::signature::progress_type>(),
                   made.get(), &given, &guid_of<abi_type>(), operation.put_void()));
    return view(std::move(operation));
}

} // namespace asyncom

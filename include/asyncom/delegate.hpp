// SPDX-License-Identifier: MIT
// Delegates: an object of any interface with one method, Invoke, made of any callable.
//
//   auto handler = asyncom::make_delegate<IAsyncCancelHandler>([&](IAsyncProducer*) { stop(); });
//
// The callable answers an HRESULT or nothing. What it throws becomes the answer, with its text in
// the thread's error slot. It is destroyed with the last reference, on whatever thread releases it.
#pragma once

#include <asyncom/implements.hpp>
#include <asyncom/to_hresult.hpp>

#include <type_traits>
#include <utility>

namespace asyncom {

namespace impl {

template <class Interface, class Callable, class Invoke = decltype(&Interface::Invoke)>
class delegate;

template <class Interface, class Callable, class Owner, class... Arguments>
class delegate<Interface, Callable, HRESULT (ASYNCOM_CALL Owner::*)(Arguments...)> final
    : public implements<
          delegate<Interface, Callable, HRESULT (ASYNCOM_CALL Owner::*)(Arguments...)>, Interface> {
public:
    explicit delegate(Callable callable) : m_callable(std::move(callable)) {}

    HRESULT ASYNCOM_CALL Invoke(Arguments... arguments) noexcept override {
        return answer_of(m_callable, std::forward<Arguments>(arguments)...);
    }

private:
    Callable m_callable;
};

} // namespace impl

template <class Interface, class Callable>
com_ptr<Interface> make_delegate(Callable&& callable) {
    return make_self<impl::delegate<Interface, std::decay_t<Callable>>>(
        std::forward<Callable>(callable));
}

} // namespace asyncom

// SPDX-License-Identifier: MIT
// Handlers of operations, made of any callable. The library makes the objects, because only it can
// take a progress value of any type from a call by value; the callable is on the heap behind them.
#pragma once

#include <asyncom/async_interfaces.hpp>
#include <asyncom/delegate.hpp>
#include <asyncom/value.hpp>

#include <memory>
#include <utility>

namespace asyncom {

template <class Result, class Progress>
class async_view;

namespace impl {

template <class Callable>
void ASYNCOM_CALL destroy_callable(void* callable) noexcept {
    delete static_cast<Callable*>(callable);
}

// make(void* callable, AsyncomDestroyCallback, void** handler) takes the callable over if it
// succeeds.
template <class Callable, class Make>
com_ptr<IUnknown> make_handler(Callable&& callable, Make&& make) {
    using kept = std::decay_t<Callable>;
    auto owned = std::make_unique<kept>(std::forward<Callable>(callable));
    com_ptr<IUnknown> handler;
    check_hresult(make(owned.get(), &destroy_callable<kept>, handler.put_void()));
    static_cast<void>(owned.release());
    return handler;
}

// The view that a handler is called with; a reference of its own.
template <class Result, class Progress>
async_view<Result, Progress> view_of_sender(IUnknown* sender) noexcept {
    auto* const operation =
        static_cast<async_interface<Result, Progress>*>(static_cast<IInspectable*>(sender));
    return async_view<Result, Progress>(copy_of(operation));
}

template <class Result, class Progress, class Callable>
com_ptr<IUnknown> make_completed_handler(Callable&& callable) {
    using kept = std::decay_t<Callable>;
    return make_handler(
        std::forward<Callable>(callable), [](void* context, auto destroy, void** handler) {
            constexpr auto invoke = [](void* self, IUnknown* sender,
                                       std::int32_t status) noexcept -> HRESULT {
                return answer_of(*static_cast<kept*>(self),
                                 view_of_sender<Result, Progress>(sender), AsyncStatus(status));
            };
            return AsyncomCreateCompletedHandler(type_of<Result, Progress>(), invoke, context,
                                                 destroy, handler);
        });
}

template <class Result, class Progress, class Callable>
com_ptr<IUnknown> make_progress_handler(Callable&& callable) {
    using kept = std::decay_t<Callable>;
    return make_handler(
        std::forward<Callable>(callable), [](void* context, auto destroy, void** handler) {
            constexpr auto invoke = [](void* self, IUnknown* sender,
                                       const void* value) noexcept -> HRESULT {
                return answer_of(*static_cast<kept*>(self),
                                 view_of_sender<Result, Progress>(sender), lent<Progress>(value));
            };
            return AsyncomCreateProgressHandler(type_of<Result, Progress>(), invoke, context,
                                                destroy, handler);
        });
}

} // namespace impl
} // namespace asyncom

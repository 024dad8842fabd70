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

// The view that a handler is called with. The reference is lent, so that a report costs none; a
// copy of the view has one of its own. `sender` is the pointer of the family's interface.
template <class Result, class Progress>
class lent_view {
public:
    explicit lent_view(IUnknown* sender) noexcept
        : m_view(reinterpret_cast<async_interface<Result, Progress>*>(sender),
                 take_ownership_from_abi) {}
    lent_view(const lent_view&) = delete;
    lent_view& operator=(const lent_view&) = delete;
    ~lent_view() { static_cast<void>(m_view.abi().detach()); }

    const async_view<Result, Progress>& get() const noexcept { return m_view; }

private:
    async_view<Result, Progress> m_view;
};

template <class Result, class Progress, class Callable>
com_ptr<IUnknown> make_completed_handler(Callable&& callable) {
    using kept = std::decay_t<Callable>;
    return make_handler(
        std::forward<Callable>(callable), [](void* context, auto destroy, void** handler) {
            constexpr auto invoke = [](void* self, IUnknown* sender,
                                       std::int32_t status) noexcept -> HRESULT {
                const lent_view<Result, Progress> view(sender);
                return answer_of(*static_cast<kept*>(self), view.get(), AsyncStatus(status));
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
                const lent_view<Result, Progress> view(sender);
                return answer_of(*static_cast<kept*>(self), view.get(), lent<Progress>(value));
            };
            return AsyncomCreateProgressHandler(type_of<Result, Progress>(), invoke, context,
                                                destroy, handler);
        });
}

} // namespace impl
} // namespace asyncom

// SPDX-License-Identifier: MIT
// Any number of listeners beside the one handler of each kind that Windows has, and each can leave.
//
//   auto bar = asyncom::subscribe_progress(copying, [&](const auto&, double part) {
//       window.draw(part);
//   }, 30);                                             // at most 30 times a second
//
// bar leaves at the end of its scope: from then on the listener neither runs nor will.
#pragma once

#include <asyncom/async.hpp>

#include <cstdint>
#include <utility>

namespace asyncom {

// A listener, as long as this lives. Its end waits for the listener if that runs on another thread:
// never end one under a lock that the listener takes. Inside the listener itself nothing waits.
class [[nodiscard]] subscription {
public:
    subscription() noexcept = default;
    subscription(com_ptr<IAsyncListeners> operation, std::uint64_t token) noexcept
        : m_operation(std::move(operation)), m_token(token) {}
    subscription(subscription&& other) noexcept
        : m_operation(std::move(other.m_operation)), m_token(std::exchange(other.m_token, 0)) {}
    subscription& operator=(subscription&& other) noexcept {
        if (this == &other) return *this;
        leave();
        m_operation = std::move(other.m_operation);
        m_token = std::exchange(other.m_token, 0);
        return *this;
    }
    ~subscription() { leave(); }

    // Leaves now. False if the listener was gone: it was told the end, or has left.
    bool leave() noexcept {
        const com_ptr<IAsyncListeners> operation = std::move(m_operation);
        return operation && operation->Unsubscribe(std::exchange(m_token, 0)) == S_OK;
    }
    // Lets the listener stay for as long as the operation keeps it.
    void detach() noexcept {
        m_operation = nullptr;
        m_token = 0;
    }

    // What IAsyncListeners knows it by; 0: nothing.
    std::uint64_t token() const noexcept { return m_token; }
    explicit operator bool() const noexcept { return m_token != 0; }

private:
    com_ptr<IAsyncListeners> m_operation;
    std::uint64_t m_token = 0;
};

namespace impl {

inline com_ptr<IAsyncListeners> listeners_of(const com_ptr<IAsyncListeners>& found) {
    if (!found) throw_or_end<hresult_error>(E_POINTER, "there is no operation");
    return found;
}

} // namespace impl

// Adds a listener of the end, called as listener(view, AsyncStatus) once; inside this call if the
// work has ended. Throws hresult_no_interface for an operation of somebody else's.
template <class Result, class Progress, class Listener>
subscription subscribe_completed(const async_view<Result, Progress>& operation,
                                 Listener&& listener) {
    auto listeners = impl::listeners_of(operation.template as<IAsyncListeners>());
    std::uint64_t token = 0;
    check_hresult(listeners->SubscribeCompleted(
        impl::make_completed_handler<Result, Progress>(std::forward<Listener>(listener)).get(),
        &token));
    return {std::move(listeners), token};
}

// Adds a listener of progress, called as listener(view, value) on the reporting thread, at most so
// many times per second; 0: every report. The first value and the last always come.
template <class Result, class Progress, class Listener>
subscription subscribe_progress(const async_view<Result, Progress>& operation, Listener&& listener,
                                std::uint32_t max_per_second = 0) {
    auto listeners = impl::listeners_of(operation.template as<IAsyncListeners>());
    std::uint64_t token = 0;
    check_hresult(listeners->SubscribeProgress(
        impl::make_progress_handler<Result, Progress>(std::forward<Listener>(listener)).get(),
        max_per_second, &token));
    return {std::move(listeners), token};
}

} // namespace asyncom

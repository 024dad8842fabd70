// SPDX-License-Identifier: MIT
// Work that is still running, as its consumer sees it.
//
//   asyncom::async_operation_with_progress<std::uint32_t, double> counting = start_counting();
//   counting.progress([](const auto&, double part) { std::printf("%.0f %%\n", part * 100); });
//   std::uint32_t count = counting.get();
//
// A view is a reference to an operation, of this library or of anybody else who has Windows'
// interfaces, and copies are references to the same one. The names are C++/WinRT's, in the standard
// library's spelling. Any thread may use any operation; one view is one thread's at a time.
//
// An end other than Completed is an exception: hresult_canceled after Canceled, the failure's own
// after Error, with the message of whoever failed. Work runs on when nobody looks at it any more.
#pragma once

#include <asyncom/async_interfaces.hpp>
#include <asyncom/handlers.hpp>
#include <asyncom/result.hpp>
#include <asyncom/value.hpp>
#include <asyncom/waiting.hpp>

#include <chrono>
#include <memory>
#include <utility>

namespace asyncom {

template <class Result, class Progress>
class async_view;

using async_action = async_view<void, void>;
template <class Progress>
using async_action_with_progress = async_view<void, Progress>;
template <class Result>
using async_operation = async_view<Result, void>;
template <class Result, class Progress>
using async_operation_with_progress = async_view<Result, Progress>;

template <class Result, class Progress>
class async_view {
public:
    using abi_type = async_interface<Result, Progress>;
    using result_type = Result;
    using progress_type = Progress;

    async_view(std::nullptr_t = nullptr) noexcept {}
    // Of an interface of this family; as<>() finds it on any other.
    async_view(com_ptr<abi_type> operation) noexcept : m_operation(std::move(operation)) {}
    async_view(abi_type* owned, take_ownership_from_abi_t taken) noexcept
        : m_operation(owned, taken) {}

    explicit operator bool() const noexcept { return static_cast<bool>(m_operation); }
    friend bool operator==(const async_view& left, const async_view& right) noexcept {
        return left.m_operation == right.m_operation;
    }

    // The interface behind it; see com_ptr.
    const com_ptr<abi_type>& abi() const noexcept { return m_operation; }
    com_ptr<abi_type>& abi() noexcept { return m_operation; }
    template <class Interface>
    com_ptr<Interface> as() const {
        return required().template as<Interface>();
    }
    template <class Interface>
    com_ptr<Interface> try_as() const noexcept {
        return m_operation.template try_as<Interface>();
    }

    // ---- IAsyncInfo -------------------------------------------------------------------------

    std::uint32_t id() const {
        std::uint32_t id = 0;
        check_hresult(info()->get_Id(&id));
        return id;
    }
    AsyncStatus status() const {
        AsyncStatus status = AsyncStatus::Started;
        check_hresult(info()->get_Status(&status));
        return status;
    }
    // Why it ended, S_OK where it did not fail.
    HRESULT error_code() const {
        HRESULT code = S_OK;
        check_hresult(info()->get_ErrorCode(&code));
        return code;
    }
    // Asks it to stop; does not wait. The Completed handler comes when the work has ended.
    void cancel() const { check_hresult(info()->Cancel()); }
    // Says that nobody will look at it any more; nobody needs to.
    void close() const { check_hresult(info()->Close()); }

    // ---- handlers ---------------------------------------------------------------------------

    // Sets the one Completed handler, called as handler(view, AsyncStatus) on the thread that ends
    // the work, or now if it has ended. Throws hresult_illegal_delegate_assignment the second time.
    template <class Handler>
    void completed(Handler&& handler) const {
        try_completed(std::forward<Handler>(handler)).value();
    }
    template <class Handler>
    result<void> try_completed(Handler&& handler) const {
        const HRESULT put = required()->put_Completed(
            impl::make_completed_handler<Result, Progress>(std::forward<Handler>(handler)).get());
        if (put < 0) return hresult_error(put, take_ownership_from_abi);
        return {};
    }
    // Sets the Progress handler, called as handler(view, value) on the reporting thread; nullptr
    // takes it away.
    template <class Handler>
    requires(!std::is_void_v<Progress>) void progress(Handler&& handler) const {
        check_hresult(required()->put_Progress(
            impl::make_progress_handler<Result, Progress>(std::forward<Handler>(handler)).get()));
    }
    void progress(std::nullptr_t) const requires(!std::is_void_v<Progress>) {
        check_hresult(required()->put_Progress(nullptr));
    }

    // ---- the result -------------------------------------------------------------------------

    // What it came to, any number of times: each call gives a value of its own. Of …with_progress
    // the partial result while it runs, if there is one. Throws hresult_illegal_method_call while
    // it runs.
    Result get_results() const { return try_get_results().value(); }
    result<Result> try_get_results() const {
        if (!m_operation) return hresult_error(E_POINTER, "there is no operation");
        if constexpr (std::is_void_v<Result>) {
            const HRESULT answer = m_operation->GetResults();
            if (answer < 0) return hresult_error(answer, take_ownership_from_abi);
            return {};
        } else {
            return impl::receive<Result>(
                [this](void* value) noexcept { return m_operation->GetResults(value); });
        }
    }

    // ---- waiting ----------------------------------------------------------------------------

    // Waits until it has ended, and gives the result. As often as one likes. Throws
    // hresult_illegal_method_call inside a progress or cancel handler of the same operation, where
    // it would wait for itself.
    Result get() const {
        wait();
        return get_results();
    }
    result<Result> try_get() const {
        const HRESULT waited = impl::wait(m_operation.get());
        if (waited < 0) return hresult_error(waited, take_ownership_from_abi);
        return try_get_results();
    }
    void wait() const { check_hresult(impl::wait(required().get())); }
    // How it has ended; Started if the time has run out before, also after a cancel request.
    template <class Rep, class Period>
    AsyncStatus wait_for(const std::chrono::duration<Rep, Period>& time) const {
        const HRESULT waited = check_hresult(impl::wait_for(required().get(), time));
        return waited == S_FALSE ? AsyncStatus::Started : status();
    }
    template <class Clock, class Duration>
    AsyncStatus wait_until(const std::chrono::time_point<Clock, Duration>& time) const {
        const auto now = Clock::now();
        return time > now ? wait_for(time - now) : wait_for(Duration::zero());
    }

private:
    com_ptr<IAsyncInfo> info() const { return required().template as<IAsyncInfo>(); }
    const com_ptr<abi_type>& required() const {
        if (!m_operation) impl::throw_or_end<hresult_error>(E_POINTER, "there is no operation");
        return m_operation;
    }

    com_ptr<abi_type> m_operation;
};

// The operation behind any of its interfaces. Throws hresult_no_interface where the result or the
// progress is of another type.
template <class View, class Interface>
View as_operation(const com_ptr<Interface>& operation) {
    return View(operation.template as<typename View::abi_type>());
}

// An operation can be a result itself.
template <class Result, class Progress>
inline constexpr auto signature_v<async_view<Result, Progress>> =
    signature_v<async_interface<Result, Progress>>;

} // namespace asyncom

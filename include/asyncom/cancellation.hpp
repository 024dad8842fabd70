// SPDX-License-Identifier: MIT
// Cancel, on both sides.
//
// Whoever does the work asks its token:
//
//   asyncom::async_action scan(std::string directory) {
//       auto const canceled = co_await asyncom::get_cancellation_token();
//       while (!canceled() && read_some(directory)) {}
//   }
//
// and whoever waits for it may bind it to a std::stop_token:
//
//   asyncom::cancel_on const binding(operation, thread.get_stop_token());
#pragma once

#include <asyncom/async.hpp>
#include <asyncom/cancel_link.hpp>

#include <stop_token>
#include <string>
#include <type_traits>

namespace asyncom {

// Of a running coroutine (co_await get_cancellation_token()) or of a function that run() runs. Not
// to be used after its end. Copies are the same token.
class cancellation_token {
public:
    explicit cancellation_token(impl::cancel_side& side) noexcept : m_side(&side) {}

    // Whether somebody has asked that the work end. Any thread.
    bool operator()() const noexcept { return impl::is_cancel_requested(m_side->producer); }
    // Why; nothing where nobody has asked.
    std::optional<cancel_reason> reason() const { return impl::reason_of(*m_side->producer); }
    // Throws hresult_canceled if somebody has asked.
    void check() const {
        if ((*this)()) impl::throw_or_end<hresult_canceled>();
    }

    // The three below are for the thread that runs the body.

    // Has callable() called when somebody asks, on that thread, or now if somebody has. It takes
    // the place of the last one; nullptr takes it away. It is gone before the operation ends, and
    // while it runs on another thread this waits for it. A failure that it answers, or an exception
    // that it throws, is counted at the operation and changes nothing.
    template <class Callable>
    void callback(Callable&& callable) const {
        m_side->callback = nullptr;
        m_side->callback = std::make_unique<impl::cancel_callback_of<std::decay_t<Callable>>>(
            std::forward<Callable>(callable), *m_side->link, stop_token());
    }
    void callback(std::nullptr_t) const noexcept { m_side->callback = nullptr; }
    // For what the standard library cancels. It outlives the body.
    std::stop_token stop_token() const { return m_side->link->get_token(m_side->producer); }

private:
    impl::cancel_side* m_side;
};

// co_await get_cancellation_token() gives the running coroutine's.
struct get_cancellation_token_t {};
inline get_cancellation_token_t get_cancellation_token() noexcept {
    return {};
}

// Cancels an operation when the token's source says stop, at once if it has. Its end is left to
// whoever waits for it. Does nothing any more once this is destroyed.
class [[nodiscard]] cancel_on {
public:
    // The text is UTF-8 and says why, beside the code.
    template <class Result, class Progress>
    cancel_on(const async_view<Result, Progress>& operation, std::stop_token token,
              HRESULT reason = error_canceled, std::string_view text = {})
        : m_registered(std::move(token),
                       call{com_ptr<IUnknown>(operation.abi()), reason, std::string(text)}) {}

private:
    struct call {
        void operator()() const noexcept {
            impl::cancel_operation(operation.get(), reason, text.empty() ? nullptr : text.c_str());
        }
        com_ptr<IUnknown> operation;
        HRESULT reason;
        std::string text;
    };

    std::stop_callback<call> m_registered;
};

} // namespace asyncom

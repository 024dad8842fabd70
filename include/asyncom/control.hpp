// SPDX-License-Identifier: MIT
// What Windows' interfaces leave out of an operation. Every operation of this library has it.
//
//   asyncom::async_control control(copying);
//   control.cancel(E_ABORT, "the window was closed");
#pragma once

#include <asyncom/async.hpp>
#include <asyncom/cancel_reason.hpp>

#include <optional>

namespace asyncom {

template <class Result, class Progress>
class async_control {
public:
    // Throws hresult_no_interface for an operation of somebody else's; AsyncomAdopt makes one of it
    // that can.
    explicit async_control(const async_view<Result, Progress>& operation)
        : m_control(operation.template as<IAsyncControl>()) {
        if (!m_control) impl::throw_or_end<hresult_error>(E_POINTER, "there is no operation");
    }

    // Asks the work to stop and says why; the text is UTF-8, or null. False if somebody has asked
    // before or the work has ended.
    bool cancel(HRESULT reason, const char* text = nullptr) const {
        return check_hresult(m_control->CancelWithReason(reason, text)) == S_OK;
    }
    bool cancel_requested() const noexcept {
        AsyncomBoolean requested = 0;
        m_control->get_CancelRequested(&requested);
        return requested != 0;
    }
    // Nothing where no cancel was requested.
    std::optional<cancel_reason> reason() const { return impl::reason_of(*m_control.get()); }

    // Whether the body has ended too: after a cancel request the status is final before.
    bool ended() const noexcept {
        AsyncomBoolean ended = 0;
        m_control->get_Ended(&ended);
        return ended != 0;
    }

    // What there is of the result, in any state, canceled and failed too. Throws
    // hresult_illegal_method_call after a close.
    std::optional<Result> partial_result() const requires(!std::is_void_v<Result>) {
        bool found = false;
        auto received = impl::receive<Result>([&](void* value) noexcept {
            const HRESULT answer = m_control->GetPartialResult(value);
            found = answer == S_OK;
            return answer;
        });
        Result value = std::move(received).value();
        return found ? std::optional<Result>(std::move(value)) : std::nullopt;
    }

    // Why it failed, and what failed after an accepted cancel.
    std::optional<hresult_error> error() const {
        com_ptr<IAsyncError> error;
        if (check_hresult(m_control->GetError(error.put())) == S_FALSE) return std::nullopt;
        HRESULT code = E_FAIL;
        error->get_Code(&code);
        return hresult_error(code, error.as<IErrorInfo>());
    }

    // What is known of it at this moment.
    AsyncomOperationInfo info() const {
        AsyncomOperationInfo info{};
        info.size = sizeof(info);
        check_hresult(m_control->GetInfo(&info));
        return info;
    }

    const com_ptr<IAsyncControl>& abi() const noexcept { return m_control; }

private:
    com_ptr<IAsyncControl> m_control;
};

} // namespace asyncom

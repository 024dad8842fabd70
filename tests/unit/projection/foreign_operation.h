// SPDX-License-Identifier: MIT
// An operation of somebody else's: a class of its own with Windows' interfaces and nothing more.
#pragma once

#include <asyncom/async.hpp>
#include <asyncom/implements.hpp>

namespace projection {

template <class Result>
struct foreign_operation final
    : asyncom::implements<foreign_operation<Result>, asyncom::async_interface<Result, void>,
                          IAsyncInfo> {
    // The producer's side; on one thread.
    void end(AsyncStatus status, Result value = {}, HRESULT error = S_OK) {
        m_status = status;
        m_value = value;
        m_error = error;
        using handler = asyncom::async_completed_handler<Result, void>;
        if (m_handler) static_cast<handler*>(m_handler.get())->Invoke(this, status);
    }

    HRESULT ASYNCOM_CALL put_Completed(IUnknown* handler) noexcept override {
        if (m_assigned) return E_ILLEGAL_DELEGATE_ASSIGNMENT;
        m_assigned = true;
        m_handler.copy_from(handler);
        if (m_status != AsyncStatus::Started) end(m_status, m_value, m_error);
        return S_OK;
    }
    HRESULT ASYNCOM_CALL get_Completed(IUnknown** handler) noexcept override {
        m_handler.copy_to(handler);
        return S_OK;
    }
    HRESULT ASYNCOM_CALL GetResults(void* result) noexcept override {
        if (m_status == AsyncStatus::Started) return E_ILLEGAL_METHOD_CALL;
        if (m_error < 0) return m_error;
        *static_cast<Result*>(result) = m_value;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL get_Id(std::uint32_t* id) noexcept override { return *id = 77, S_OK; }
    HRESULT ASYNCOM_CALL get_Status(AsyncStatus* status) noexcept override {
        return *status = m_status, S_OK;
    }
    HRESULT ASYNCOM_CALL get_ErrorCode(HRESULT* code) noexcept override {
        return *code = m_error, S_OK;
    }
    HRESULT ASYNCOM_CALL Cancel() noexcept override {
        end(AsyncStatus::Canceled, {}, asyncom::error_canceled);
        return S_OK;
    }
    HRESULT ASYNCOM_CALL Close() noexcept override { return S_OK; }

private:
    AsyncStatus m_status = AsyncStatus::Started;
    Result m_value{};
    HRESULT m_error = S_OK;
    bool m_assigned = false;
    asyncom::com_ptr<IUnknown> m_handler;
};

} // namespace projection

// SPDX-License-Identifier: MIT
// An operation of another library: Windows' interfaces and nothing else, with the habits that were
// seen in the field.
#pragma once

#include <asyncom/await.hpp>
#include <asyncom/implements.hpp>

#include <atomic>
#include <cstdint>
#include <thread>
#include <utility>

enum class habit {
    late,            // the handler is called when end() is
    inside_setter,   // put_Completed calls it
    on_a_thread,     // another thread calls it before put_Completed returns
    keeps_handler,   // it is called, and kept as long as the operation lives
    calls_twice,     // it is called again
    loses_handler,   // the other side is gone: it is released and never called
    refuses_handler, // put_Completed fails
};

class operation_by_habit final
    : public asyncom::implements<operation_by_habit, asyncom::async_interface<std::uint32_t, void>,
                                 IAsyncInfo> {
public:
    using view = asyncom::async_operation<std::uint32_t>;
    using handler = asyncom::async_completed_handler<std::uint32_t, void>;

    explicit operation_by_habit(habit how, AsyncStatus ends_as = AsyncStatus::Completed)
        : m_habit(how), m_ends_as(ends_as) {}

    HRESULT ASYNCOM_CALL put_Completed(IUnknown* given) noexcept override {
        if (m_habit == habit::refuses_handler) return E_ACCESSDENIED;
        if (std::exchange(m_assigned, true)) return E_ILLEGAL_DELEGATE_ASSIGNMENT;
        m_handler.copy_from(static_cast<handler*>(given));
        if (m_habit == habit::late) return S_OK;
        if (m_habit == habit::on_a_thread)
            std::thread([this] { end(); }).join();
        else if (m_habit == habit::loses_handler)
            m_handler = nullptr;
        else
            end();
        return S_OK;
    }
    HRESULT ASYNCOM_CALL get_Completed(IUnknown** out) noexcept override {
        *out = nullptr;
        return E_NOTIMPL;
    }
    // Even of a cancelled operation.
    HRESULT ASYNCOM_CALL GetResults(void* result) noexcept override {
        if (m_habit == habit::loses_handler) return static_cast<HRESULT>(0x800706BA);
        *static_cast<std::uint32_t*>(result) = 7;
        return S_OK;
    }

    HRESULT ASYNCOM_CALL get_Id(std::uint32_t* id) noexcept override {
        *id = 1;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL get_Status(AsyncStatus* status) noexcept override {
        *status = m_status;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL get_ErrorCode(HRESULT* code) noexcept override {
        *code = S_OK;
        return S_OK;
    }
    // As a proxy answers whose server has died.
    HRESULT ASYNCOM_CALL Cancel() noexcept override {
        ++cancels;
        return static_cast<HRESULT>(0x80010108);
    }
    HRESULT ASYNCOM_CALL Close() noexcept override { return S_OK; }

    void end() noexcept {
        m_status = m_ends_as;
        const bool keeps = m_habit == habit::keeps_handler;
        asyncom::com_ptr<handler> called = keeps ? m_handler : std::move(m_handler);
        const auto self = get_strong();
        called->Invoke(this, m_ends_as);
        if (m_habit == habit::calls_twice) called->Invoke(this, m_ends_as);
    }

    std::atomic<int> cancels{0};

private:
    const habit m_habit;
    const AsyncStatus m_ends_as;
    AsyncStatus m_status = AsyncStatus::Started;
    bool m_assigned = false;
    asyncom::com_ptr<handler> m_handler;
};

inline operation_by_habit::view view_of(const asyncom::com_ptr<operation_by_habit>& operation) {
    return operation_by_habit::view(
        asyncom::com_ptr<operation_by_habit::view::abi_type>(operation));
}

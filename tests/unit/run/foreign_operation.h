// SPDX-License-Identifier: MIT
// An operation as another implementation would make it, as far as a wait may touch it: its status
// is a script, and whatever a wait must leave alone says that it was touched.
#pragma once

#include <asyncom/asyncom.h>

#include <cstdint>
#include <functional>
#include <gtest/gtest.h>

class foreign_operation final : public IAsyncInfo {
public:
    using status = ABI::Windows::Foundation::AsyncStatus;

    // What get_Status does the nth time, n from 1. Running for ever without it.
    std::function<HRESULT(int nth, status& answer)> script;
    HRESULT query_answer = S_OK;
    std::uint32_t references = 1;
    int looks = 0;

    // Has ended from the nth look on.
    void end_at(int nth) {
        script = [nth](int now, status& answer) {
            if (now >= nth) answer = status::Completed;
            return S_OK;
        };
    }
    void fail_with(HRESULT failure) {
        script = [failure](int, status&) { return failure; };
    }

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept override {
        *object = nullptr;
        if (query_answer < 0) return query_answer;
        if (iid != IID_IAsyncInfo) return E_NOINTERFACE;
        *object = this;
        AddRef();
        return S_OK;
    }
    ULONG ASYNCOM_CALL AddRef() noexcept override { return ++references; }
    ULONG ASYNCOM_CALL Release() noexcept override { return --references; }

    HRESULT ASYNCOM_CALL get_Status(status* answer) noexcept override {
        *answer = status::Started;
        ++looks;
        return script ? script(looks, *answer) : S_OK;
    }

    HRESULT ASYNCOM_CALL GetIids(ULONG*, GUID**) noexcept override { return touched(); }
    HRESULT ASYNCOM_CALL GetRuntimeClassName(HSTRING*) noexcept override { return touched(); }
    HRESULT ASYNCOM_CALL GetTrustLevel(TrustLevel*) noexcept override { return touched(); }
    HRESULT ASYNCOM_CALL get_Id(std::uint32_t*) noexcept override { return touched(); }
    HRESULT ASYNCOM_CALL get_ErrorCode(HRESULT*) noexcept override { return touched(); }
    HRESULT ASYNCOM_CALL Cancel() noexcept override { return touched(); }
    HRESULT ASYNCOM_CALL Close() noexcept override { return touched(); }

private:
    static HRESULT touched() {
        ADD_FAILURE() << "a wait asks for the status only";
        return E_NOTIMPL;
    }
};

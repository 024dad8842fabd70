// SPDX-License-Identifier: MIT
// An IAsyncOperationWithProgress<UInt32, Double> of another implementation, which fires when the
// test says so, also twice and at once. A thread of the library can be held in what it calls.
#pragma once

#include "gates.h"

namespace race {

// The slots that IInspectable has and nobody here calls are among them.
struct foreign_family {
    virtual HRESULT ASYNCOM_CALL QueryInterface(const GUID& iid, void** object) = 0;
    virtual ULONG ASYNCOM_CALL AddRef() = 0;
    virtual ULONG ASYNCOM_CALL Release() = 0;
    virtual HRESULT ASYNCOM_CALL get_iids() = 0;
    virtual HRESULT ASYNCOM_CALL get_runtime_class_name() = 0;
    virtual HRESULT ASYNCOM_CALL get_trust_level() = 0;
    virtual HRESULT ASYNCOM_CALL put_Progress(void* handler) = 0;
    virtual HRESULT ASYNCOM_CALL get_Progress(void** handler) = 0;
    virtual HRESULT ASYNCOM_CALL put_Completed(void* handler) = 0;
    virtual HRESULT ASYNCOM_CALL get_Completed(void** handler) = 0;
    virtual HRESULT ASYNCOM_CALL GetResults(std::uint32_t* result) = 0;

protected:
    ~foreign_family() = default;
};

struct foreign_completed_handler : IUnknown {
    virtual HRESULT ASYNCOM_CALL Invoke(void* sender, std::int32_t status) = 0;
};
struct foreign_progress_handler : IUnknown {
    virtual HRESULT ASYNCOM_CALL Invoke(void* sender, double value) = 0;
};

class gated_foreign final : public foreign_family, public IAsyncInfo {
public:
    explicit gated_foreign(const GUID& family) : m_family(family) {}

    stop in_put_completed, in_get_results, in_get_status, in_cancel;
    HRESULT answer_of_put = S_OK; // when it has been held
    std::function<void()> inside_put_completed;
    std::atomic<std::int32_t> status{0};
    std::atomic<int> cancels{0};

    IUnknown* face() { return reinterpret_cast<IUnknown*>(static_cast<foreign_family*>(this)); }
    void fire(std::int32_t as) { EXPECT_EQ(m_completed->Invoke(face(), as), S_OK); }
    void report(double value) { EXPECT_EQ(m_progress->Invoke(face(), value), S_OK); }
    void let_go() {
        release(std::exchange(m_completed, nullptr));
        release(std::exchange(m_progress, nullptr));
    }
    bool alone() const { return m_references == 1; }

    HRESULT ASYNCOM_CALL QueryInterface(const GUID& iid, void** object) override {
        *object = nullptr;
        if (iid == m_family || iid == IID_IUnknown) *object = static_cast<foreign_family*>(this);
        if (iid == IID_IAsyncInfo) *object = static_cast<IAsyncInfo*>(this);
        if (*object == nullptr) return E_NOINTERFACE;
        AddRef();
        return S_OK;
    }
    ULONG ASYNCOM_CALL AddRef() override { return ++m_references; }
    ULONG ASYNCOM_CALL Release() override { return --m_references; }

    HRESULT ASYNCOM_CALL put_Progress(void* handler) override {
        m_progress = static_cast<foreign_progress_handler*>(handler);
        if (m_progress != nullptr) m_progress->AddRef();
        return S_OK;
    }
    HRESULT ASYNCOM_CALL put_Completed(void* handler) override {
        m_completed = static_cast<foreign_completed_handler*>(handler);
        m_completed->AddRef();
        in_put_completed.pass();
        if (inside_put_completed) inside_put_completed();
        return answer_of_put;
    }
    HRESULT ASYNCOM_CALL GetResults(std::uint32_t* result) override {
        in_get_results.pass();
        *result = 7;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL get_Status(AsyncStatus* out) override {
        const std::int32_t told = status;
        in_get_status.pass();
        *out = static_cast<AsyncStatus>(told);
        return S_OK;
    }
    HRESULT ASYNCOM_CALL get_ErrorCode(HRESULT* code) override {
        *code = E_FAIL;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL Cancel() override {
        in_cancel.pass();
        ++cancels;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL Close() override { return S_OK; }

    HRESULT ASYNCOM_CALL get_Progress(void**) override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL get_Completed(void**) override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL get_Id(std::uint32_t*) override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL get_iids() override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL get_runtime_class_name() override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL get_trust_level() override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL GetIids(ULONG*, GUID**) override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL GetRuntimeClassName(HSTRING*) override { return E_NOTIMPL; }
    HRESULT ASYNCOM_CALL GetTrustLevel(TrustLevel*) override { return E_NOTIMPL; }

private:
    const GUID m_family;
    std::atomic<std::uint32_t> m_references{1};
    foreign_completed_handler* m_completed = nullptr;
    foreign_progress_handler* m_progress = nullptr;
};

} // namespace race

// SPDX-License-Identifier: MIT
// A foreign IAsyncOperationWithProgress<UInt32, Double> that keeps nothing of the contract but its
// slots: what each method answers is the test's business.
#pragma once
#include "support/raw.h"

#include <atomic>
#include <functional>

namespace contract {

struct liar_family {
    virtual HRESULT ASYNCOM_CALL QueryInterface(const GUID& iid, void** object) = 0;
    virtual ULONG ASYNCOM_CALL AddRef() = 0;
    virtual ULONG ASYNCOM_CALL Release() = 0;
    virtual HRESULT ASYNCOM_CALL nothing3() = 0;
    virtual HRESULT ASYNCOM_CALL nothing4() = 0;
    virtual HRESULT ASYNCOM_CALL nothing5() = 0;
    virtual HRESULT ASYNCOM_CALL put_Progress(void* handler) = 0;
    virtual HRESULT ASYNCOM_CALL get_Progress(void** handler) = 0;
    virtual HRESULT ASYNCOM_CALL put_Completed(void* handler) = 0;
    virtual HRESULT ASYNCOM_CALL get_Completed(void** handler) = 0;
    virtual HRESULT ASYNCOM_CALL GetResults(std::uint32_t* result) = 0;

protected:
    ~liar_family() = default;
};

// Lives in the test; `references` says who still holds it.
class liar final : public liar_family, public IAsyncInfo {
public:
    explicit liar(const GUID& family_iid) : m_family_iid(family_iid) {}

    std::atomic<std::int32_t> status{0};
    answer error_code = ok;
    answer results = ok;
    std::uint32_t result = 7;
    answer progress_answer = ok;
    answer completed_answer = ok;
    bool is_async_info = true;
    std::function<void()> inside_put_completed;
    std::function<void()> inside_cancel;
    std::function<void()> inside_results;
    std::atomic<int> cancels{0};
    std::atomic<int> closes{0};
    std::atomic<std::uint32_t> references{1};
    ref completed;
    ref progress;

    answer fire(std::int32_t as) {
        const ref handler = completed;
        return call(handler.get(), 3, static_cast<void*>(static_cast<liar_family*>(this)), as);
    }
    answer report(double fraction) {
        const ref handler = progress;
        using slot = answer(ASYNCOM_CALL*)(void*, void*, double);
        return reinterpret_cast<slot>((*static_cast<void***>(handler.get()))[3])(
            handler.get(), static_cast<liar_family*>(this), fraction);
    }
    IUnknown* as_unknown() { return reinterpret_cast<IUnknown*>(static_cast<liar_family*>(this)); }

    HRESULT ASYNCOM_CALL QueryInterface(const GUID& iid, void** object) override {
        *object = nullptr;
        if (same(iid, m_family_iid) || same(iid, iid_unknown))
            *object = static_cast<liar_family*>(this);
        else if (is_async_info && same(iid, iid_async_info))
            *object = static_cast<IAsyncInfo*>(this);
        if (*object == nullptr) return no_interface;
        AddRef();
        return ok;
    }
    ULONG ASYNCOM_CALL AddRef() override { return ++references; }
    ULONG ASYNCOM_CALL Release() override { return --references; }

    HRESULT ASYNCOM_CALL put_Progress(void* handler) override {
        if (progress_answer == ok) progress = ref::share(handler);
        return progress_answer;
    }
    HRESULT ASYNCOM_CALL put_Completed(void* handler) override {
        completed = ref::share(handler);
        if (inside_put_completed) inside_put_completed();
        if (is_failure(completed_answer)) completed.reset();
        return completed_answer;
    }
    HRESULT ASYNCOM_CALL GetResults(std::uint32_t* out) override {
        if (inside_results) inside_results();
        if (!is_failure(results)) *out = result;
        return results;
    }
    HRESULT ASYNCOM_CALL get_Status(ABI::Windows::Foundation::AsyncStatus* out) override {
        *out = static_cast<ABI::Windows::Foundation::AsyncStatus>(status.load());
        return ok;
    }
    HRESULT ASYNCOM_CALL get_ErrorCode(HRESULT* out) override {
        *out = error_code;
        return ok;
    }
    HRESULT ASYNCOM_CALL Cancel() override {
        ++cancels;
        if (inside_cancel) inside_cancel();
        return ok;
    }
    HRESULT ASYNCOM_CALL Close() override {
        ++closes;
        return ok;
    }

    HRESULT ASYNCOM_CALL nothing3() override { return not_implemented; }
    HRESULT ASYNCOM_CALL nothing4() override { return not_implemented; }
    HRESULT ASYNCOM_CALL nothing5() override { return not_implemented; }
    HRESULT ASYNCOM_CALL get_Progress(void**) override { return not_implemented; }
    HRESULT ASYNCOM_CALL get_Completed(void**) override { return not_implemented; }
    HRESULT ASYNCOM_CALL GetIids(ULONG*, GUID**) override { return not_implemented; }
    HRESULT ASYNCOM_CALL GetRuntimeClassName(HSTRING*) override { return not_implemented; }
    HRESULT ASYNCOM_CALL GetTrustLevel(TrustLevel*) override { return not_implemented; }
    HRESULT ASYNCOM_CALL get_Id(std::uint32_t*) override { return not_implemented; }

private:
    const GUID m_family_iid;
};

} // namespace contract

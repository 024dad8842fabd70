// SPDX-License-Identifier: MIT
// A factory that counts its references and makes nothing.
#pragma once

#include <asyncom/asyncom.h>

#include <atomic>
#include <cstdint>

namespace asyncom::core::test {

class test_factory final : public IActivationFactory {
public:
    std::uint32_t references() const { return m_references; }

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) override {
        *object = nullptr;
        if (iid != IID_IUnknown && iid != IID_IInspectable && iid != IID_IActivationFactory)
            return E_NOINTERFACE;
        AddRef();
        *object = this;
        return S_OK;
    }
    ULONG ASYNCOM_CALL AddRef() override { return ++m_references; }
    ULONG ASYNCOM_CALL Release() override { return --m_references; }

    HRESULT ASYNCOM_CALL GetIids(std::uint32_t* count, GUID** iids) override {
        *count = 0;
        *iids = nullptr;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL GetRuntimeClassName(HSTRING* text) override {
        *text = nullptr;
        return E_ILLEGAL_METHOD_CALL;
    }
    HRESULT ASYNCOM_CALL GetTrustLevel(TrustLevel* level) override {
        *level = BaseTrust;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL ActivateInstance(IInspectable** instance) override {
        *instance = nullptr;
        return E_NOTIMPL;
    }

private:
    std::atomic<std::uint32_t> m_references{1};
};

} // namespace asyncom::core::test

// SPDX-License-Identifier: MIT
// The class that the system makes in the apartment where a marshalled handler arrives.
#include "bound_handler.h"

namespace windows_test {
namespace {

// Reads the proxy that the stream holds; the stream keeps its own reference.
class unmarshaler final : public IMarshal {
public:
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID iid, void** object) override {
        *object = nullptr;
        if (iid != IID_IUnknown && iid != IID_IMarshal) return E_NOINTERFACE;
        AddRef();
        *object = this;
        return S_OK;
    }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++m_count; }
    ULONG STDMETHODCALLTYPE Release() override {
        const ULONG left = --m_count;
        if (left == 0) delete this;
        return left;
    }
    HRESULT STDMETHODCALLTYPE GetUnmarshalClass(REFIID, void*, DWORD, void*, DWORD,
                                                CLSID*) override {
        return E_NOTIMPL;
    }
    HRESULT STDMETHODCALLTYPE GetMarshalSizeMax(REFIID, void*, DWORD, void*, DWORD,
                                                DWORD*) override {
        return E_NOTIMPL;
    }
    HRESULT STDMETHODCALLTYPE MarshalInterface(IStream*, REFIID, void*, DWORD, void*,
                                               DWORD) override {
        return E_NOTIMPL;
    }
    HRESULT STDMETHODCALLTYPE UnmarshalInterface(IStream* stream, REFIID iid,
                                                 void** object) override {
        IUnknown* held = nullptr;
        const HRESULT read = stream->Read(&held, sizeof held, nullptr);
        return read < 0 ? read : held->QueryInterface(iid, object);
    }
    HRESULT STDMETHODCALLTYPE ReleaseMarshalData(IStream* stream) override {
        IUnknown* held = nullptr;
        const HRESULT read = stream->Read(&held, sizeof held, nullptr);
        if (read >= 0) held->Release();
        return read;
    }
    HRESULT STDMETHODCALLTYPE DisconnectObject(DWORD) override { return S_OK; }

private:
    std::atomic<ULONG> m_count{1};
};

class factory final : public IClassFactory {
public:
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID iid, void** object) override {
        *object = nullptr;
        if (iid != IID_IUnknown && iid != IID_IClassFactory) return E_NOINTERFACE;
        *object = this;
        return S_OK;
    }
    ULONG STDMETHODCALLTYPE AddRef() override { return 2; } // one for the whole program
    ULONG STDMETHODCALLTYPE Release() override { return 1; }
    HRESULT STDMETHODCALLTYPE CreateInstance(IUnknown*, REFIID iid, void** object) override {
        const owned<unmarshaler> made(new unmarshaler);
        return made->QueryInterface(iid, object);
    }
    HRESULT STDMETHODCALLTYPE LockServer(BOOL) override { return S_OK; }
};

} // namespace

proxy_registration::proxy_registration() {
    static factory the_factory;
    EXPECT_EQ(CoRegisterClassObject(proxy_class, &the_factory, CLSCTX_INPROC_SERVER,
                                    REGCLS_MULTIPLEUSE, &m_cookie),
              S_OK);
}

proxy_registration::~proxy_registration() {
    CoRevokeClassObject(m_cookie);
}

} // namespace windows_test

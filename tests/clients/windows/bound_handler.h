// SPDX-License-Identifier: MIT
// A handler that belongs to the apartment it was made in, and says how it is called from another:
// through a proxy of its own making. IMarshal is how an object says that. The proxy calls the
// handler after it has noted that it was asked.
#pragma once

#include "support.h"

#include <atomic>

namespace windows_test {

// Of the proxy; whoever unmarshals it has registered proxy_factory for it before.
inline constexpr CLSID proxy_class{
    0x2f1d5b0c, 0x7c51, 0x4c43, {0x8d, 0x3e, 0x61, 0x0b, 0x5a, 0x3f, 0x77, 0x21}};

// How a handler was called.
struct handler_calls {
    std::atomic<int> direct{0};
    std::atomic<int> by_proxy{0};
    std::atomic<DWORD> thread{0};
};

// Interface is a handler of the Windows Runtime, Argument what its Invoke gets beside the sender.
template <class Interface, class Argument>
class bound_handler final : public Interface, public IMarshal {
public:
    using sender_type = __FIAsyncActionWithProgress_1_double;

    bound_handler(const GUID& iid, bool marshals) : m_iid(iid), m_marshals(marshals) {}

    handler_calls calls;
    Argument last{};

    ULONG references() const { return m_count.load(); }
    IUnknown* as_unknown() { return static_cast<Interface*>(this); }

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID iid, void** object) override {
        *object = nullptr;
        if (iid == IID_IUnknown || iid == m_iid)
            *object = static_cast<Interface*>(this);
        else if (iid == IID_IMarshal && m_marshals)
            *object = static_cast<IMarshal*>(this);
        else
            return E_NOINTERFACE; // IAgileObject above all
        AddRef();
        return S_OK;
    }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++m_count; }
    ULONG STDMETHODCALLTYPE Release() override { return --m_count; }

    HRESULT STDMETHODCALLTYPE Invoke(sender_type*, Argument value) override {
        ++calls.direct;
        calls.thread = GetCurrentThreadId();
        last = value;
        return S_OK;
    }

    HRESULT STDMETHODCALLTYPE GetUnmarshalClass(REFIID, void*, DWORD, void*, DWORD,
                                                CLSID* unmarshaler) override {
        *unmarshaler = proxy_class;
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE GetMarshalSizeMax(REFIID, void*, DWORD, void*, DWORD,
                                                DWORD* size) override {
        *size = sizeof(void*);
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE MarshalInterface(IStream* stream, REFIID, void*, DWORD, void*,
                                               DWORD) override {
        AddRef(); // what lies in the table holds the handler
        IUnknown* const self = make_proxy();
        return stream->Write(&self, sizeof self, nullptr);
    }
    HRESULT STDMETHODCALLTYPE UnmarshalInterface(IStream*, REFIID, void**) override {
        return E_NOTIMPL; // the proxy's business
    }
    HRESULT STDMETHODCALLTYPE ReleaseMarshalData(IStream* stream) override {
        return release_marshalled(stream);
    }
    HRESULT STDMETHODCALLTYPE DisconnectObject(DWORD) override { return S_OK; }

    // What the stream holds: read it and let it go.
    static HRESULT release_marshalled(IStream* stream) {
        IUnknown* held = nullptr;
        const HRESULT read = stream->Read(&held, sizeof held, nullptr);
        if (read >= 0 && held) held->Release();
        return read;
    }

private:
    class proxy;
    IUnknown* make_proxy();

    std::atomic<ULONG> m_count{1};
    const GUID m_iid;
    const bool m_marshals;
};

// Holds the handler for as long as the table or anybody else holds the proxy.
template <class Interface, class Argument>
class bound_handler<Interface, Argument>::proxy final : public Interface {
public:
    explicit proxy(bound_handler& real) : m_real(real) {}

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID iid, void** object) override {
        *object = nullptr;
        if (iid != IID_IUnknown && iid != m_real.m_iid) return E_NOINTERFACE;
        AddRef();
        *object = static_cast<Interface*>(this);
        return S_OK;
    }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++m_count; }
    ULONG STDMETHODCALLTYPE Release() override {
        const ULONG left = --m_count;
        if (left != 0) return left;
        m_real.Release();
        delete this;
        return 0;
    }
    HRESULT STDMETHODCALLTYPE Invoke(sender_type* sender, Argument value) override {
        ++m_real.calls.by_proxy;
        return m_real.Invoke(sender, value);
    }

private:
    bound_handler& m_real;
    std::atomic<ULONG> m_count{1};
};

template <class Interface, class Argument>
IUnknown* bound_handler<Interface, Argument>::make_proxy() {
    return new proxy(*this);
}

// Registers, for the calling apartment, the class that reads such proxies back.
class proxy_registration {
public:
    proxy_registration();
    ~proxy_registration();
    proxy_registration(const proxy_registration&) = delete;
    proxy_registration& operator=(const proxy_registration&) = delete;

private:
    DWORD m_cookie = 0;
};

} // namespace windows_test

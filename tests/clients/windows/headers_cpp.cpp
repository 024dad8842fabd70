// SPDX-License-Identifier: MIT
#include "headers.inc"

// A class as Windows sources write one: the results of the counting methods are ULONG.
class unknown final : public IAgileObject {
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void**) override { return E_NOINTERFACE; }
    ULONG STDMETHODCALLTYPE AddRef() override { return 1; }
    ULONG STDMETHODCALLTYPE Release() override { return 1; }
};

static_assert(sizeof(unknown) == sizeof(void*));
static_assert(static_cast<int>(AsyncStatus::Error) == 3);

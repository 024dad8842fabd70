// SPDX-License-Identifier: MIT
// The half that knows our headers only.
#include "wsd_recorder.h"

#include <asyncom/generated/wsdasync.h>

const void* wsd_given[2];

namespace {

template <class Answer>
Answer answer(int slot, const void* first = nullptr, const void* second = nullptr) {
    wsd_given[0] = first;
    wsd_given[1] = second;
    return static_cast<Answer>(slot);
}

class recorder final : public IWSDAsyncResult {
public:
    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) override {
        return answer<HRESULT>(0, &iid, object);
    }
    ASYNCOM_ULONG ASYNCOM_CALL AddRef() override { return answer<ASYNCOM_ULONG>(1); }
    ASYNCOM_ULONG ASYNCOM_CALL Release() override { return answer<ASYNCOM_ULONG>(2); }
    // Tells the callback at once, which is an object of the other half.
    HRESULT ASYNCOM_CALL SetCallback(IWSDAsyncCallback* callback, IUnknown* state) override {
        return callback->AsyncOperationComplete(this, state) == 3
                   ? answer<HRESULT>(3, callback, state)
                   : E_FAIL;
    }
    HRESULT ASYNCOM_CALL SetWaitHandle(HANDLE handle) override {
        return answer<HRESULT>(4, handle);
    }
    HRESULT ASYNCOM_CALL HasCompleted() override { return answer<HRESULT>(5); }
    HRESULT ASYNCOM_CALL GetAsyncState(IUnknown** state) override {
        return answer<HRESULT>(6, state);
    }
    HRESULT ASYNCOM_CALL Abort() override { return answer<HRESULT>(7); }
    HRESULT ASYNCOM_CALL GetEvent(WSD_EVENT* event) override { return answer<HRESULT>(8, event); }
    HRESULT ASYNCOM_CALL GetEndpointProxy(IWSDEndpointProxy** endpoint) override {
        return answer<HRESULT>(9, endpoint);
    }
};

} // namespace

void* wsd_recorder() {
    static recorder object;
    return static_cast<IWSDAsyncResult*>(&object);
}

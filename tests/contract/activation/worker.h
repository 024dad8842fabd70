// SPDX-License-Identifier: MIT
// What the components of these tests offer beside activation.
#pragma once

#include <asyncom/asyncom.h>

/// What a component exports as component_hooks: functions that it calls, if they are not null, when
/// it is asked for a factory, when it knows whether it can be unloaded, and in the work of Start.
struct hooks {
    void (*before_factory)() = nullptr;
    void (*before_answer)() = nullptr;
    void (*in_work)() = nullptr;
};

ASYNCOM_CONSTANT GUID IID_IWorker = {
    0x6ad8d4f5, 0x3ee1, 0x4f6c, {0x8f, 0x0b, 0x52, 0x1c, 0x7a, 0x66, 0x0a, 0x11}};

ASYNCOM_INTERFACE("6ad8d4f5-3ee1-4f6c-8f0b-521c7a660a11")
IWorker : public IInspectable {
    /// Starts an operation that ends on the library's pool, from code of the component.
    virtual HRESULT ASYNCOM_CALL Start(IAsyncAction * *operation) = 0;
    /// Starts one that the worker ends in Finish, or with its last Release.
    virtual HRESULT ASYNCOM_CALL Begin(IAsyncAction * *operation) = 0;
    virtual HRESULT ASYNCOM_CALL Finish() = 0;
    /// Makes a Completed handler for actions out of a function of the component.
    virtual HRESULT ASYNCOM_CALL MakeHandler(void** handler) = 0;
};

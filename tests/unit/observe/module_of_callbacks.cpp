// SPDX-License-Identifier: MIT
// A module of a client's: functions that the library is to call, and that are gone with it.
#include <asyncom/asyncom.h>

#include <cstdint>

#pragma GCC visibility push(default)
extern "C" {

HRESULT ASYNCOM_CALL unit_invoke_completed(void*, IUnknown*, std::int32_t) {
    return S_OK;
}

HRESULT ASYNCOM_CALL unit_invoke_progress(void*, IUnknown*, const void*) {
    return S_OK;
}

HRESULT ASYNCOM_CALL unit_invoke_cancel(void*, IAsyncProducer*) {
    return S_OK;
}

HRESULT ASYNCOM_CALL unit_run_work(void*, IAsyncProducer*, IUnknown*) {
    return S_OK;
}

// Calls the function that the context points to, if it does.
void ASYNCOM_CALL unit_destroy(void* context) {
    if (context != nullptr) reinterpret_cast<void (*)()>(context)();
}
}
#pragma GCC visibility pop

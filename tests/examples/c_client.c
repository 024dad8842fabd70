// SPDX-License-Identifier: MIT
#include <asyncom/asyncom.h>
#include <stdio.h>

// The work: runs on the library's pool, and ends the operation with its result.
static HRESULT ASYNCOM_CALL add_up(void* context, IAsyncProducer* producer, IUnknown* unused) {
    uint32_t last = *(uint32_t*)context, sum = last * (last + 1) / 2;
    return unused ? E_UNEXPECTED : producer->lpVtbl->Complete(producer, &sum);
}

int main(void) {
    uint32_t last = 1000, sum = 0;
    IAsyncType* type;
    IAsyncWork* work;
    __FIAsyncOperation_1_UINT32* adding; // the operation: Windows' IAsyncOperation<UInt32>
    if (AsyncomGetType("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};u4)", &type) ||
        AsyncomCreateWork(add_up, &last, NULL, &work) ||
        AsyncomRun(type, work, NULL, &IID___FIAsyncOperation_1_UINT32, (void**)&adding))
        return 1;
    HRESULT waited = AsyncomWait((IUnknown*)adding, ASYNCOM_INFINITE);
    if (waited || adding->lpVtbl->GetResults(adding, &sum)) return 1;
    printf("1 + 2 + ... + %u = %u\n", last, sum);
    adding->lpVtbl->Release(adding);
    work->lpVtbl->Release(work);
}

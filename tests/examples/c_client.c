// SPDX-License-Identifier: MIT
#include <asyncom/asyncom.h>
#include <stdio.h>

static HRESULT ASYNCOM_CALL add_up(void* context, IAsyncProducer* producer, IUnknown* unused) {
    uint32_t last = *(uint32_t*)context, sum = 0;
    for (uint32_t i = 1; i <= last; ++i) sum += i;
    return unused ? E_UNEXPECTED : producer->lpVtbl->Complete(producer, &sum);
}

int main(void) {
    uint32_t last = 1000, sum = 0;
    IAsyncType* type;
    IAsyncWork* work;
    void* made;
    if (AsyncomGetType("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};u4)", &type) ||
        AsyncomCreateWork(add_up, &last, NULL, &work) ||
        AsyncomRun(type, work, NULL, &IID___FIAsyncOperation_1_UINT32, &made)) return 1;
    __FIAsyncOperation_1_UINT32* operation = made; // runs on the library's pool meanwhile
    HRESULT answer = AsyncomWait((IUnknown*)operation, ASYNCOM_INFINITE);
    if (SUCCEEDED(answer)) answer = operation->lpVtbl->GetResults(operation, &sum);
    printf("1 + 2 + ... + %u = %u (0x%08X)\n", last, sum, (unsigned)answer);
    operation->lpVtbl->Release(operation), work->lpVtbl->Release(work);
    return FAILED(answer);
}

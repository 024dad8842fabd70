// SPDX-License-Identifier: MIT
#include <asyncom/asyncom.h>
#include <stdio.h>

static HRESULT ASYNCOM_CALL half(void* context, IAsyncProducer* producer, IUnknown* antecedent) {
    (void)context, (void)antecedent;
    const uint32_t value = 21;
    return producer->lpVtbl->Complete(producer, &value);
}

// Two pieces of work, both within a minute, and something after them.
int main(void) {
    const GUID* const iid = &IID_IAsyncInfo;
    IAsyncType* type;
    IAsyncWork* work;
    IUnknown *halves[2], *both, *in_time;
    if (AsyncomGetType("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};u4)", &type) ||
        AsyncomCreateWork(half, NULL, NULL, &work) ||
        AsyncomRun(type, work, NULL, iid, (void**)&halves[0]) ||
        AsyncomThen(halves[0], type, work, NULL, iid, (void**)&halves[1]) ||
        AsyncomWhenAll(halves, 2, NULL, NULL, iid, (void**)&both) ||
        AsyncomWithDeadline(both, 600000000, NULL, iid, (void**)&in_time))
        return 1;
    AsyncStatus status = Started;
    AsyncomWait(in_time, ASYNCOM_INFINITE);
    ((IAsyncInfo*)in_time)->lpVtbl->get_Status((IAsyncInfo*)in_time, &status);
    printf("both halves have ended in time: status %d\n", (int)status);
    IUnknown* const all[] = {halves[0], halves[1], both, in_time, (IUnknown*)work};
    for (int i = 0; i < 5; ++i)
        all[i]->lpVtbl->Release(all[i]);
}

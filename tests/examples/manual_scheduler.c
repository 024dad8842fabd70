// SPDX-License-Identifier: MIT
#include <asyncom/asyncom.h>
#include <stdio.h>

// What is tested: somebody who knocks once a minute until the door opens.
static void ASYNCOM_CALL knock(void* context, HRESULT reason) {
    IAsyncScheduler* scheduler = context;
    int64_t now = 0;
    if (reason || scheduler->lpVtbl->get_Now(scheduler, &now)) return;
    printf("knocked after %d s\n", (int)(now / 10000000));
    scheduler->lpVtbl->ScheduleAfter(scheduler, 600000000, knock, scheduler, NULL);
}

int main(void) {
    IAsyncManualScheduler* manual;
    uint32_t at_once, in_an_hour;
    if (AsyncomCreateManualScheduler(&manual)) return 1;
    if (manual->lpVtbl->Schedule(manual, knock, manual) ||
        manual->lpVtbl->RunReady(manual, 1, &at_once) ||
        manual->lpVtbl->Advance(manual, 36000000000, &in_an_hour)) // no time passes here
        return 1;
    printf("%u knock at once, %u more in an hour\n", at_once, in_an_hour);
    manual->lpVtbl->Release(manual); // the knock that still waits is told E_ABORT
}

// SPDX-License-Identifier: MIT
// A program that forgets two of its operations. With ASYNCOM_DUMP_AT_EXIT=text the library names at
// the end of the process what still runs or is still held, and where it was made.
#include <asyncom/asyncom.h>
#include <stdio.h>

IAsyncAction* files[3];
IAsyncProducer* copiers[3];

int main(void) {
    const char* const names[3] = {"a.txt", "b.txt", "c.txt"};
    IAsyncType* type;
    if (AsyncomGetType("{5a648006-843a-4da9-865b-9d26e5dfad7b}", &type)) return 1;
    for (int i = 0; i < 3; ++i) {
        AsyncomOperationOptions options = {.size = sizeof options, .name = names[i]};
        if (AsyncomCreateOperation(type, &options, &IID_IAsyncAction, (void**)&files[i],
                                   &copiers[i]))
            return 1;
    }
    copiers[0]->lpVtbl->Complete(copiers[0], NULL);
    copiers[0]->lpVtbl->Release(copiers[0]), files[0]->lpVtbl->Release(files[0]);
    // Nobody ends b.txt; who copied c.txt went away without an end.
    copiers[2]->lpVtbl->Release(copiers[2]);
    printf("1 of 3 files is copied\n");
}

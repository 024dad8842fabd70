// SPDX-License-Identifier: MIT
// What is running at this moment? Asked by a program of itself; with AsyncomDumpOnSignal anybody
// can ask it from outside, and ASYNCOM_DUMP_AT_EXIT=text shows what is left at its end.
#include <asyncom/asyncom.h>
#include <stdio.h>

static HRESULT ASYNCOM_CALL show(void* longest, const AsyncomOperationInfo* info) {
    printf("%s: %s\n", info->name, info->flags & ASYNCOM_INFO_ENDED ? "ended" : "running");
    if (info->age > *(int64_t*)longest) *(int64_t*)longest = info->age;
    return S_OK; // S_FALSE would end the listing
}

int main(void) {
    AsyncomOperationOptions copy = {.size = sizeof copy, .name = "copy"};
    AsyncomOperationOptions file = {.size = sizeof file, .name = "one file"};
    IAsyncType* type;
    IAsyncProducer *producer, *of_file;
    int64_t longest = 0;
    if (AsyncomGetType("{5a648006-843a-4da9-865b-9d26e5dfad7b}", &type) ||
        AsyncomCreateOperation(type, &copy, &IID_IAsyncAction, (void**)&file.parent, &producer))
        return 1;
    void* child;
    if (AsyncomCreateOperation(type, &file, &IID_IAsyncAction, &child, &of_file)) return 1;
    of_file->lpVtbl->Complete(of_file, NULL);
    if (AsyncomEnumerateOperations(show, &longest)) return 1;
    fflush(stdout);
    if (AsyncomDumpOperations(1, ASYNCOM_DUMP_TEXT)) return 1; // the same, as a tree
    of_file->lpVtbl->Release(of_file), producer->lpVtbl->Release(producer);
    ((IUnknown*)child)->lpVtbl->Release(child), file.parent->lpVtbl->Release(file.parent);
}

/* SPDX-License-Identifier: MIT
 *
 * What every loop does alike: a thousand operations on the pool, one queue, one descriptor. The
 * loop watches the descriptor and calls serve() when it is readable, until nothing is left. */
#ifndef SERVED_H
#define SERVED_H

#include <asyncom/asyncom.h>
#include <stdio.h>

enum { operations = 1000 };

typedef struct served {
    IAsyncCompletionQueue* queue;
    intptr_t handle;
    unsigned left, wakeups;
    uint64_t keys;
} served;

#if defined(__cplusplus)
#define SLOT(object, name, ...) (object)->name(__VA_ARGS__)
#define SLOT0(object, name) (object)->name()
#else
#define SLOT(object, name, ...) (object)->lpVtbl->name((object), __VA_ARGS__)
#define SLOT0(object, name) (object)->lpVtbl->name(object)
#endif

static HRESULT ASYNCOM_CALL complete_it(void* context, IAsyncProducer* producer, IUnknown* none) {
    return context || none ? E_UNEXPECTED : SLOT(producer, Complete, NULL);
}

/* 0 if all went well. */
static int begin(served* all) {
    IAsyncType* type;
    IAsyncWork* work;
    GUID iid;
    uint64_t key;
    all->left = operations;
    all->wakeups = 0;
    all->keys = 0;
    if (AsyncomCreateCompletionQueue(&all->queue)) return 1;
    if (SLOT(all->queue, GetWaitHandle, &all->handle)) return 1;
    if (AsyncomGetType("{5a648006-843a-4da9-865b-9d26e5dfad7b}", &type)) return 1;
    if (SLOT(type, GetIid, ASYNCOM_IID_OPERATION, &iid)) return 1;
    if (AsyncomCreateWork(complete_it, NULL, NULL, &work)) return 1;
    for (key = 1; key <= operations; ++key) {
        void* made;
        IUnknown* operation;
        if (AsyncomRun(type, work, NULL, &iid, &made)) return 1;
        operation = (IUnknown*)made;
        if (SLOT(all->queue, Attach, operation, key)) return 1;
        SLOT0(operation, Release);
    }
    SLOT0(work, Release);
    return 0;
}

/* One batch; the descriptor stays readable while there is more. How many are left. */
static unsigned serve(served* all) {
    AsyncomCompletion items[32];
    uint32_t count, i;
    ++all->wakeups;
    if (SLOT(all->queue, Dequeue, items, 32, 0, &count) < 0) return all->left;
    for (i = 0; i < count; ++i) {
        all->keys += items[i].key;
        SLOT0(items[i].operation, Release);
    }
    all->left -= count;
    return all->left;
}

/* The exit code of the program. */
static int finish(served* all, const char* loop) {
    const uint64_t expected = (uint64_t)operations * (operations + 1) / 2;
    printf("%s served %d operations: %s\n", loop, operations,
           all->left == 0 && all->keys == expected ? "each once" : "not each once");
    AsyncomCloseWaitHandle(all->handle);
    SLOT0(all->queue, Release);
    return all->left == 0 && all->keys == expected ? 0 : 1;
}

#endif

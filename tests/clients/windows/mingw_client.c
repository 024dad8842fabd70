// SPDX-License-Identifier: MIT
// A client that has never seen our headers: Windows' own interfaces as mingw-w64 declares them, the
// library by its file, its functions by their names. What it needs of IAsyncProducer, the worker's
// side, which is ours, it declares itself.
#include <windows.h>

#include <asyncinfo.h>
#include <inspectable.h>
#include <stdbool.h>
#include <stdio.h>
#include <windows.foundation.h>
#include <winstring.h>

typedef __FIAsyncOperation_1_boolean operation;
typedef __FIAsyncOperationCompletedHandler_1_boolean handler;

static const GUID iid_inspectable = {
    0xaf86e2e0, 0xb12d, 0x4c6a, {0x9c, 0x5a, 0xd7, 0xaa, 0x65, 0x10, 0x1e, 0x90}};
static const GUID iid_async_info = {
    0x00000036, 0x0000, 0x0000, {0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46}};
static const GUID iid_operation = {
    0xcdb5efb3, 0x5788, 0x509d, {0x9b, 0xe1, 0x71, 0xcc, 0xb8, 0xa3, 0x36, 0x2a}};
static const GUID iid_handler = {
    0xc1d3d1a2, 0xae17, 0x5a5f, {0xb5, 0xa2, 0xbd, 0xcc, 0x88, 0x44, 0x88, 0x9a}};
static const GUID iid_agile = {
    0x94ea2b94, 0xe9cc, 0x49e0, {0xc0, 0xff, 0xee, 0x64, 0xca, 0x8f, 0x5b, 0x90}};

static const HRESULT canceled_code = (HRESULT)0x800704C7;
#ifndef E_ILLEGAL_STATE_CHANGE
#define E_ILLEGAL_STATE_CHANGE ((HRESULT)0x8000000D)
#define E_ILLEGAL_METHOD_CALL ((HRESULT)0x8000000E)
#endif

// ---- the library, by name ----------------------------------------------------------------------

typedef struct producer {
    void* (*const* slots)(void);
} producer;

typedef HRESULT(WINAPI* get_type)(const char* signature, IUnknown** type);
typedef HRESULT(WINAPI* create_operation)(IUnknown* type, const void* options, const GUID* iid,
                                          void** made, producer** worker);
typedef HRESULT(WINAPI* wait_for)(IUnknown* awaited, UINT32 timeout);
typedef HRESULT(WINAPI* get_handle)(IUnknown* awaited, INT_PTR* handle);
typedef HRESULT(WINAPI* close_handle)(INT_PTR handle);

static struct {
    get_type GetType;
    create_operation CreateOperation;
    wait_for Wait;
    get_handle GetWaitHandle;
    close_handle CloseWaitHandle;
} library;

static FARPROC function(HMODULE module, const char* name) {
    const FARPROC found = GetProcAddress(module, name);
    if (!found) printf("no %s in the library\n", name);
    return found;
}

static bool load(const char* path) {
    const HMODULE module = LoadLibraryA(path);
    if (!module) return printf("no library %s: %lu\n", path, GetLastError()), false;
    library.GetType = (get_type)(void*)function(module, "AsyncomGetType");
    library.CreateOperation = (create_operation)(void*)function(module, "AsyncomCreateOperation");
    library.Wait = (wait_for)(void*)function(module, "AsyncomWait");
    library.GetWaitHandle = (get_handle)(void*)function(module, "AsyncomGetWaitHandle");
    library.CloseWaitHandle = (close_handle)(void*)function(module, "AsyncomCloseWaitHandle");
    // The module stays for the life of the process, whatever its loader does.
    FreeLibrary(module);
    HMODULE still = NULL;
    return library.GetType && library.CreateOperation && library.Wait && library.GetWaitHandle &&
           library.CloseWaitHandle && GetModuleHandleExA(0, "asyncom.dll", &still);
}

enum { slot_release = 2, slot_complete = 5, slot_fail = 6, slot_end_canceled = 7 };

static HRESULT complete(producer* worker, boolean result) {
    typedef HRESULT(WINAPI * method)(producer*, const void*);
    return ((method)(void*)worker->slots[slot_complete])(worker, &result);
}

static HRESULT fail(producer* worker, HRESULT error, const char* message) {
    typedef HRESULT(WINAPI * method)(producer*, HRESULT, const char*);
    return ((method)(void*)worker->slots[slot_fail])(worker, error, message);
}

static HRESULT end_canceled(producer* worker) {
    typedef HRESULT(WINAPI * method)(producer*);
    return ((method)(void*)worker->slots[slot_end_canceled])(worker);
}

static ULONG release_producer(producer* worker) {
    typedef ULONG(WINAPI * method)(producer*);
    return ((method)(void*)worker->slots[slot_release])(worker);
}

// ---- what is expected --------------------------------------------------------------------------

static int failures = 0;

#define EXPECT(holds)                                                                              \
    do {                                                                                           \
        if (!(holds)) ++failures, printf("line %d: not so: %s\n", __LINE__, #holds);               \
    } while (0)

// ---- a handler made by hand --------------------------------------------------------------------

typedef struct listener {
    handler face; // first: a pointer to the object is one to the interface
    LONG references;
    int calls;
    operation* sender;
    AsyncStatus status;
} listener;

static HRESULT WINAPI listener_query(handler* self, REFIID iid, void** object) {
    *object = NULL;
    if (!IsEqualGUID(iid, &iid_handler) && !IsEqualGUID(iid, &IID_IUnknown) &&
        !IsEqualGUID(iid, &iid_agile))
        return E_NOINTERFACE;
    self->lpVtbl->AddRef(self);
    *object = self;
    return S_OK;
}

static ULONG WINAPI listener_add_ref(handler* self) {
    return (ULONG)InterlockedIncrement(&((listener*)self)->references);
}

static ULONG WINAPI listener_release(handler* self) {
    return (ULONG)InterlockedDecrement(&((listener*)self)->references);
}

static HRESULT WINAPI listener_invoke(handler* self, operation* sender, AsyncStatus status) {
    listener* const heard = (listener*)self;
    ++heard->calls;
    heard->sender = sender;
    heard->status = status;
    return S_OK;
}

static __FIAsyncOperationCompletedHandler_1_booleanVtbl listener_table = {
    listener_query, listener_add_ref, listener_release, listener_invoke};

static listener new_listener(void) {
    const listener made = {{&listener_table}, 1, 0, NULL, Started};
    return made;
}

// ---- the scenes --------------------------------------------------------------------------------

typedef struct scene {
    operation* consumer;
    IAsyncInfo* info;
    producer* worker;
} scene;

static scene begin(void) {
    scene begun = {NULL, NULL, NULL};
    IUnknown* type = NULL;
    EXPECT(library.GetType("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};b1)", &type) == S_OK);
    EXPECT(library.CreateOperation(type, NULL, &iid_operation, (void**)&begun.consumer,
                                   &begun.worker) == S_OK);
    EXPECT(begun.consumer->lpVtbl->QueryInterface(begun.consumer, &iid_async_info,
                                                  (void**)&begun.info) == S_OK);
    return begun;
}

static void end(scene* ended) {
    release_producer(ended->worker);
    ended->info->lpVtbl->Release(ended->info);
    EXPECT(ended->consumer->lpVtbl->Release(ended->consumer) == 0);
}

static AsyncStatus status_of(const scene* seen) {
    AsyncStatus status = Started;
    EXPECT(seen->info->lpVtbl->get_Status(seen->info, &status) == S_OK);
    return status;
}

static HRESULT code_of(const scene* seen) {
    HRESULT code = E_UNEXPECTED;
    EXPECT(seen->info->lpVtbl->get_ErrorCode(seen->info, &code) == S_OK);
    return code;
}

// The header has one asterisk too many there.
static HRESULT results(const scene* seen, boolean* result) {
    return seen->consumer->lpVtbl->GetResults(seen->consumer, (boolean**)result);
}

static void completes(void) {
    scene done = begin();
    listener heard = new_listener();
    UINT32 id = 0;
    EXPECT(done.info->lpVtbl->get_Id(done.info, &id) == S_OK && id != 0);
    EXPECT(status_of(&done) == Started);
    EXPECT(done.info->lpVtbl->Close(done.info) == E_ILLEGAL_STATE_CHANGE);
    EXPECT(done.consumer->lpVtbl->put_Completed(done.consumer, &heard.face) == S_OK);
    handler* held = NULL;
    EXPECT(done.consumer->lpVtbl->get_Completed(done.consumer, &held) == S_OK);
    EXPECT(held == &heard.face);
    held->lpVtbl->Release(held);
    boolean result = 7;
    EXPECT(results(&done, &result) == E_ILLEGAL_METHOD_CALL);
    EXPECT(complete(done.worker, 1) == S_OK);
    EXPECT(heard.calls == 1 && heard.status == Completed && heard.sender == done.consumer);
    EXPECT(heard.references == 1);
    EXPECT(status_of(&done) == Completed && code_of(&done) == S_OK);
    EXPECT(results(&done, &result) == S_OK && result == 1);
    EXPECT(done.info->lpVtbl->Close(done.info) == S_OK);
    EXPECT(results(&done, &result) == E_ILLEGAL_METHOD_CALL);
    end(&done);
}

static void fails(void) {
    scene done = begin();
    listener heard = new_listener();
    done.consumer->lpVtbl->put_Completed(done.consumer, &heard.face);
    EXPECT(fail(done.worker, E_ACCESSDENIED, "no entry") == S_OK);
    EXPECT(heard.calls == 1 && heard.status == Error);
    EXPECT(code_of(&done) == E_ACCESSDENIED);
    SetErrorInfo(0, NULL);
    boolean result = 7;
    EXPECT(results(&done, &result) == E_ACCESSDENIED);
    EXPECT(result == 7);
    // The reason is where every client of Windows looks for one.
    IErrorInfo* reason = NULL;
    BSTR text = NULL;
    EXPECT(GetErrorInfo(0, &reason) == S_OK);
    EXPECT(reason && reason->lpVtbl->GetDescription(reason, &text) == S_OK);
    EXPECT(text && wcscmp(text, L"no entry") == 0);
    SysFreeString(text);
    if (reason) reason->lpVtbl->Release(reason);
    end(&done);
}

static void is_cancelled(void) {
    scene done = begin();
    listener heard = new_listener();
    done.consumer->lpVtbl->put_Completed(done.consumer, &heard.face);
    EXPECT(done.info->lpVtbl->Cancel(done.info) == S_OK);
    EXPECT(status_of(&done) == Canceled && heard.calls == 0);
    EXPECT(library.Wait((IUnknown*)done.consumer, 0) == S_FALSE);
    EXPECT(end_canceled(done.worker) == S_OK);
    EXPECT(heard.calls == 1 && heard.status == Canceled);
    EXPECT(library.Wait((IUnknown*)done.consumer, INFINITE) == S_OK);
    EXPECT(code_of(&done) == canceled_code);
    SetErrorInfo(0, NULL);
    end(&done);
}

static void describes_itself(void) {
    scene done = begin();
    IInspectable* object = NULL;
    EXPECT(done.consumer->lpVtbl->QueryInterface(done.consumer, &iid_inspectable,
                                                 (void**)&object) == S_OK);
    ULONG count = 0;
    IID* iids = NULL;
    EXPECT(object->lpVtbl->GetIids(object, &count, &iids) == S_OK && count == 2);
    EXPECT(IsEqualGUID(&iids[0], &iid_operation) && IsEqualGUID(&iids[1], &iid_async_info));
    CoTaskMemFree(iids);
    HSTRING name = NULL;
    EXPECT(object->lpVtbl->GetRuntimeClassName(object, &name) == S_OK);
    EXPECT(wcscmp(WindowsGetStringRawBuffer(name, NULL),
                  L"Windows.Foundation.IAsyncOperation`1<Boolean>") == 0);
    WindowsDeleteString(name);
    TrustLevel level = FullTrust;
    EXPECT(object->lpVtbl->GetTrustLevel(object, &level) == S_OK && level == BaseTrust);
    object->lpVtbl->Release(object);
    complete(done.worker, 0);
    end(&done);
}

// Beside a handle of the program itself, as a message loop does it.
static void is_waited_for_among_others(void) {
    scene done = begin();
    INT_PTR handle = 0;
    EXPECT(library.GetWaitHandle((IUnknown*)done.consumer, &handle) == S_OK);
    const HANDLE own = CreateEventW(NULL, TRUE, FALSE, NULL);
    const HANDLE both[] = {own, (HANDLE)handle};
    EXPECT(WaitForMultipleObjects(2, both, FALSE, 0) == WAIT_TIMEOUT);
    complete(done.worker, 1);
    EXPECT(WaitForMultipleObjects(2, both, FALSE, INFINITE) == WAIT_OBJECT_0 + 1);
    SetEvent(own);
    EXPECT(WaitForMultipleObjects(2, both, TRUE, INFINITE) == WAIT_OBJECT_0);
    EXPECT(library.CloseWaitHandle(handle) == S_OK);
    EXPECT(library.CloseWaitHandle(handle) == E_HANDLE);
    SetErrorInfo(0, NULL);
    CloseHandle(own);
    end(&done);
}

int main(int count, char** arguments) {
    if (count != 2 || !load(arguments[1])) return 2;
    completes();
    fails();
    is_cancelled();
    describes_itself();
    is_waited_for_among_others();
    printf(failures ? "%d expectations failed\n" : "all as expected\n", failures);
    return failures != 0;
}

// SPDX-License-Identifier: MIT
// Activates the workers of components by the names of their classes, without knowing which compiler
// built them: activate DIRECTORY COMPONENT
#include "../../contract/activation/worker.h"

#include <dlfcn.h>
#include <sched.h>

#include <cstdio>
#include <string>

namespace {

struct class_name {
    explicit class_name(const std::string& plain) {
        const std::u16string text(plain.begin(), plain.end());
        WindowsCreateString(text.data(), static_cast<uint32_t>(text.size()), &handle);
    }
    ~class_name() { WindowsDeleteString(handle); }
    HSTRING handle = nullptr;
};

IWorker* make_worker(const std::string& component) {
    const class_name name(component + ".Worker");
    IInspectable* instance = nullptr;
    void* worker = nullptr;
    if (RoActivateInstance(name.handle, &instance) != S_OK) return nullptr;
    instance->QueryInterface(IID_IWorker, &worker);
    instance->Release();
    return static_cast<IWorker*>(worker);
}

int operations_that_end(IWorker& worker) {
    int ended = 0;
    for (int index = 0; index < 100; ++index) {
        IAsyncAction* operation = nullptr;
        if (worker.Start(&operation) != S_OK) return ended;
        if (AsyncomWait(operation, ASYNCOM_INFINITE) == S_OK && operation->GetResults() == S_OK)
            ++ended;
        operation->Release();
    }
    return ended;
}

bool is_loaded(const std::string& path) {
    void* const library = dlopen(path.c_str(), RTLD_LAZY | RTLD_NOLOAD);
    if (library) dlclose(library);
    return library != nullptr;
}

// A thread of the pool may need a moment to leave the component's code.
bool goes_away(const std::string& path) {
    for (int attempt = 0; attempt < 100000; ++attempt) {
        CoFreeUnusedLibraries();
        if (!is_loaded(path)) return true;
        sched_yield();
    }
    return false;
}

} // namespace

int main(int count, char** arguments) {
    if (count != 3 || AsyncomAddComponentDirectory(arguments[1]) != S_OK) return 2;
    IWorker* const worker = make_worker(arguments[2]);
    if (!worker) {
        char text[1024] = "";
        uint32_t needed = 0;
        AsyncomGetErrorText(text, sizeof text, &needed);
        std::printf("not activated: %s\n", text);
        return 1;
    }
    std::printf("ended: %d\n", operations_that_end(*worker));
    const std::string path = arguments[1] + std::string("/lib") + arguments[2] + ".so";
    CoFreeUnusedLibraries();
    std::printf("kept: %d\n", is_loaded(path));
    worker->Release();
    std::printf("unloaded: %d\n", goes_away(path));

    void* factory = nullptr;
    const class_name thrower(arguments[2] + std::string(".Thrower"));
    const HRESULT result = RoGetActivationFactory(thrower.handle, IID_IUnknown, &factory);
    std::printf("thrown: %08x\n", static_cast<unsigned>(result));
}

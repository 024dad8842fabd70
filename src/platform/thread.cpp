// SPDX-License-Identifier: MIT
//
// POSIX threads with a signal mask; Windows threads with a description.
#include "platform/thread.h"

#include "platform/os_error.h"
#include "platform/thread_start.h"

#if defined(_WIN32)
#include "platform/park_pumping.h"

#include <windows.h>
#else
#include <initializer_list>

#include <pthread.h>
#include <signal.h>
#endif

namespace asyncom::core {

#if defined(_WIN32)

namespace {

using set_description = HRESULT(WINAPI*)(HANDLE, PCWSTR);

void name_this_thread(const char* name) noexcept {
    if (!*name) return;
    // Absent before Windows 10 1607, so it is looked up at run time.
    const auto set = reinterpret_cast<set_description>(reinterpret_cast<void (*)()>(
        GetProcAddress(GetModuleHandleW(L"kernel32.dll"), "SetThreadDescription")));
    wchar_t wide[thread_name_bytes + 1];
    if (!set || !MultiByteToWideChar(CP_UTF8, 0, name, -1, wide, thread_name_bytes + 1)) return;
    set(GetCurrentThread(), wide);
}

DWORD WINAPI begin(void* argument) {
    const thread_start start = *static_cast<thread_start*>(argument);
    std::free(argument);
    name_this_thread(start.name);
    start.entry(start.context);
    return 0;
}

HANDLE native(thread_handle thread) noexcept {
    return reinterpret_cast<HANDLE>(thread.value);
}

} // namespace

HRESULT start_thread(void (*entry)(void*) noexcept, void* context, const char* name,
                     thread_handle* handle) noexcept {
    thread_start* start = make_thread_start(entry, context, name);
    if (!start) return E_OUTOFMEMORY;
    const HANDLE thread = CreateThread(nullptr, 0, begin, start, 0, nullptr);
    if (!thread) {
        std::free(start);
        return E_OUTOFMEMORY;
    }
    if (handle) {
        handle->value = reinterpret_cast<uintptr_t>(thread);
    } else {
        CloseHandle(thread);
    }
    return S_OK;
}

void join_thread(thread_handle thread) noexcept {
    // A worker may be inside a handler that calls into the apartment of this thread.
    wait_and_pump(native(thread));
    CloseHandle(native(thread));
}

void detach_thread(thread_handle thread) noexcept {
    CloseHandle(native(thread));
}

bool is_this_thread(thread_handle thread) noexcept {
    return GetThreadId(native(thread)) == GetCurrentThreadId();
}

#else

namespace {

void name_this_thread(const char* name) noexcept {
    if (!*name) return;
#if defined(__APPLE__)
    pthread_setname_np(name);
#else
    pthread_setname_np(pthread_self(), name);
#endif
}

void* begin(void* argument) {
    const thread_start start = *static_cast<thread_start*>(argument);
    std::free(argument);
    name_this_thread(start.name);
    start.entry(start.context);
    return nullptr;
}

// All but the signals that a thread raises by its own faults: those stay deliverable, since
// runtimes that share our threads (Java, Go) catch them as part of their normal work.
sigset_t signals_to_block() noexcept {
    sigset_t set;
    sigfillset(&set);
    for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGABRT}) {
        sigdelset(&set, fault);
    }
    return set;
}

// A new thread inherits the mask of its creator: blocking here leaves no moment in which the new
// thread could receive a signal before it has blocked them itself.
int create(pthread_t* thread, const pthread_attr_t* attributes, thread_start* start) noexcept {
    const sigset_t blocked = signals_to_block();
    sigset_t previous;
    pthread_sigmask(SIG_SETMASK, &blocked, &previous);
    const int error = pthread_create(thread, attributes, begin, start);
    pthread_sigmask(SIG_SETMASK, &previous, nullptr);
    return error;
}

static_assert(sizeof(pthread_t) <= sizeof(uintptr_t));

pthread_t native(thread_handle thread) noexcept {
    return (pthread_t)
        thread.value; // an integer on Linux, a pointer on macOS: only this cast does both
}

} // namespace

HRESULT start_thread(void (*entry)(void*) noexcept, void* context, const char* name,
                     thread_handle* handle) noexcept {
    thread_start* start = make_thread_start(entry, context, name);
    if (!start) return E_OUTOFMEMORY;
    pthread_t thread;
    int error = 0;
    if (handle) {
        error = create(&thread, nullptr, start);
    } else {
        // Born detached: a thread that is detached afterwards may have ended before.
        pthread_attr_t attributes;
        error = pthread_attr_init(&attributes);
        if (error == 0) {
            pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
            error = create(&thread, &attributes, start);
            pthread_attr_destroy(&attributes);
        }
    }
    if (error != 0) {
        std::free(start);
        return E_OUTOFMEMORY;
    }
    if (handle) handle->value = (uintptr_t)thread;
    return S_OK;
}

void join_thread(thread_handle thread) noexcept {
    pthread_join(native(thread), nullptr);
}

void detach_thread(thread_handle thread) noexcept {
    pthread_detach(native(thread));
}

bool is_this_thread(thread_handle thread) noexcept {
    return thread.value != 0 && pthread_equal(native(thread), pthread_self());
}

#endif

} // namespace asyncom::core

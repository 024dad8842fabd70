// SPDX-License-Identifier: MIT
#include "platform/thread_exit.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <pthread.h>
#endif

#include <atomic>
#include <cstdint>

namespace asyncom::core {
namespace {

constinit std::atomic<void (*)(void*) noexcept> exit_function{nullptr};

#ifdef _WIN32
constinit std::atomic<DWORD> exit_slot{TLS_OUT_OF_INDEXES};

// Not a callback of fiber-local storage: that comes at the end of a fiber, on whichever thread
// deletes it. This one comes under the loader's lock, so what it calls waits for no other thread
// that might want that lock. A module that is detached later, the program itself for one, may make
// a new block then; that one stays.
void NTAPI run_at_detach(void*, DWORD reason, void*) {
    const DWORD slot = exit_slot.load(std::memory_order_acquire);
    if (reason != DLL_THREAD_DETACH || slot == TLS_OUT_OF_INDEXES) return;
    void* const argument = ::TlsGetValue(slot);
    if (argument == nullptr) return;
    ::TlsSetValue(slot, nullptr);
    exit_function.load(std::memory_order_relaxed)(argument);
}
#else
extern "C" void asyncom_run_at_thread_exit(void* argument) {
    exit_function.load(std::memory_order_relaxed)(argument);
}

// 0: there is none yet; otherwise one more than the key. Not a static that is made at its first
// use: the child of a fork would wait for the thread that is making it.
constinit std::atomic<std::uint64_t> key_word{0};
static_assert(sizeof(pthread_key_t) <= sizeof(std::uint64_t));

bool find_or_make_key(pthread_key_t& key) noexcept {
    std::uint64_t word = key_word.load(std::memory_order_acquire);
    if (word == 0) {
        pthread_key_t made{};
        if (::pthread_key_create(&made, &asyncom_run_at_thread_exit) != 0) return false;
        if (key_word.compare_exchange_strong(word, std::uint64_t{made} + 1))
            word = std::uint64_t{made} + 1;
        else
            ::pthread_key_delete(made); // another thread was faster
    }
    key = static_cast<pthread_key_t>(word - 1);
    return true;
}
#endif

} // namespace

#ifdef _WIN32
// The loader calls what stands in this section, in the order of the names: after the destructors of
// thread_local objects (D), before winpthread (F) takes away the memory behind thread_local.
#if defined(_MSC_VER)
#pragma comment(linker, "/INCLUDE:_tls_used")
#pragma comment(linker, "/INCLUDE:asyncom_thread_callback")
#pragma section(".CRT$XLE", read)
extern "C" __declspec(allocate(".CRT$XLE")) const PIMAGE_TLS_CALLBACK asyncom_thread_callback =
    &run_at_detach;
#else
extern "C" __attribute__((section(".CRT$XLE"), used))
const PIMAGE_TLS_CALLBACK asyncom_thread_callback = &run_at_detach;
#endif
#endif

void call_at_thread_exit(void (*function)(void*) noexcept, void* argument) noexcept {
    // The key is never deleted: the library is never unloaded (-z nodelete).
#ifdef _WIN32
    static const DWORD key = [function] {
        exit_function = function;
        const DWORD made = ::TlsAlloc();
        exit_slot.store(made, std::memory_order_release);
        return made;
    }();
    if (key != TLS_OUT_OF_INDEXES) ::TlsSetValue(key, argument);
#else
    exit_function.store(function, std::memory_order_relaxed);
    pthread_key_t key{};
    if (find_or_make_key(key)) ::pthread_setspecific(key, argument);
#endif
}

} // namespace asyncom::core

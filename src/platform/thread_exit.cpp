// SPDX-License-Identifier: MIT
#include "platform/thread_exit.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <pthread.h>
#endif

namespace asyncom::core {
namespace {

void (*exit_function)(void*) noexcept = nullptr;

#ifdef _WIN32
void WINAPI run(void* argument) {
    if (argument != nullptr) exit_function(argument);
}
#else
extern "C" void asyncom_run_at_thread_exit(void* argument) {
    exit_function(argument);
}
#endif

} // namespace

void call_at_thread_exit(void (*function)(void*) noexcept, void* argument) noexcept {
    // The key is never deleted: the library is never unloaded (-z nodelete).
#ifdef _WIN32
    static const DWORD key = [function] {
        exit_function = function;
        return ::FlsAlloc(&run);
    }();
    if (key != FLS_OUT_OF_INDEXES) ::FlsSetValue(key, argument);
#else
    struct key_state {
        pthread_key_t key;
        bool made;
    };
    static const key_state state = [function] {
        exit_function = function;
        key_state made{};
        made.made = ::pthread_key_create(&made.key, &asyncom_run_at_thread_exit) == 0;
        return made;
    }();
    if (state.made) ::pthread_setspecific(state.key, argument);
#endif
}

} // namespace asyncom::core

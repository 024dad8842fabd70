// SPDX-License-Identifier: MIT
// A thread with a stack of a chosen size; the standard library's thread has no such choice.
#include "support/threads.h"

#if !defined(_WIN32)
#include <pthread.h>

#include <stdexcept>
#endif

namespace contract {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ASYNCOM_TEST_LARGE_FRAMES 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ASYNCOM_TEST_LARGE_FRAMES 1
#endif
#endif

#if defined(ASYNCOM_TEST_LARGE_FRAMES)
const std::size_t small_stack = 2 * 1024 * 1024;
#else
const std::size_t small_stack = 256 * 1024;
#endif

#if defined(_WIN32)

void on_small_stack(std::size_t, const std::function<void()>& body) {
    std::thread(body).join();
}

#else

void on_small_stack(std::size_t bytes, const std::function<void()>& body) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    if (pthread_attr_setstacksize(&attributes, bytes) != 0)
        throw std::runtime_error("the stack size was refused");
    pthread_t thread;
    auto* argument = const_cast<std::function<void()>*>(&body);
    const int refused = pthread_create(
        &thread, &attributes,
        [](void* run) -> void* {
            (*static_cast<std::function<void()>*>(run))();
            return nullptr;
        },
        argument);
    pthread_attr_destroy(&attributes);
    if (refused != 0) throw std::runtime_error("the thread was refused");
    pthread_join(thread, nullptr);
}

#endif

} // namespace contract

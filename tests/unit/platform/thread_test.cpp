// SPDX-License-Identifier: MIT
// Starting threads: names, signals, and a system that refuses.
#include "platform/thread.h"

#include "support/refuse_threads.h"

#include <asyncom/asyncom.h>

#include "support/latch.h"
#include <atomic>
#include <string>

#include <gtest/gtest.h>

#if defined(_WIN32)
#include <windows.h>
#else
#include <pthread.h>
#include <signal.h>
#endif

namespace {

using namespace asyncom::core;

#if defined(_WIN32)
// False before Windows 10 1607, where threads have no names.
bool read_name(char (&name)[32]) {
    using get_description = HRESULT(WINAPI*)(HANDLE, PWSTR*);
    const auto get = reinterpret_cast<get_description>(reinterpret_cast<void (*)()>(
        GetProcAddress(GetModuleHandleW(L"kernel32.dll"), "GetThreadDescription")));
    PWSTR wide = nullptr;
    if (!get || get(GetCurrentThread(), &wide) < 0) return false;
    WideCharToMultiByte(CP_UTF8, 0, wide, -1, name, sizeof name, nullptr, nullptr);
    LocalFree(wide);
    return true;
}
#endif

struct observation {
    test_latch done{1};
    char name[32] = "";
    bool has_names = true;
    bool term_blocked = false;
    bool fault_blocked = false;
    uintptr_t identity = 0;
};

void observe(void* context) noexcept {
    auto& seen = *static_cast<observation*>(context);
#if defined(_WIN32)
    seen.has_names = read_name(seen.name);
#else
    pthread_getname_np(pthread_self(), seen.name, sizeof seen.name);
    sigset_t mask;
    pthread_sigmask(SIG_SETMASK, nullptr, &mask);
    seen.term_blocked = sigismember(&mask, SIGTERM) == 1 && sigismember(&mask, SIGINT) == 1;
    seen.fault_blocked = sigismember(&mask, SIGSEGV) == 1;
#endif
    seen.done.count_down();
}

std::string name_of_thread_started_as(const char* name) {
    observation seen;
    thread_handle handle;
    EXPECT_EQ(start_thread(observe, &seen, name, &handle), S_OK);
    join_thread(handle);
    return seen.has_names ? seen.name : "threads have no names here";
}

TEST(Thread, RunsDetachedWithoutAHandle) {
    observation seen;
    ASSERT_EQ(start_thread(observe, &seen, "detached"), S_OK);
    seen.done.wait();
}

TEST(Thread, CanBeJoinedThroughItsHandle) {
    observation seen;
    thread_handle handle;
    ASSERT_EQ(start_thread(observe, &seen, nullptr, &handle), S_OK);
    EXPECT_FALSE(is_this_thread(handle));
    join_thread(handle);
    EXPECT_TRUE(seen.done.try_wait());
}

TEST(Thread, CanBeDetachedLater) {
    observation seen;
    thread_handle handle;
    ASSERT_EQ(start_thread(observe, &seen, nullptr, &handle), S_OK);
    detach_thread(handle);
    seen.done.wait();
}

TEST(Thread, KnowsItself) {
    struct self {
        thread_handle handle;
        test_latch known{1};
        bool is_this = false;
    } own;
    const auto entry = [](void* context) noexcept {
        auto& mine = *static_cast<self*>(context);
        mine.known.wait();
        mine.is_this = is_this_thread(mine.handle);
    };
    ASSERT_EQ(start_thread(entry, &own, nullptr, &own.handle), S_OK);
    own.known.count_down();
    join_thread(own.handle);
    EXPECT_TRUE(own.is_this);
    EXPECT_FALSE(is_this_thread(thread_handle{}));
}

TEST(Thread, ShowsFifteenBytesOfItsName) {
    EXPECT_EQ(name_of_thread_started_as("short"), "short");
    EXPECT_EQ(name_of_thread_started_as("exactly15bytes_"), "exactly15bytes_");
    EXPECT_EQ(name_of_thread_started_as("sixteen_bytes_lo"), "sixteen_bytes_l");
}

TEST(Thread, CutsItsNameBetweenCharacters) {
    EXPECT_EQ(name_of_thread_started_as("fourteen bytes\xC3\xA9"), "fourteen bytes");
    EXPECT_EQ(name_of_thread_started_as("thirteenbytes\xC3\xA9x"), "thirteenbytes\xC3\xA9");
    EXPECT_EQ(name_of_thread_started_as("twelve_bytes\xF0\x9F\x98\x80"), "twelve_bytes");
}

#if !defined(_WIN32)

TEST(Thread, LeavesTheSignalsOfTheProcessToOthers) {
    sigset_t before;
    pthread_sigmask(SIG_SETMASK, nullptr, &before);
    observation seen;
    thread_handle handle;
    ASSERT_EQ(start_thread(observe, &seen, nullptr, &handle), S_OK);
    join_thread(handle);
    EXPECT_TRUE(seen.term_blocked);
    EXPECT_FALSE(seen.fault_blocked);
    sigset_t after;
    pthread_sigmask(SIG_SETMASK, nullptr, &after);
    EXPECT_EQ(sigismember(&before, SIGTERM), sigismember(&after, SIGTERM));
}

#endif

#if defined(__linux__) || defined(_WIN32)

TEST(Thread, RefusedByTheSystemIsOutOfMemory) {
    const refuse_threads refusal;
    observation seen;
    thread_handle handle;
    EXPECT_EQ(start_thread(observe, &seen, "never"), E_OUTOFMEMORY);
    EXPECT_EQ(start_thread(observe, &seen, "never", &handle), E_OUTOFMEMORY);
    EXPECT_EQ(handle.value, 0u);
    EXPECT_FALSE(seen.done.try_wait());
}

#endif

} // namespace

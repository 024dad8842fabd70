// SPDX-License-Identifier: MIT
// Wait handles: readable from the signal on, for ever, and safe to pass around.
#include "platform/wait_handle.h"

#include <asyncom/asyncom.h>

#include <gtest/gtest.h>

#if defined(_WIN32)

#include <windows.h>

namespace {

using namespace asyncom::core;

bool is_set(native_handle handle) {
    return WaitForSingleObject(reinterpret_cast<HANDLE>(handle), 0) == WAIT_OBJECT_0;
}

TEST(WaitHandle, IsSetFromTheSignalOn) {
    wait_handle handle;
    ASSERT_EQ(create_wait_handle(false, &handle), S_OK);
    EXPECT_FALSE(is_set(handle.reader));
    signal_wait_handle(handle);
    EXPECT_TRUE(is_set(handle.reader));
    EXPECT_TRUE(is_set(handle.reader)) << "it is not reset by a wait";
    destroy_wait_handle(handle);
    EXPECT_FALSE(static_cast<bool>(handle));
    destroy_wait_handle(handle);
}

TEST(WaitHandle, CanBeBornSignalled) {
    wait_handle handle;
    ASSERT_EQ(create_wait_handle(true, &handle), S_OK);
    EXPECT_TRUE(is_set(handle.reader));
    destroy_wait_handle(handle);
}

TEST(WaitHandle, LivesOnInADuplicate) {
    wait_handle handle;
    ASSERT_EQ(create_wait_handle(false, &handle), S_OK);
    native_handle duplicate = 0;
    ASSERT_EQ(duplicate_wait_handle(handle, &duplicate), S_OK);
    EXPECT_NE(duplicate, handle.reader);
    EXPECT_FALSE(is_set(duplicate));
    signal_wait_handle(handle);
    destroy_wait_handle(handle);
    EXPECT_TRUE(is_set(duplicate));
    EXPECT_EQ(close_native_handle(duplicate), S_OK);
}

TEST(WaitHandle, IsNoHandleOnceItIsClosed) {
    wait_handle handle;
    ASSERT_EQ(create_wait_handle(false, &handle), S_OK);
    native_handle duplicate = 0;
    ASSERT_EQ(duplicate_wait_handle(handle, &duplicate), S_OK);
    EXPECT_EQ(close_native_handle(duplicate), S_OK);
    EXPECT_EQ(close_native_handle(duplicate), E_HANDLE);
    EXPECT_EQ(close_native_handle(0), E_HANDLE);
    EXPECT_EQ(close_native_handle(-1), E_HANDLE);
    destroy_wait_handle(handle);
}

} // namespace

#else

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

using namespace asyncom::core;

bool is_readable(native_handle handle) {
    pollfd entry{static_cast<int>(handle), POLLIN, 0};
    return poll(&entry, 1, 0) == 1 && (entry.revents & POLLIN) != 0;
}

// Restores the limit of descriptors at the end of the scope.
struct descriptor_limit {
    explicit descriptor_limit(rlim_t most) {
        getrlimit(RLIMIT_NOFILE, &previous);
        rlimit lowered = previous;
        lowered.rlim_cur = most;
        setrlimit(RLIMIT_NOFILE, &lowered);
    }
    ~descriptor_limit() { setrlimit(RLIMIT_NOFILE, &previous); }
    rlimit previous{};
};

TEST(WaitHandle, IsReadableFromTheSignalOn) {
    wait_handle handle;
    ASSERT_EQ(create_wait_handle(false, &handle), S_OK);
    EXPECT_FALSE(is_readable(handle.reader));
    signal_wait_handle(handle);
    EXPECT_TRUE(is_readable(handle.reader));
    signal_wait_handle(handle);
    EXPECT_TRUE(is_readable(handle.reader));
    destroy_wait_handle(handle);
    EXPECT_FALSE(static_cast<bool>(handle));
    destroy_wait_handle(handle);
}

TEST(WaitHandle, IsReadableNoMoreAfterAResetHoweverOftenItWasSignalled) {
    wait_handle handle;
    ASSERT_EQ(create_wait_handle(true, &handle), S_OK);
    native_handle duplicate = 0;
    ASSERT_EQ(duplicate_wait_handle(handle, &duplicate), S_OK);
    for (const int signals : {0, 1, 64, 200}) {
        for (int i = 0; i < signals; ++i)
            signal_wait_handle(handle);
        reset_wait_handle(handle);
        EXPECT_FALSE(is_readable(handle.reader));
        EXPECT_FALSE(is_readable(duplicate));
        reset_wait_handle(handle);
        signal_wait_handle(handle);
        EXPECT_TRUE(is_readable(duplicate));
    }
    EXPECT_EQ(close_native_handle(duplicate), S_OK);
    destroy_wait_handle(handle);
}

TEST(WaitHandle, CanBeBornSignalled) {
    wait_handle handle;
    ASSERT_EQ(create_wait_handle(true, &handle), S_OK);
    EXPECT_TRUE(is_readable(handle.reader));
    destroy_wait_handle(handle);
}

TEST(WaitHandle, DuplicatesFollowTheOriginalAndOutliveIt) {
    wait_handle handle;
    ASSERT_EQ(create_wait_handle(false, &handle), S_OK);
    native_handle early = 0;
    ASSERT_EQ(duplicate_wait_handle(handle, &early), S_OK);
    EXPECT_NE(early, handle.reader);
    EXPECT_FALSE(is_readable(early));
    signal_wait_handle(handle);
    native_handle late = 0;
    ASSERT_EQ(duplicate_wait_handle(handle, &late), S_OK);
    destroy_wait_handle(handle);
    EXPECT_TRUE(is_readable(early));
    EXPECT_TRUE(is_readable(late));
    EXPECT_EQ(close_native_handle(early), S_OK);
    EXPECT_EQ(close_native_handle(late), S_OK);
}

TEST(WaitHandle, IsClosedByExecAndNeverBlocks) {
    wait_handle handle;
    ASSERT_EQ(create_wait_handle(false, &handle), S_OK);
    native_handle duplicate = 0;
    ASSERT_EQ(duplicate_wait_handle(handle, &duplicate), S_OK);
    for (const native_handle each : {handle.reader, handle.writer, duplicate}) {
        EXPECT_TRUE(fcntl(static_cast<int>(each), F_GETFD) & FD_CLOEXEC);
        EXPECT_TRUE(fcntl(static_cast<int>(each), F_GETFL) & O_NONBLOCK);
    }
    EXPECT_EQ(close_native_handle(duplicate), S_OK);
    destroy_wait_handle(handle);
}

TEST(WaitHandle, StaysOffTheStandardStreams) {
    const int saved = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    close(STDIN_FILENO);
    wait_handle handle;
    const HRESULT created = create_wait_handle(false, &handle);
    if (saved >= 0) {
        dup2(saved, STDIN_FILENO);
        close(saved);
    }
    ASSERT_EQ(created, S_OK);
    EXPECT_GE(handle.reader, 3);
    destroy_wait_handle(handle);
}

TEST(WaitHandle, ReportsTooManyOpenFiles) {
    wait_handle open;
    ASSERT_EQ(create_wait_handle(false, &open), S_OK);
    {
        const descriptor_limit none(0);
        wait_handle refused;
        EXPECT_EQ(static_cast<uint32_t>(create_wait_handle(false, &refused)), 0x80070004u);
        EXPECT_FALSE(static_cast<bool>(refused));
    }
    destroy_wait_handle(open);
}

TEST(WaitHandle, ReportsThatNoDuplicateIsLeft) {
    wait_handle open;
    ASSERT_EQ(create_wait_handle(false, &open), S_OK);
    {
        // Room for nothing above the descriptors that are open now.
        int highest = static_cast<int>(open.reader);
        while (fcntl(highest + 1, F_GETFD) >= 0) {
            ++highest;
        }
        int filler = 0;
        const descriptor_limit full(static_cast<rlim_t>(highest) + 1);
        int fillers[64];
        int count = 0;
        while (count < 64 && (filler = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)) >= 0) {
            fillers[count++] = filler;
        }
        native_handle duplicate = 0;
        EXPECT_EQ(static_cast<uint32_t>(duplicate_wait_handle(open, &duplicate)), 0x80070004u);
        EXPECT_EQ(duplicate, 0);
        while (count > 0) {
            close(fillers[--count]);
        }
    }
    destroy_wait_handle(open);
}

TEST(WaitHandle, RefusesToCloseWhatIsNotOpen) {
    EXPECT_EQ(close_native_handle(0), E_HANDLE);
    EXPECT_EQ(close_native_handle(-1), E_HANDLE);
    EXPECT_EQ(close_native_handle(INTPTR_MAX), E_HANDLE);
    wait_handle handle;
    ASSERT_EQ(create_wait_handle(false, &handle), S_OK);
    native_handle duplicate = 0;
    ASSERT_EQ(duplicate_wait_handle(handle, &duplicate), S_OK);
    EXPECT_EQ(close_native_handle(duplicate), S_OK);
    EXPECT_EQ(close_native_handle(duplicate), E_HANDLE);
    destroy_wait_handle(handle);
}

} // namespace

#endif

// SPDX-License-Identifier: MIT
// The native handle of a completion queue, in loops of the system.
#if !defined(_WIN32)

#include "library_provider.h"
#include "support/descriptors.h"
#include "support/queueing.h"
#include "support/wait_handle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

#if defined(__linux__)
#include <sys/epoll.h>
#endif

namespace {

using namespace contract;

class handle_of {
public:
    explicit handle_of(const queueing& queue) { EXPECT_EQ(queue.wait_handle(&m_handle), ok); }
    ~handle_of() { EXPECT_EQ(AsyncomCloseWaitHandle(m_handle), ok); }
    handle_of(const handle_of&) = delete;

    int descriptor() const { return static_cast<int>(m_handle); }
    bool readable(int timeout = 0) const { return is_signalled(m_handle, timeout); }

private:
    std::intptr_t m_handle = 0;
};

TEST(QueueHandle, IsReadableWhileTheQueueIsNotEmpty) {
    const queueing queue;
    const handle_of early(queue);
    EXPECT_FALSE(early.readable());
    const both_ends first = make_both(action());
    const both_ends second = make_both(action());
    queue.attach(first.consumer, 1);
    queue.attach(second.consumer, 2);
    EXPECT_FALSE(early.readable());
    std::thread worker([&] { first.worker.Complete(nullptr); });
    EXPECT_TRUE(early.readable(-1));
    worker.join();
    second.worker.Complete(nullptr);
    const handle_of late(queue);
    EXPECT_TRUE(late.readable());
    EXPECT_NE(early.descriptor(), late.descriptor());
    EXPECT_EQ(queue.take(1).keys(), (std::vector<std::uint64_t>{1}));
    EXPECT_TRUE(early.readable());
    EXPECT_EQ(queue.take(1).keys(), (std::vector<std::uint64_t>{2}));
    EXPECT_FALSE(early.readable());
    EXPECT_FALSE(late.readable());
    queue.attach(first.consumer, 3);
    EXPECT_TRUE(early.readable());
}

TEST(QueueHandle, IsReadableForGoodOnceTheQueueIsClosed) {
    queueing queue;
    const handle_of handle(queue);
    queue.close();
    EXPECT_TRUE(handle.readable());
    queue.release();
    EXPECT_TRUE(handle.readable());
}

TEST(QueueHandle, IsNotMadeUnlessAskedFor) {
    const int before = next_descriptor();
    std::vector<queueing> many(50);
    const both_ends ends = make_both(action());
    for (const queueing& each : many)
        each.attach(ends.consumer, 1);
    ends.worker.Complete(nullptr);
    EXPECT_EQ(next_descriptor(), before);
}

#if defined(__linux__)

// Ten thousand operations that end on other threads, one descriptor, one loop.
TEST(QueueHandle, ServesTenThousandOperationsInOneEpollLoop) {
    const queueing queue;
    const handle_of handle(queue);
    constexpr std::size_t count = 10'000;
    std::vector<both_ends> operations;
    for (std::size_t key = 0; key < count; ++key) {
        operations.push_back(make_both(action()));
        ASSERT_EQ(queue.attach(operations.back().consumer, key), ok);
    }
    std::vector<std::thread> workers;
    for (std::size_t number = 0; number < 2; ++number)
        workers.emplace_back([&, number] {
            for (std::size_t i = number; i < count; i += 2)
                operations[i].worker.Complete(nullptr);
        });
    const int loop = epoll_create1(EPOLL_CLOEXEC);
    epoll_event wanted{EPOLLIN, {}};
    ASSERT_EQ(epoll_ctl(loop, EPOLL_CTL_ADD, handle.descriptor(), &wanted), 0);
    std::vector<int> seen(count);
    for (std::size_t left = count; left > 0;) {
        epoll_event happened{};
        ASSERT_EQ(epoll_wait(loop, &happened, 1, -1), 1);
        const batch taken = queue.take(64);
        for (const std::uint64_t key : taken.keys())
            ++seen[key];
        left -= taken.items.size();
    }
    for (std::thread& each : workers)
        each.join();
    close(loop);
    EXPECT_EQ(std::count(seen.begin(), seen.end(), 1), std::ptrdiff_t(count));
    EXPECT_FALSE(handle.readable());
}

#endif

} // namespace

#endif

// SPDX-License-Identifier: MIT
// Any number of operations behind one place to wait, and behind one descriptor for event loops.
//
//   asyncom::completion_queue queue;
//   for (std::uint64_t i = 0; i < files.size(); ++i)
//       queue.attach(hash(files[i]), i);
//   while (auto ended = queue.take_for(1s))
//       print(files[ended->key], ended->operation.as<asyncom::async_operation<hstring>>().get());
#pragma once

#include <asyncom/operation_options.hpp>
#include <asyncom/wait_handle.hpp>
#include <asyncom/waiting.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

namespace asyncom {

// One ended operation.
struct completion {
    std::uint64_t key;
    any_operation operation;
    AsyncStatus status;
};

// Copies are the same queue. Any thread may use it, any number at a time.
class completion_queue {
public:
    completion_queue() { check_hresult(AsyncomCreateCompletionQueue(m_queue.put())); }

    // Queues an operation when it has ended, at once if it has. Throws hresult_no_interface for one
    // of somebody else's, hresult_illegal_method_call after close.
    void attach(const any_operation& operation, std::uint64_t key = 0) const {
        check_hresult(m_queue->Attach(operation.get(), key));
    }

    // Waits for the next one, in the order of their ends; for ever, or so long: then nothing.
    // Throws hresult_illegal_method_call after close, which also wakes who waits.
    completion take() const { return *take_within(ASYNCOM_INFINITE); }
    template <class Rep, class Period>
    std::optional<completion> take_for(const std::chrono::duration<Rep, Period>& time) const {
        const double longest = ASYNCOM_INFINITE - 1; // 49 days
        const double milliseconds = impl::milliseconds_of(time);
        if (!(milliseconds > 0)) return take_within(0);
        return take_within(std::uint32_t(milliseconds < longest ? milliseconds : longest));
    }

    // Signalled while the queue is not empty, and from close on.
    wait_handle handle() const {
        std::intptr_t handle = -1;
        check_hresult(m_queue->GetWaitHandle(&handle));
        return wait_handle(handle);
    }
    // Lets go of every operation; they run on.
    void close() const noexcept { m_queue->Close(); }

    const com_ptr<IAsyncCompletionQueue>& abi() const noexcept { return m_queue; }

private:
    std::optional<completion> take_within(std::uint32_t timeout) const {
        AsyncomCompletion item{};
        std::uint32_t count = 0;
        if (check_hresult(m_queue->Dequeue(&item, 1, timeout, &count)) == S_FALSE)
            return std::nullopt;
        return completion{item.key, com_ptr<IUnknown>(item.operation, take_ownership_from_abi),
                          AsyncStatus(item.status)};
    }

    com_ptr<IAsyncCompletionQueue> m_queue;
};

} // namespace asyncom

// SPDX-License-Identifier: MIT
// IAsyncListeners of an operation, called through its slots.
#pragma once
#include "library_provider.h"

#include <gtest/gtest.h>

namespace contract {

class listening {
public:
    explicit listening(const operation& of) : m_face(of.query(iid_listeners)) {}

    explicit operator bool() const { return static_cast<bool>(m_face); }
    void* get() const { return m_face.get(); }
    void release() { m_face.reset(); }

    answer SubscribeCompleted(void* handler, std::uint64_t* token) const {
        return call(get(), 3, handler, token);
    }
    answer SubscribeProgress(void* handler, std::uint32_t max_per_second,
                             std::uint64_t* token) const {
        return call(get(), 4, handler, max_per_second, token);
    }
    answer Unsubscribe(std::uint64_t token) const { return call(get(), 5, token); }

    // Must succeed: 0 is no token.
    std::uint64_t completed(void* handler) const {
        std::uint64_t token = 0;
        return SubscribeCompleted(handler, &token) == ok ? token : 0;
    }
    std::uint64_t progress(void* handler, std::uint32_t max_per_second = 0) const {
        std::uint64_t token = 0;
        return SubscribeProgress(handler, max_per_second, &token) == ok ? token : 0;
    }

private:
    ref m_face;
};

inline std::uint32_t listeners_of(const operation& op) {
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    EXPECT_EQ(op.GetInfo(&info), ok);
    return info.listeners;
}

inline answer end_as(const both_ends& ends, std::int32_t outcome) {
    const result_of result(ends.consumer.type(), 5);
    if (outcome == completed) return ends.worker.Complete(result.argument());
    if (outcome == error) return ends.worker.Fail(access_denied, nullptr);
    ends.consumer.Cancel();
    return ends.worker.EndCanceled();
}

} // namespace contract

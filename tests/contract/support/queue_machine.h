// SPDX-License-Identifier: MIT
// A completion queue for the table: empty, filled with one item, or closed.
#pragma once
#include "library_provider.h"
#include "support/machine.h"
#include "support/queueing.h"
#include "support/wait_handle.h"

namespace contract {

class queue_machine final : public machine {
public:
    queue_machine() { m_ended.worker.Complete(nullptr); }

    void reach(const std::string& state) override {
        if (state == "Queue.Filled") m_queue.attach(m_ended.consumer, 1);
        if (state == "Queue.Closed") m_queue.close();
    }

    answer perform(const std::string& call, std::string& out, std::string&) override {
        if (call == "Attach.running") return m_queue.attach(m_running.consumer, 2);
        if (call == "Attach.ended") return m_queue.attach(m_ended.consumer, 3);
        if (call == "Attach.foreign") return m_queue.attach(unknown(m_foreign.get()), 4);
        if (call == "Attach.null") return m_queue.attach(static_cast<IUnknown*>(nullptr), 5);
        if (call == "Dequeue") return dequeue(&m_item, 1, out);
        if (call == "Dequeue.no_room") return dequeue(&m_item, 0, out);
        if (call == "Dequeue.null") return dequeue(nullptr, 1, out);
        if (call == "GetWaitHandle") return give_handle(out);
        if (call == "GetWaitHandle.null") return m_queue.wait_handle(nullptr);
        return call == "Close" ? m_queue.close() : unexpected;
    }

    std::string state_now() override {
        const answer answered = m_queue.take(1).answered;
        return answered == ok ? "Queue.Filled" : answered == no ? "Queue.Empty" : "Queue.Closed";
    }

private:
    answer dequeue(AsyncomCompletion* items, std::uint32_t capacity, std::string& out) {
        std::uint32_t count = 99;
        const answer answered = m_queue.dequeue(items, capacity, 0, &count);
        out = std::to_string(count);
        if (count == 1) release(m_item.operation);
        return answered;
    }
    answer give_handle(std::string& out) {
        std::intptr_t handle = -1;
        const answer answered = m_queue.wait_handle(&handle);
        out = handle == 0 ? "zero" : is_signalled(handle) ? "signalled" : "silent";
        if (answered == ok) AsyncomCloseWaitHandle(handle);
        return answered;
    }

    queueing m_queue;
    AsyncomCompletion m_item{};
    both_ends m_running = make_both(action());
    both_ends m_ended = make_both(action());
    own<cancel_handler> m_foreign;
};

} // namespace contract

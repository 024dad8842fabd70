// SPDX-License-Identifier: MIT
// The cases of the C++ projection for the counting driver: what a coroutine pays to wait for one
// operation, beside a handler that does the same by hand and lets go of the operation, too, inside
// its call.
#include "measured_run.h"

#include <asyncom/coroutine.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

namespace {

using namespace asyncom;
using operation = async_operation<std::uint32_t>;

// Never in the way of what is counted: one call of the ABI makes both sides.
operation begin(com_ptr<IAsyncProducer>& producer) {
    operation made;
    check_hresult(AsyncomCreateOperation(type_of<std::uint32_t, void>(), nullptr,
                                         &guid_of<operation::abi_type>(), made.abi().put_void(),
                                         producer.put()));
    return made;
}

void end(com_ptr<IAsyncProducer> producer) {
    const std::uint32_t value = 1;
    producer->Complete(&value);
}

class handler final : public async_completed_handler<std::uint32_t, void> {
public:
    void attach(operation to) {
        m_held = std::move(to);
        ++m_references;
        AsyncomAttachCompleted(m_held.abi().get(), this);
    }
    HRESULT ASYNCOM_CALL QueryInterface(REFIID, void** object) noexcept override {
        AddRef();
        *object = this;
        return S_OK;
    }
    ASYNCOM_ULONG ASYNCOM_CALL AddRef() noexcept override { return ++m_references; }
    ASYNCOM_ULONG ASYNCOM_CALL Release() noexcept override { return --m_references; }
    HRESULT ASYNCOM_CALL Invoke(async_interface<std::uint32_t, void>* sender,
                                AsyncStatus) noexcept override {
        std::uint32_t value = 0;
        sender->GetResults(&value);
        m_sum += value;
        m_held = nullptr;
        return S_OK;
    }

private:
    operation m_held;
    std::uint32_t m_references = 1;
    std::uint32_t m_sum = 0;
};

void run_callback_pending(std::size_t count) {
    handler target;
    for (std::size_t i = 0; i < count; ++i) {
        com_ptr<IAsyncProducer> producer;
        target.attach(begin(producer));
        end(std::move(producer));
    }
}
void run_callback_ready(std::size_t count) {
    handler target;
    for (std::size_t i = 0; i < count; ++i) {
        com_ptr<IAsyncProducer> producer;
        operation ended = begin(producer);
        end(std::move(producer));
        target.attach(std::move(ended));
    }
}

operation await_pending(std::size_t count, com_ptr<IAsyncProducer>& producer) {
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += co_await begin(producer);
    co_return sum;
}
void run_await_pending(std::size_t count) {
    com_ptr<IAsyncProducer> producer;
    const operation waiting = await_pending(count, producer);
    for (std::size_t i = 0; i < count; ++i)
        end(std::move(producer));
}

operation await_ready(std::size_t count) {
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        com_ptr<IAsyncProducer> producer;
        operation ended = begin(producer);
        end(std::move(producer));
        sum += co_await std::move(ended);
    }
    co_return sum;
}
void run_await_ready(std::size_t count) {
    await_ready(count);
}

// A coroutine as an operation: made, ended and awaited.
operation leaf() {
    co_return 1u;
}
operation await_coroutine(std::size_t count) {
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += co_await leaf();
    co_return sum;
}
void run_await_coroutine(std::size_t count) {
    await_coroutine(count);
}

constexpr std::size_t warm_up = 1024;
constexpr measured_case cases[] = {
    {"callback_pending", run_callback_pending, warm_up},
    {"callback_ready", run_callback_ready, warm_up},
    {"await_pending", run_await_pending, warm_up},
    {"await_ready", run_await_ready, warm_up},
    {"await_coroutine", run_await_coroutine, warm_up},
};

} // namespace

int main(int argc, char** argv) {
    return run_measured(cases, std::size(cases), argc, argv);
}

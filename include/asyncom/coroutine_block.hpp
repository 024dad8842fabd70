// SPDX-License-Identifier: MIT
// The memory of an asyncom coroutine: what others may still hold when the coroutine has ended, its
// waiter and its cancel handler, and behind it the coroutine's frame. One allocation.
//
// A coroutine keeps its module loaded until it has told its producer how it ended.
#pragma once

#include <asyncom/cancel_link.hpp>
#include <asyncom/waiter.hpp>

#include <cstddef>
#include <new>

namespace asyncom::impl {

class alignas(std::max_align_t) coroutine_block final : public waiter {
public:
    // The block of a frame, and the memory of a frame behind a new block.
    static coroutine_block& of(void* frame) noexcept {
        return *(static_cast<coroutine_block*>(frame) - 1);
    }
    static void* allocate(std::size_t frame_bytes) {
        void* const memory = ::operator new(sizeof(coroutine_block) + frame_bytes);
        return ::new (memory) coroutine_block + 1;
    }
    // The frame is gone. Whoever still holds the block holds the memory of both.
    static void deallocate(void* frame) noexcept {
        coroutine_block& block = of(frame);
        block.m_side.callback = nullptr;
        // Null: it has ended, and who tells the producer unlocks the module; or it never began.
        IAsyncProducer* const producer = block.take_producer();
        block.release_reference();
        if (producer != nullptr) {
            producer->Release();
            unlock_module();
        }
    }

    // Owned, from the making of the operation to its end.
    void set_producer(IAsyncProducer* owned) noexcept {
        lock_module();
        m_side.producer = owned;
    }
    [[nodiscard]] IAsyncProducer* take_producer() noexcept {
        return std::exchange(m_side.producer, nullptr);
    }
    IAsyncProducer* producer() const noexcept { return m_side.producer; }
    bool is_canceled() const noexcept { return m_link.is_requested(m_side.producer); }
    cancel_side& tokens() noexcept { return m_side; }

private:
    class link final : public cancel_link {
    public:
        link(coroutine_block& owner, await_word& word) noexcept
            : cancel_link(word), m_owner(owner) {}
        ASYNCOM_ULONG ASYNCOM_CALL AddRef() noexcept override {
            m_owner.add_reference();
            return 1;
        }
        ASYNCOM_ULONG ASYNCOM_CALL Release() noexcept override {
            m_owner.release_reference();
            return 1;
        }

    private:
        coroutine_block& m_owner;
    };

    coroutine_block() noexcept { m_side.link = &m_link; }
    ~coroutine_block() = default;

    void destroy() noexcept override {
        this->~coroutine_block();
        ::operator delete(static_cast<void*>(this));
    }
    void prepare_to_suspend() noexcept override { m_link.put(m_side.producer); }
    void cancel(IUnknown* awaited) noexcept override { cancel_as(m_side.producer, awaited); }

    link m_link{*this, m_word};
    cancel_side m_side;
};

} // namespace asyncom::impl

// SPDX-License-Identifier: MIT
// An operation from inside, with both of its ends; and handlers that count.
#pragma once

#include "async/closure.h"
#include "async/create.h"
#include "async/operation.h"
#include "async/type_table.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <utility>

namespace asyncom::core::test {

inline constexpr const char* action = "{5a648006-843a-4da9-865b-9d26e5dfad7b}";
inline constexpr const char* u4_operation = "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};u4)";
inline constexpr const char* string_operation =
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};string)";
inline constexpr const char* object_operation =
    "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};cinterface(IInspectable))";
inline constexpr const char* u4_with_f8 =
    "pinterface({b5d036d7-e297-498f-ba60-0289e76e23dd};u4;f8)";

inline type_record& type_named(const char* signature) {
    IAsyncType* type = nullptr;
    EXPECT_EQ(get_type(signature, &type), S_OK) << signature;
    return *record_of(type);
}

inline AsyncomOperationOptions child_of(operation& parent) {
    AsyncomOperationOptions options{};
    options.size = sizeof options;
    options.parent = parent.consumer();
    return options;
}

// One reference to either end, until it is released.
class both_ends {
public:
    explicit both_ends(const char* signature = action,
                       const AsyncomOperationOptions* options = nullptr,
                       const void* call_site = nullptr) {
        type_record& type = type_named(signature);
        void* made = nullptr;
        EXPECT_EQ(create_operation(face_of(type), options, &type.iids[ASYNCOM_IID_OPERATION], &made,
                                   &m_producer, call_site),
                  S_OK);
        m_consumer = static_cast<IUnknown*>(made);
    }
    both_ends(both_ends&& other) noexcept
        : m_consumer(std::exchange(other.m_consumer, nullptr)),
          m_producer(std::exchange(other.m_producer, nullptr)) {}
    both_ends& operator=(both_ends&&) = delete;
    ~both_ends() { release(); }

    IUnknown* consumer() const { return m_consumer; }
    IAsyncProducer* producer() const { return m_producer; }
    // While one of the ends is held.
    operation& target() const {
        return m_consumer != nullptr ? operation::of_family(m_consumer)
                                     : operation::of_producer(m_producer);
    }
    operation* operator->() const { return &target(); }

    void release_consumer() {
        if (m_consumer != nullptr) std::exchange(m_consumer, nullptr)->Release();
    }
    void release_producer() {
        if (m_producer != nullptr) std::exchange(m_producer, nullptr)->Release();
    }
    void release() {
        release_producer();
        release_consumer();
    }

private:
    IUnknown* m_consumer = nullptr;
    IAsyncProducer* m_producer = nullptr;
};

// What a handler made of it does, and what happened to it. Outlives the handlers.
struct counted_callback {
    std::function<HRESULT(IUnknown* sender)> body;
    std::function<void()> at_destruction;
    std::atomic<int> calls{0};
    std::atomic<int> destroyed{0};

    counted_callback() = default;
    explicit counted_callback(std::function<HRESULT(IUnknown* sender)> run)
        : body(std::move(run)) {}

    // New ones, with a reference for the caller.
    IUnknown* completed(const char* signature) {
        void* handler = nullptr;
        EXPECT_EQ(
            create_completed_handler(
                face_of(type_named(signature)),
                [](void* self, IUnknown* sender, std::int32_t) { return called(self, sender); },
                this, &ended, &handler),
            S_OK);
        return static_cast<IUnknown*>(handler);
    }
    IUnknown* progress(const char* signature) {
        void* handler = nullptr;
        EXPECT_EQ(
            create_progress_handler(
                face_of(type_named(signature)),
                [](void* self, IUnknown* sender, const void*) { return called(self, sender); },
                this, &ended, &handler),
            S_OK);
        return static_cast<IUnknown*>(handler);
    }
    IAsyncCancelHandler* cancel() {
        IAsyncCancelHandler* handler = nullptr;
        EXPECT_EQ(create_cancel_handler(
                      [](void* self, IAsyncProducer* sender) { return called(self, sender); }, this,
                      &ended, &handler),
                  S_OK);
        return handler;
    }
    IAsyncWork* work() {
        IAsyncWork* made = nullptr;
        EXPECT_EQ(create_work([](void* self, IAsyncProducer* producer,
                                 IUnknown*) { return called(self, producer); },
                              this, &ended, &made),
                  S_OK);
        return made;
    }

    // As the only Completed handler of a running operation, which takes its reference.
    void attach_to(const both_ends& ends, const char* signature = action) {
        EXPECT_EQ(put_completed_handler(ends.target(), completed(signature), true), S_OK);
    }

private:
    static HRESULT called(void* self, IUnknown* sender) {
        auto& callback = *static_cast<counted_callback*>(self);
        callback.calls.fetch_add(1);
        return callback.body ? callback.body(sender) : S_OK;
    }
    static void ASYNCOM_CALL ended(void* self) {
        auto& callback = *static_cast<counted_callback*>(self);
        if (callback.at_destruction) callback.at_destruction();
        callback.destroyed.fetch_add(1);
    }
};

} // namespace asyncom::core::test

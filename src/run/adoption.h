// SPDX-License-Identifier: MIT
//
// What stands between an operation of ours and the foreign one that it stands for: our handlers in
// the foreign's slots, our cancel handler, and the way on for Close. It trusts the foreign with
// nothing: the first firing that tells an end is the end, everything after it is ignored, whatever
// thread it comes on, and a foreign that lets go of the handler without a call has ended, too.
//
// While it runs: operation <- producer <- adoption <- handlers <- foreign <- adoption. That holds
// itself, as it must: nobody else need keep a running operation. The end gives up the producer, the
// operation's last Release gives up the foreign.
#pragma once

#include "async/foreign_side.h"
#include "com/owned.h"
#include "run/foreign_face.h"

#include <asyncom/asyncom.h>

#include <atomic>
#include <cstdint>

namespace asyncom::core {

class adoption final : public foreign_side {
public:
    // Null without memory. `family` and `info` are handed over in both cases.
    static adoption* create(type_record& type, owned<IUnknown> family,
                            owned<IAsyncInfo> info) noexcept;

    // Takes over the reference to the producer. A failure: withdraw is to follow.
    HRESULT bind(IAsyncProducer* producer) noexcept;
    // Puts the handlers into the foreign's slots. A failure: they are not there, as above.
    HRESULT listen() noexcept;
    // Nobody has seen the operation, and nothing is to become of it.
    void withdraw() noexcept;
    static void ASYNCOM_CALL drop(void* self) noexcept;
    // What the handlers in the foreign's slots call: nothing of a client's.
    static bool is_function(const void* code) noexcept;

    void close() noexcept override;
    void let_go() noexcept override;

private:
    adoption(type_record& type, owned<IUnknown> family, owned<IAsyncInfo> info) noexcept
        : m_type(type), m_family(std::move(family)), m_info(std::move(info)),
          m_face(type, m_family.get()) {}
    ~adoption() = default;

    static HRESULT ASYNCOM_CALL on_completed(void* self, IUnknown*, std::int32_t status) noexcept;
    static HRESULT ASYNCOM_CALL on_progress(void* self, IUnknown*, const void* value) noexcept;
    static HRESULT ASYNCOM_CALL on_cancel(void* self, IAsyncProducer*) noexcept;
    static void ASYNCOM_CALL drop_completed(void* self) noexcept;

    HRESULT put_cancel_handler() noexcept;
    owned<IUnknown> make_handler(bool progress, HRESULT& answer) noexcept;

    std::int32_t told_status() const noexcept;
    void settle_if_ended() noexcept;
    void settle(std::int32_t status) noexcept;
    void take_result() noexcept;
    void take_error() noexcept;
    void take_reason(HRESULT code) noexcept;
    void publish() noexcept;
    HRESULT end_producer() noexcept;

    bool try_use() noexcept;
    void end_use() noexcept;
    void* result() noexcept { return this + 1; }

    static adoption& of(void* self) noexcept { return *static_cast<adoption*>(self); }

    // The maker's, the operation's, and one of each handler.
    std::atomic<std::uint32_t> m_references{1};
    // 1 until the end has been published, and one of each call of the foreign that is inside: they
    // keep the producer, and by it the operation and all that is below.
    std::atomic<std::uint32_t> m_users{1};
    std::atomic<bool> m_settled{false};
    // The end has come inside a progress handler of this operation, where it cannot be published.
    std::atomic<bool> m_postponed{false};
    std::atomic<bool> m_closed{false};
    type_record& m_type;
    owned<IUnknown> m_family;
    owned<IAsyncInfo> m_info;
    const foreign_face m_face;
    IAsyncProducer* m_producer = nullptr;
    IAsyncProgressSink* m_sink = nullptr; // null: no progress
    // Written by who settles.
    outcome m_outcome = outcome::started;
    HRESULT m_code = S_OK;
    IErrorInfo* m_reason = nullptr;
};

} // namespace asyncom::core

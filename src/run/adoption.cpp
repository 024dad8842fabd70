// SPDX-License-Identifier: MIT
#include "run/adoption.h"

#include "async/closure.h"
#include "async/outcome.h"
#include "com/error_info.h"
#include "com/kept_error_slot.h"
#include "run/progress_sink.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <new>
#include <utility>

namespace asyncom::core {
namespace {

constexpr bool is_end(std::int32_t status) noexcept {
    return status >= std::int32_t(outcome::completed) && status <= std::int32_t(outcome::error);
}

} // namespace

adoption* adoption::create(type_record& type, owned<IUnknown> family,
                           owned<IAsyncInfo> info) noexcept {
    static_assert(sizeof(adoption) % 8 == 0); // a value of any type can follow
    const std::size_t bytes = type.result().bytes;
    void* const memory = std::malloc(sizeof(adoption) + bytes);
    if (!memory) return nullptr;
    auto* const made = ::new (memory) adoption(type, std::move(family), std::move(info));
    std::memset(made->result(), 0, bytes);
    return made;
}

void ASYNCOM_CALL adoption::drop(void* self) noexcept {
    adoption& gone = of(self);
    if (gone.m_references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    gone.~adoption();
    std::free(self);
}

bool adoption::is_function(const void* code) noexcept {
    const void* const all[] = {
        reinterpret_cast<const void*>(&on_completed), reinterpret_cast<const void*>(&on_progress),
        reinterpret_cast<const void*>(&on_cancel), reinterpret_cast<const void*>(&drop_completed),
        reinterpret_cast<const void*>(&drop)};
    return std::find(std::begin(all), std::end(all), code) != std::end(all);
}

void adoption::close() noexcept {
    if (!m_closed.exchange(true, std::memory_order_relaxed)) m_info->Close();
}

void adoption::let_go() noexcept {
    m_family.reset();
    m_info.reset();
    drop(this);
}

// ---- the beginning

HRESULT adoption::bind(IAsyncProducer* producer) noexcept {
    m_producer = producer;
    operation& target = operation::of_producer(producer);
    const HRESULT owning = set_foreign_side(target, *this);
    if (owning < 0) return owning;
    m_references.fetch_add(1, std::memory_order_relaxed);
    if (const HRESULT put = put_cancel_handler(); put < 0) return put;
    return m_type.has_progress() ? create_progress_sink(producer, 0, &m_sink) : S_OK;
}

HRESULT adoption::put_cancel_handler() noexcept {
    IAsyncCancelHandler* handler = nullptr;
    const HRESULT made = create_cancel_handler(&on_cancel, this, &drop, &handler);
    if (made < 0) return made;
    m_references.fetch_add(1, std::memory_order_relaxed);
    const HRESULT put = m_producer->put_CancelHandler(handler);
    handler->Release();
    return put;
}

owned<IUnknown> adoption::make_handler(bool progress, HRESULT& answer) noexcept {
    IAsyncType* const type = face_of(m_type);
    void* made = nullptr;
    answer = progress ? create_progress_handler(type, &on_progress, this, &drop, &made)
                      : create_completed_handler(type, &on_completed, this, &drop_completed, &made);
    if (answer >= 0) m_references.fetch_add(1, std::memory_order_relaxed);
    return owned<IUnknown>(static_cast<IUnknown*>(made));
}

HRESULT adoption::listen() noexcept {
    HRESULT answer = S_OK;
    owned<IUnknown> progress;
    if (m_type.has_progress()) progress = make_handler(true, answer);
    if (answer < 0) return answer;
    const owned<IUnknown> completed = make_handler(false, answer);
    if (answer < 0) return answer;
    // Some take no Progress handler once they run: their end is worth having all the same.
    const bool reports = progress && m_face.put_progress(progress.get()) >= 0;
    answer = m_face.put_completed(completed.get());
    if (answer < 0) {
        withdraw(); // before the handler's end is taken for the foreign's
        if (reports) m_face.put_progress(nullptr);
        return answer;
    }
    settle_if_ended();
    return S_OK;
}

void adoption::withdraw() noexcept {
    if (m_settled.exchange(true, std::memory_order_acq_rel)) return;
    m_producer->EndCanceled();
    end_use();
}

// Ended before the handler came, a foreign may forget to call it. Canceled does not count: there
// the body may still run.
void adoption::settle_if_ended() noexcept {
    const std::int32_t status = told_status();
    if (status == std::int32_t(outcome::completed) || status == std::int32_t(outcome::error))
        settle(status);
}

// ---- what the foreign calls

HRESULT ASYNCOM_CALL adoption::on_completed(void* self, IUnknown*, std::int32_t status) noexcept {
    adoption& target = of(self);
    if (!target.try_use()) return S_OK;
    if (!is_end(status)) status = target.told_status();
    if (is_end(status)) target.settle(status);
    target.end_use();
    return S_OK; // called while it runs: no end
}

HRESULT ASYNCOM_CALL adoption::on_progress(void* self, IUnknown*, const void* value) noexcept {
    adoption& target = of(self);
    if (!target.try_use()) return S_OK;
    target.m_sink->Report(value);
    if (target.m_postponed.exchange(false, std::memory_order_acq_rel)) target.publish();
    target.end_use();
    return S_OK;
}

HRESULT ASYNCOM_CALL adoption::on_cancel(void* self, IAsyncProducer*) noexcept {
    return of(self).m_info->Cancel();
}

// The foreign has let go of the Completed handler.
void ASYNCOM_CALL adoption::drop_completed(void* self) noexcept {
    adoption& target = of(self);
    if (target.try_use()) {
        target.settle(target.told_status());
        target.end_use();
    }
    drop(self);
}

// ---- the end

std::int32_t adoption::told_status() const noexcept {
    auto status = ABI::Windows::Foundation::AsyncStatus::Started;
    return m_info->get_Status(&status) < 0 ? std::int32_t(outcome::started) : std::int32_t(status);
}

void adoption::settle(std::int32_t status) noexcept {
    if (m_settled.exchange(true, std::memory_order_acq_rel)) return;
    {
        const kept_error_slot kept;
        if (status == std::int32_t(outcome::completed)) {
            take_result();
        } else if (status == std::int32_t(outcome::canceled)) {
            m_outcome = outcome::canceled;
        } else if (status == std::int32_t(outcome::error)) {
            take_error();
        } else {
            originate(ASYNCOM_E_ABANDONED,
                      "The adopted operation let go of its Completed handler without calling it.");
            take_reason(ASYNCOM_E_ABANDONED);
        }
    }
    publish();
}

void adoption::take_result() noexcept {
    const HRESULT answer = m_face.get_results(result());
    if (answer < 0) return take_reason(answer);
    m_outcome = outcome::completed;
}

// The reason comes with the answer of GetResults.
void adoption::take_error() noexcept {
    HRESULT code = S_OK;
    const HRESULT asked = m_info->get_ErrorCode(&code);
    if (asked < 0) code = asked;
    const HRESULT answer = m_face.get_results(result());
    if (answer >= 0) destroy_value(m_type.result(), result());
    if (code >= 0) code = answer < 0 ? answer : E_FAIL;
    take_reason(code);
}

void adoption::take_reason(HRESULT code) noexcept {
    m_outcome = outcome::error;
    m_code = code;
    get_error_info(0, &m_reason);
}

HRESULT adoption::end_producer() noexcept {
    if (m_outcome == outcome::canceled) return m_producer->EndCanceled();
    if (m_outcome == outcome::completed)
        return m_producer->Complete(m_type.has_result() ? result() : nullptr);
    publish_error(m_reason);
    return m_producer->Fail(m_code, nullptr);
}

void adoption::publish() noexcept {
    {
        const kept_error_slot kept;
        HRESULT ended = end_producer();
        if (ended == E_ILLEGAL_METHOD_CALL) {
            // Inside the client's progress handler: the report that is on this thread does it.
            m_postponed.store(true, std::memory_order_release);
            return;
        }
        if (m_outcome == outcome::completed) destroy_value(m_type.result(), result());
        if (IErrorInfo* const reason = std::exchange(m_reason, nullptr)) reason->Release();
        if (ended == E_OUTOFMEMORY) {
            publish_error(static_cast<IErrorInfo*>(nullptr));
            ended = m_producer->Fail(m_code < 0 ? m_code : ended, nullptr);
        }
        // What has not ended even so is abandoned below, which needs no memory.
    }
    end_use();
}

bool adoption::try_use() noexcept {
    std::uint32_t users = m_users.load(std::memory_order_relaxed);
    while (users != 0)
        if (m_users.compare_exchange_weak(users, users + 1, std::memory_order_acquire)) return true;
    return false;
}

// The last one gives up the operation, and perhaps this with it.
void adoption::end_use() noexcept {
    if (m_users.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    IAsyncProducer* const producer = std::exchange(m_producer, nullptr);
    IAsyncProgressSink* const sink = std::exchange(m_sink, nullptr);
    if (sink) sink->Release();
    producer->Release();
}

} // namespace asyncom::core

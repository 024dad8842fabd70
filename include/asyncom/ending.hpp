// SPDX-License-Identifier: MIT
// How a body ended: with a value, a failure or cancelled. Kept until nothing of the body is left,
// and only then told to the producer, because Completed fires inside that call.
#pragma once

#include <asyncom/to_hresult.hpp>
#include <asyncom/value.hpp>

#include <cstddef>
#include <cstring>
#include <memory>
#include <utility>

namespace asyncom::impl {

// A failure, without the parts of hresult_error that are for reading it.
class failure {
public:
    failure() noexcept = default;
    explicit failure(const hresult_error& error) noexcept
        : m_code(error.code()), m_record(copy_of(error.record())) {}

    // Inside a catch block.
    static failure current() noexcept {
        failure caught;
        caught.m_code = to_hresult();
        GetErrorInfo(0, caught.m_record.put());
        return caught;
    }

    HRESULT code() const noexcept { return m_code; }
    // Message, origin and context go with the record. The thread's slot is empty afterwards.
    void end(IAsyncProducer* producer) const noexcept {
        if (m_code == error_canceled) {
            producer->EndCanceled();
            return;
        }
        SetErrorInfo(0, m_record.get());
        producer->Fail(m_code, nullptr);
        SetErrorInfo(0, nullptr);
    }

private:
    HRESULT m_code = E_UNEXPECTED; // nothing has been said yet
    com_ptr<IErrorInfo> m_record;
};

// A value's bytes are the value (value.hpp), so it moves as they do, which cannot fail.
template <class Result>
class ending {
public:
    ending() noexcept = default;
    ending(ending&& other) noexcept
        : m_failure(std::move(other.m_failure)),
          m_has_value(std::exchange(other.m_has_value, false)) {
        std::memcpy(m_bytes, other.m_bytes, sizeof(Result));
    }
    ending& operator=(ending&&) = delete;
    ~ending() { drop_value(); }

    template <class Value>
    void set_value(Value&& value) {
        drop_value();
        ::new (static_cast<void*>(m_bytes)) Result(std::forward<Value>(value));
        m_has_value = true;
    }
    void set_failure(failure&& why) noexcept {
        drop_value();
        m_failure = std::move(why);
    }
    void set(result<Result>&& given) {
        if (given)
            set_value(*std::move(given));
        else
            set_failure(failure(given.error()));
    }

    void tell(IAsyncProducer* producer) noexcept {
        if (!m_has_value) return m_failure.end(producer);
        const HRESULT completed = producer->Complete(m_bytes);
        // There was no memory for the copy: the operation still runs.
        if (completed < 0) failure(hresult_error(completed, take_ownership_from_abi)).end(producer);
    }

private:
    void drop_value() noexcept {
        if (std::exchange(m_has_value, false))
            std::destroy_at(std::launder(reinterpret_cast<Result*>(m_bytes)));
    }

    alignas(Result) std::byte m_bytes[sizeof(Result)]{};
    failure m_failure;
    bool m_has_value = false;
};

template <>
class ending<void> {
public:
    void set_value() noexcept { m_is_well = true; }
    void set_failure(failure&& why) noexcept {
        m_is_well = false;
        m_failure = std::move(why);
    }
    void set(const result<void>& given) noexcept {
        if (given)
            set_value();
        else
            set_failure(failure(given.error()));
    }
    void tell(IAsyncProducer* producer) noexcept {
        if (m_is_well)
            producer->Complete(nullptr);
        else
            m_failure.end(producer);
    }

private:
    failure m_failure;
    bool m_is_well = false;
};

} // namespace asyncom::impl

// SPDX-License-Identifier: MIT
// An operation as a consumer holds it: the family interface, IAsyncInfo and, where there is one,
// IAsyncControl, each called through its slots.
#pragma once
#include "support/values.h"

namespace contract {

class operation {
public:
    operation() = default;
    // Takes over the reference to the family interface.
    operation(void* family_pointer, const family& of)
        : m_operation(ref::attach(family_pointer)), m_family(&of),
          m_info(m_operation.query(iid_async_info)), m_control(m_operation.query(iid_control)) {}

    void* get() const { return m_operation.get(); }
    operator void*() const { return m_operation.get(); }
    explicit operator bool() const { return static_cast<bool>(m_operation); }
    IUnknown* as_unknown() const { return unknown(m_operation); }
    const family& type() const { return *m_family; }
    void* info() const { return m_info.get(); }
    void* control() const { return m_control.get(); }
    ref query(const GUID& iid) const { return m_operation.query(iid); }
    ref share() const { return m_operation; }
    // Lets go of every reference but the family pointer's, or of all.
    void keep_only_family() {
        m_info.reset();
        m_control.reset();
    }
    void release() {
        keep_only_family();
        m_operation.reset();
    }

    // IAsyncInfo
    answer get_Id(std::uint32_t* id) const { return call(info(), 6, id); }
    answer get_Status(std::int32_t* status) const { return call(info(), 7, status); }
    answer get_ErrorCode(answer* code) const { return call(info(), 8, code); }
    answer Cancel() const { return call(info(), 9); }
    answer Close() const { return call(info(), 10); }

    // the family interface; with progress the progress accessors come first
    answer put_Progress(void* handler) const { return call(get(), 6, handler); }
    answer get_Progress(void** handler) const { return call(get(), 7, handler); }
    answer put_Completed(void* handler) const { return call(get(), 6 + shift(), handler); }
    answer get_Completed(void** handler) const { return call(get(), 7 + shift(), handler); }
    answer GetResults(void* result) const {
        return type().has_result() ? call(get(), 8 + shift(), result) : call(get(), 8 + shift());
    }

    // IAsyncControl
    answer CancelWithReason(answer reason, const char* text) const {
        return call(control(), 3, reason, text);
    }
    answer get_CancelRequested(std::uint8_t* requested) const {
        return call(control(), 4, requested);
    }
    answer GetCancelReason(answer* reason, HSTRING* text) const {
        return call(control(), 5, reason, text);
    }
    answer get_Ended(std::uint8_t* ended) const { return call(control(), 6, ended); }
    answer Wait(std::uint32_t timeout) const { return call(control(), 7, timeout); }
    answer GetWaitHandle(std::intptr_t* handle) const { return call(control(), 8, handle); }
    answer GetPartialResult(void* value) const { return call(control(), 9, value); }
    answer GetError(void** found) const { return call(control(), 10, found); }
    answer GetType(void** type) const { return call(control(), 11, type); }
    answer GetInfo(AsyncomOperationInfo* info) const { return call(control(), 12, info); }

    // shorthands
    std::int32_t status() const {
        std::int32_t status = -1;
        get_Status(&status);
        return status;
    }
    answer error_code() const {
        answer code = unexpected;
        get_ErrorCode(&code);
        return code;
    }
    bool ended() const {
        std::uint8_t ended = 0;
        get_Ended(&ended);
        return ended == 1;
    }
    // GetResults and GetPartialResult into storage that ends what it was given.
    answer take_results(value& into) const {
        const answer answered = GetResults(into.address());
        if (answered == ok) into.filled();
        return answered;
    }
    answer take_partial(value& into) const {
        const answer answered = GetPartialResult(into.address());
        if (answered == ok) into.filled();
        return answered;
    }
    // GetResults when only its answer is of interest.
    answer results() const;

private:
    unsigned shift() const { return m_family->has_progress() ? 2 : 0; }

    ref m_operation;
    const family* m_family = nullptr;
    ref m_info;
    ref m_control;
};

inline answer operation::results() const {
    if (!type().has_result()) return GetResults(nullptr);
    value taken(*type().result);
    return take_results(taken);
}

// The producer of an operation of this library, called through its slots.
class producer {
public:
    producer() = default;
    explicit producer(void* pointer) : m_producer(ref::attach(pointer)) {}
    static producer share(void* pointer) { return producer(ref::share(pointer).detach()); }

    void* get() const { return m_producer.get(); }
    operator void*() const { return m_producer.get(); }
    explicit operator bool() const { return static_cast<bool>(m_producer); }
    void release() { m_producer.reset(); }

    answer ReportProgress(const void* value) const { return call(get(), 3, value); }
    answer SetPartialResult(const void* value) const { return call(get(), 4, value); }
    answer Complete(const void* result) const { return call(get(), 5, result); }
    answer Fail(answer failure, const char* message) const {
        return call(get(), 6, failure, message);
    }
    answer EndCanceled() const { return call(get(), 7); }
    answer get_CancelRequested(std::uint8_t* requested) const { return call(get(), 8, requested); }
    answer GetCancelReason(answer* reason, HSTRING* text) const {
        return call(get(), 9, reason, text);
    }
    answer put_CancelHandler(void* handler) const { return call(get(), 10, handler); }
    answer GetOperation(const GUID* iid, void** operation) const {
        return call(get(), 11, iid, operation);
    }
    answer Follow(void* operation) const { return call(get(), 12, operation); }

private:
    ref m_producer;
};

} // namespace contract

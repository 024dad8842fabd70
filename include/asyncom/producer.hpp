// SPDX-License-Identifier: MIT
// The producer's side of an operation: whoever does the work reports, ends, and sees cancels.
//
//   auto [operation, producer] = asyncom::create_operation<std::uint32_t, double>({.name =
//   "count"}); std::thread([producer = std::move(producer)] {
//       producer.report(0.5);
//       producer.complete(42);
//   }).detach();
//   return operation;
//
// One caller at a time, but for cancel_requested, reason and the ends: of those that race one wins.
// A producer that goes without an end abandons the operation: it ends as Error, and nobody waits
// for ever.
#pragma once

#include <asyncom/cancel_reason.hpp>
#include <asyncom/operation_options.hpp>
#include <asyncom/to_hresult.hpp>

#include <optional>
#include <type_traits>
#include <utility>

namespace asyncom {

template <class Result, class Progress = void>
class async_producer {
    // Of void: what no call takes.
    struct nothing;
    using result_value = std::conditional_t<std::is_void_v<Result>, nothing, Result>;
    using progress_value = std::conditional_t<std::is_void_v<Progress>, nothing, Progress>;

public:
    async_producer(std::nullptr_t = nullptr) noexcept {}
    explicit async_producer(com_ptr<IAsyncProducer> abi) noexcept : m_producer(std::move(abi)) {}

    explicit operator bool() const noexcept { return static_cast<bool>(m_producer); }
    const com_ptr<IAsyncProducer>& abi() const noexcept { return m_producer; }
    // The consumer's side.
    async_view<Result, Progress> operation() const {
        using abi_type = async_interface<Result, Progress>;
        com_ptr<abi_type> operation;
        check_hresult(m_producer->GetOperation(&guid_of<abi_type>(), operation.put_void()));
        return operation;
    }

    // ---- on the way -------------------------------------------------------------------------

    // Calls the Progress handler and listeners, on this thread. Throws
    // hresult_illegal_state_change after the end.
    void report(const progress_value& value) const requires(!std::is_void_v<Progress>) {
        check_hresult(m_producer->ReportProgress(impl::lend(value)));
    }
    // What there is of the result so far.
    void set_partial_result(const result_value& value) const requires(!std::is_void_v<Result>) {
        check_hresult(m_producer->SetPartialResult(impl::lend(value)));
    }

    // ---- the end ----------------------------------------------------------------------------

    // Ends the work well. False if a cancel was accepted before, which wins; the result is then
    // kept for async_control::partial_result. Throws hresult_illegal_state_change after the end.
    bool complete(const result_value& value) const requires(!std::is_void_v<Result>) {
        return try_complete(value).value();
    }
    bool complete() const requires(std::is_void_v<Result>) { return try_complete().value(); }
    result<bool> try_complete(const result_value& value) const requires(!std::is_void_v<Result>) {
        return ended(m_producer->Complete(impl::lend(value)));
    }
    result<bool> try_complete() const requires(std::is_void_v<Result>) {
        return ended(m_producer->Complete(nullptr));
    }

    // Ends it as Error, or as Canceled where the code says so. The message is UTF-8; null: the
    // thread's error information, if its code is this one. The answer is that of complete.
    bool fail(HRESULT code, const char* message = nullptr) const {
        return try_fail(code, message).value();
    }
    bool fail(const hresult_error& error) const { return try_fail(error).value(); }
    result<bool> try_fail(HRESULT code, const char* message = nullptr) const {
        return ended(m_producer->Fail(code, message));
    }
    // With the error's own record and all context that it has gathered; of a record that says no
    // code, with its message.
    result<bool> try_fail(const hresult_error& error) const {
        const bool whole = error.has_code();
        return ended(m_producer->Fail(error.to_abi(), whole ? nullptr : error.what()));
    }
    // Inside a catch block, with what to_hresult makes of the exception.
    bool fail_with_current_exception() const {
        return fail(hresult_error(to_hresult(), take_ownership_from_abi));
    }

    // Ends it as Canceled, after a request or without one.
    void end_canceled() const { check_hresult(m_producer->EndCanceled()); }

    // Ends it as another operation of the same type will; progress passes through, and cancels to
    // that one. Nothing else is left to do for this producer.
    void follow(const async_view<Result, Progress>& other) const {
        check_hresult(m_producer->Follow(other.abi().get()));
    }

    // ---- cancellation -----------------------------------------------------------------------

    // Costs one read of memory.
    bool cancel_requested() const noexcept {
        AsyncomBoolean requested = 0;
        m_producer->get_CancelRequested(&requested);
        return requested != 0;
    }
    // Nothing where no cancel was requested.
    std::optional<cancel_reason> reason() const { return impl::reason_of(*m_producer.get()); }

    // Has a callable called once when a cancel is requested, on the thread that asks; now, if one
    // was. It replaces the one before. It may end the operation, and the reference to the producer
    // that it needs for that is given to it: callable(producer), or callable().
    template <class Callable>
    void on_cancel(Callable&& callable) const {
        using kept = std::decay_t<Callable>;
        const com_ptr<IUnknown> handler = impl::make_handler(
            std::forward<Callable>(callable), [](void* context, auto destroy, void** made) {
                return AsyncomCreateCancelHandler(&call_cancel<kept>, context, destroy,
                                                  reinterpret_cast<IAsyncCancelHandler**>(made));
            });
        check_hresult(
            m_producer->put_CancelHandler(static_cast<IAsyncCancelHandler*>(handler.get())));
    }
    // When this returns the one before neither runs nor will: never under a lock that it takes.
    void on_cancel(std::nullptr_t) const { check_hresult(m_producer->put_CancelHandler(nullptr)); }

private:
    static result<bool> ended(HRESULT answer) noexcept {
        if (answer < 0) return hresult_error(answer, take_ownership_from_abi);
        return answer == S_OK;
    }
    template <class Callable>
    static HRESULT ASYNCOM_CALL call_cancel(void* context, IAsyncProducer* sender) noexcept {
        auto& callable = *static_cast<Callable*>(context);
        if constexpr (std::is_invocable_v<Callable&, async_producer>)
            return impl::answer_of(callable, async_producer(copy_of(sender)));
        else
            return impl::answer_of(callable);
    }

    com_ptr<IAsyncProducer> m_producer;
};

// Both sides of a new operation.
template <class Result, class Progress>
struct created_operation {
    async_view<Result, Progress> operation;
    async_producer<Result, Progress> producer;
};

// Makes a running operation. Throws std::bad_alloc; hresult_invalid_argument for a name that is not
// UTF-8, hresult_no_interface for a parent of somebody else's.
template <class Result, class Progress = void>
created_operation<Result, Progress> create_operation(const operation_options& options = {}) {
    using abi_type = async_interface<Result, Progress>;
    const AsyncomOperationOptions given = options.abi();
    com_ptr<abi_type> operation;
    com_ptr<IAsyncProducer> producer;
    check_hresult(AsyncomCreateOperation(type_of<Result, Progress>(), &given, &guid_of<abi_type>(),
                                         operation.put_void(), producer.put()));
    return {std::move(operation), async_producer<Result, Progress>(std::move(producer))};
}

} // namespace asyncom

// SPDX-License-Identifier: MIT
// Progress and partial results, of whoever does the work.
#pragma once

#include <asyncom/value.hpp>

namespace asyncom {

// Of a running coroutine (co_await get_progress_token()) or of a function that run() runs. One
// thread at a time; not to be used after its end. The handlers run inside the call. What they throw
// does not get here.
template <class Progress, class Result = void>
class progress_token {
    static_assert(!std::is_void_v<Progress>, "this operation has no progress");
    static_assert(abi_value<Progress>);

public:
    using progress_type = Progress;
    using result_type = Result;

    explicit progress_token(IAsyncProducer* producer) noexcept : m_producer(producer) {}

    void operator()(const Progress& value) const {
        check_hresult(m_producer->ReportProgress(impl::lend(value)));
    }
    // What there is so far: get_results() gives it while the work runs, and IAsyncControl always.
    template <class Value = Result>
    requires(!std::is_void_v<Result>) void set_result(const Value& value) const {
        const Result& partial = value;
        check_hresult(m_producer->SetPartialResult(impl::lend(partial)));
    }

private:
    IAsyncProducer* m_producer;
};

// co_await get_progress_token() gives the running coroutine's.
struct get_progress_token_t {};
inline get_progress_token_t get_progress_token() noexcept {
    return {};
}

} // namespace asyncom

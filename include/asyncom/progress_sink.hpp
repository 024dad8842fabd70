// SPDX-License-Identifier: MIT
// Progress of many threads, and of many parts, as the progress of one operation.
//
//   asyncom::progress_sink<double> sink(producer, 30);   // at most 30 reports a second
//   sink.add(first_download, 2);                         // counts twice as much
//   sink.add(second_download);
#pragma once

#include <asyncom/producer.hpp>

#include <cstdint>

namespace asyncom {

// Copies are the same sink. Any thread may use it. The last reference delivers what waits, and is
// never let go under a lock that the progress handler takes.
template <class Progress>
class progress_sink {
public:
    // It holds the producer, which is still ended by whoever drives it. 0: no limit.
    template <class Result>
    explicit progress_sink(const async_producer<Result, Progress>& producer,
                           std::uint32_t max_per_second = 0) {
        check_hresult(
            AsyncomCreateProgressSink(producer.abi().get(), max_per_second, m_sink.put()));
    }

    // False once the operation has ended. What comes too early waits, and the latest value wins.
    bool report(const Progress& value) const {
        return check_hresult(m_sink->Report(impl::lend(value))) == S_OK;
    }
    // Adds an operation whose progress counts with a weight: the sum is reported when it changes.
    // Throws hresult_no_interface for one of somebody else's.
    bool add(const any_operation& operation, double weight = 1) const
        requires(std::is_same_v<Progress, double>) {
        return check_hresult(m_sink->AddChild(operation.get(), weight)) == S_OK;
    }
    // Delivers the value that waits, on this thread.
    void flush() const noexcept { m_sink->Flush(); }

    const com_ptr<IAsyncProgressSink>& abi() const noexcept { return m_sink; }

private:
    com_ptr<IAsyncProgressSink> m_sink;
};

} // namespace asyncom

// SPDX-License-Identifier: MIT
// IAsyncProgressSink, called through its slots.
#pragma once
#include "support/operation.h"

namespace contract {

class sinking {
public:
    sinking() = default;
    explicit sinking(const producer& worker, std::uint32_t max_per_second = 0) {
        open(worker, max_per_second);
    }

    answer open(const producer& worker, std::uint32_t max_per_second) {
        return AsyncomCreateProgressSink(static_cast<IAsyncProducer*>(worker.get()), max_per_second,
                                         m_sink.put_as<IAsyncProgressSink>());
    }
    const ref& face() const { return m_sink; }
    explicit operator bool() const { return static_cast<bool>(m_sink); }
    void release() { m_sink.reset(); }

    answer Report(const void* value) const { return call(m_sink.get(), 3, value); }
    answer Report(double value) const { return Report(static_cast<const void*>(&value)); }
    answer AddChild(IUnknown* child, double weight) const {
        return call(m_sink.get(), 4, child, weight);
    }
    answer Flush() const { return call(m_sink.get(), 5); }

private:
    ref m_sink;
};

} // namespace contract

// SPDX-License-Identifier: MIT
// The consumer of the windows-rs model. 12 read-modify-writes for a result that reaches a handler
// attached before the end, 10 for one attached after it.
#include "models.h"
#include "windows_rs.h"

namespace models {
namespace {

class boxed_handler final : public completed_handler {
public:
    std::uint32_t add_ref() noexcept override {
        m_count.add();
        return 0;
    }

    std::uint32_t release() noexcept override {
        if (m_count.drop()) delete this;
        return 0;
    }

    std::int32_t invoke(operation& sender, status) noexcept override {
        double result = 0;
        sender.get_results(result);
        observed.invoked += 1;
        observed.sum += result;
        return 0;
    }

private:
    windows_rs::counted m_count;
};

void attach(operation& consumer) {
    completed_handler* const handler = new boxed_handler;
    consumer.put_completed(handler);
    handler->release();
}

} // namespace

void windows_rs_complete(std::size_t count) {
    const observations before = observed;
    for (std::size_t index = 0; index < count; ++index) {
        const windows_rs::spawned made = windows_rs::spawn();
        attach(*made.consumer);
        windows_rs::finish(*made.producer);
        made.consumer->release();
    }
    verify(before, count);
}

void windows_rs_complete_inflight(std::size_t count) {
    const observations before = observed;
    static thread_local windows_rs::spawned made[inflight];
    for (std::size_t batch = 0; batch < count / inflight; ++batch) {
        for (windows_rs::spawned& each : made) {
            each = windows_rs::spawn();
            attach(*each.consumer);
        }
        for (const windows_rs::spawned& each : made) {
            windows_rs::finish(*each.producer);
            each.consumer->release();
        }
    }
    verify(before, count / inflight * inflight);
}

void windows_rs_ended_before_attach(std::size_t count) {
    const observations before = observed;
    for (std::size_t index = 0; index < count; ++index) {
        const windows_rs::spawned made = windows_rs::spawn();
        windows_rs::finish(*made.producer);
        attach(*made.consumer);
        made.consumer->release();
    }
    verify(before, count);
}

} // namespace models

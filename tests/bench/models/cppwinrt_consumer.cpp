// SPDX-License-Identifier: MIT
// The consumer of the C++/WinRT model. 20 read-modify-writes for a result that reaches a handler
// attached before the end, 16 for one attached after it, 4 per progress report.
#include "cppwinrt.h"
#include "models.h"

namespace models {
namespace {

using namespace cppwinrt;

// A delegate made from a lambda.
template <class Interface>
class delegate : public Interface {
public:
    delegate() noexcept { module_count.fetch_add(1, std::memory_order_relaxed); }

    std::uint32_t add_ref() noexcept final {
        m_count.fetch_add(1, std::memory_order_relaxed);
        return 0;
    }

    std::uint32_t release() noexcept final {
        if (m_count.fetch_sub(1, std::memory_order_acq_rel) != 1) return 1;
        delete this;
        module_count.fetch_sub(1, std::memory_order_relaxed);
        return 0;
    }

protected:
    virtual ~delegate() = default;

private:
    std::atomic<std::uint32_t> m_count{1};
};

class completed_delegate final : public delegate<completed_handler> {
public:
    std::int32_t invoke(operation& sender, status ended) noexcept override {
        double result = 0;
        const std::int32_t answer = sender.get_results(result);
        const bool as_expected = ended == status::completed ? answer == 0 : answer == cancelled;
        observed.invoked += as_expected ? 1 : 0;
        observed.sum += ended == status::completed ? result : 1;
        return 0;
    }
};

class progress_delegate final : public delegate<progress_handler> {
public:
    std::int32_t invoke(operation&, double value) noexcept override {
        observed.invoked += 1;
        observed.sum += value;
        return 0;
    }
};

void attach(operation& consumer) {
    completed_handler* const handler = new completed_delegate;
    consumer.put_completed(handler);
    handler->release();
}

} // namespace

void cppwinrt_complete(std::size_t count) {
    const observations before = observed;
    for (std::size_t index = 0; index < count; ++index) {
        const started made = start_coroutine();
        attach(*made.consumer);
        finish(*made.frame);
        made.consumer->release();
    }
    verify(before, count);
}

void cppwinrt_complete_inflight(std::size_t count) {
    const observations before = observed;
    static thread_local started made[inflight];
    for (std::size_t batch = 0; batch < count / inflight; ++batch) {
        for (started& each : made) {
            each = start_coroutine();
            attach(*each.consumer);
        }
        for (const started& each : made) {
            finish(*each.frame);
            each.consumer->release();
        }
    }
    verify(before, count / inflight * inflight);
}

void cppwinrt_ended_before_attach(std::size_t count) {
    const observations before = observed;
    for (std::size_t index = 0; index < count; ++index) {
        const started made = start_coroutine();
        finish(*made.frame);
        attach(*made.consumer);
        made.consumer->release();
    }
    verify(before, count);
}

void cppwinrt_report(std::size_t count) {
    const observations before = observed;
    const started made = start_coroutine();
    progress_handler* const handler = new progress_delegate;
    made.consumer->put_progress(handler);
    handler->release();
    for (std::size_t index = 0; index < count; ++index)
        report(*made.frame, 1);
    verify(before, count);
    finish(*made.frame);
    made.consumer->release();
}

void cppwinrt_cancel(std::size_t count) {
    const observations before = observed;
    for (std::size_t index = 0; index < count; ++index) {
        const started made = start_coroutine();
        attach(*made.consumer);
        unknown& information = made.consumer->query_interface();
        made.consumer->cancel();
        information.release();
        finish_unless_canceled(*made.frame);
        made.consumer->release();
    }
    verify(before, count);
}

} // namespace models

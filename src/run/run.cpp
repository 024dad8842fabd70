// SPDX-License-Identifier: MIT
#include "run/run.h"

#include "async/composition.h"
#include "async/create.h"
#include "async/options.h"
#include "com/error_info.h"
#include "com/first_copy.h"
#include "run/default_scheduler.h"
#include "run/work_call.h"

#include <new>

namespace asyncom::core {
namespace {

// What the scheduler carries: one reference to each.
struct scheduled_work {
    IAsyncWork* work;
    IAsyncProducer* producer;

    ~scheduled_work() {
        work->Release();
        producer->Release(); // last: an abandoned operation ends here
    }
};

void ASYNCOM_CALL run_scheduled(void* context, HRESULT reason) noexcept {
    auto* const scheduled = static_cast<scheduled_work*>(context);
    call_work(*scheduled->work, *scheduled->producer, nullptr, reason);
    delete scheduled;
}

} // namespace

HRESULT run(IAsyncType* type, IAsyncWork* work, const AsyncomOperationOptions* options,
            const GUID* iid, void** consumer, const void* call_site) noexcept {
    if (consumer != nullptr) *consumer = nullptr;
    if (type == nullptr || work == nullptr || iid == nullptr || consumer == nullptr)
        return refuse_null();
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    checked_options checked;
    const HRESULT options_checked = check_options(options, checked);
    if (options_checked < 0) return options_checked;
    IAsyncProducer* producer = nullptr;
    const HRESULT created = create_operation(type, options, iid, consumer, &producer, call_site);
    if (created < 0) return created;
    auto* const scheduled = new (std::nothrow) scheduled_work{work, producer};
    if (scheduled == nullptr) {
        take_back(producer, *consumer);
        return originate(E_OUTOFMEMORY, nullptr);
    }
    work->AddRef();
    const HRESULT answer = schedule_on(checked.scheduler, &run_scheduled, scheduled);
    if (answer >= 0) return S_OK;
    producer->AddRef(); // the work's own goes with it
    take_back(producer, *consumer);
    delete scheduled;
    return originate(answer, "The scheduler did not take the work.");
}

} // namespace asyncom::core

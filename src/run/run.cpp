// SPDX-License-Identifier: MIT
#include "run/run.h"

#include "async/create.h"
#include "async/options.h"
#include "com/error_info.h"
#include "run/default_scheduler.h"

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

void run_body(scheduled_work& scheduled) noexcept {
    // What an earlier piece of work left on this thread is not this one's error.
    publish_error(static_cast<IErrorInfo*>(nullptr));
    const HRESULT answer = scheduled.work->Run(scheduled.producer, nullptr);
    if (answer >= 0) return;
    operation& target = operation::of_producer(scheduled.producer);
    HRESULT failed = scheduled.producer->Fail(answer, nullptr);
    if (failed == E_OUTOFMEMORY) {
        // Without what the work left in the slot there is nothing to copy.
        publish_error(static_cast<IErrorInfo*>(nullptr));
        failed = scheduled.producer->Fail(answer, nullptr);
    }
    if (failed >= 0) return;
    note_handler_failure(target, answer);
    // Why the operation did not take the failure is nobody's error either.
    publish_error(static_cast<IErrorInfo*>(nullptr));
}

void ASYNCOM_CALL run_scheduled(void* context, HRESULT reason) noexcept {
    auto* const scheduled = static_cast<scheduled_work*>(context);
    AsyncomBoolean requested = 0;
    scheduled->producer->get_CancelRequested(&requested);
    if (requested != 0)
        scheduled->producer->EndCanceled();
    else if (reason < 0)
        scheduled->producer->Fail(reason, nullptr);
    else
        run_body(*scheduled);
    delete scheduled;
}

HRESULT schedule(scheduled_work* scheduled, IAsyncScheduler* chosen) noexcept {
    if (chosen != nullptr) return chosen->Schedule(&run_scheduled, scheduled);
    IAsyncScheduler* pool = nullptr;
    const HRESULT got = default_scheduler(&pool);
    if (got < 0) return got;
    const HRESULT answer = pool->Schedule(&run_scheduled, scheduled);
    pool->Release();
    return answer;
}

// An operation that nobody will see: ended before its references go, so that it is not abandoned.
void take_back(IAsyncProducer* producer, void*& consumer) noexcept {
    producer->EndCanceled();
    static_cast<IUnknown*>(consumer)->Release();
    consumer = nullptr;
}

} // namespace

HRESULT run(IAsyncType* type, IAsyncWork* work, const AsyncomOperationOptions* options,
            const GUID* iid, void** consumer, const void* call_site) noexcept {
    if (consumer != nullptr) *consumer = nullptr;
    if (type == nullptr || work == nullptr || iid == nullptr || consumer == nullptr)
        return refuse_null();
    checked_options checked;
    const HRESULT options_checked = check_options(options, checked);
    if (options_checked < 0) return options_checked;
    IAsyncProducer* producer = nullptr;
    const HRESULT created = create_operation(type, options, iid, consumer, &producer, call_site);
    if (created < 0) return created;
    auto* const scheduled = new (std::nothrow) scheduled_work{work, producer};
    if (scheduled == nullptr) {
        take_back(producer, *consumer);
        producer->Release();
        return originate(E_OUTOFMEMORY, nullptr);
    }
    work->AddRef();
    const HRESULT answer = schedule(scheduled, checked.scheduler);
    if (answer >= 0) return S_OK;
    take_back(producer, *consumer);
    delete scheduled;
    return originate(answer, "The scheduler did not take the work.");
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
#include "run/work_call.h"

#include "async/operation.h"
#include "com/error_info.h"
#include "com/thread_block.h"

namespace asyncom::core {
namespace {

void run_body(IAsyncWork& work, IAsyncProducer& producer, IUnknown* antecedent) noexcept {
    // What an earlier piece of work left on this thread is not this one's error.
    publish_error(static_cast<IErrorInfo*>(nullptr));
    thread_block& thread = this_thread();
    ++thread.tasks; // whatever scheduler has come here
    const HRESULT answer = work.Run(&producer, antecedent);
    --thread.tasks;
    if (answer >= 0) return;
    operation& target = operation::of_producer(&producer);
    HRESULT failed = producer.Fail(answer, nullptr);
    if (failed == E_OUTOFMEMORY) {
        // Without what the work left in the slot there is nothing to copy.
        publish_error(static_cast<IErrorInfo*>(nullptr));
        failed = producer.Fail(answer, nullptr);
    }
    if (failed >= 0) return;
    note_handler_failure(target, answer);
    // Why the operation did not take the failure is nobody's error either.
    publish_error(static_cast<IErrorInfo*>(nullptr));
}

} // namespace

void call_work(IAsyncWork& work, IAsyncProducer& producer, IUnknown* antecedent,
               HRESULT reason) noexcept {
    AsyncomBoolean requested = 0;
    producer.get_CancelRequested(&requested);
    if (requested != 0)
        producer.EndCanceled();
    else if (reason < 0)
        producer.Fail(reason, nullptr);
    else
        run_body(work, producer, antecedent);
}

} // namespace asyncom::core

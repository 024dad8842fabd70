// SPDX-License-Identifier: MIT
// What the clients of the field call, in their order, through the raw interface.
#include "library_provider.h"
#include "support/check.h"
#include "support/threads.h"

#include <gtest/gtest.h>

namespace {

using namespace contract;

enum class outcome { well, badly, canceled };

void end_with(driver& worker, outcome how, const result_of& result) {
    if (how == outcome::well) worker.complete(result.argument());
    if (how == outcome::badly) worker.fail(access_denied, "no entry");
    if (how == outcome::canceled) worker.end_canceled();
}

answer results_code(outcome how) {
    return how == outcome::well ? ok : how == outcome::badly ? access_denied : cancelled;
}

// C++/WinRT's co_await: put_Completed and nothing before it, GetResults in the handler.
CONTRACT_TEST(ClientEmulation, AwaitSetsTheHandlerAndTakesTheResult, every) {
    const result_of result(context.type, 5);
    for (const outcome how : {outcome::well, outcome::badly, outcome::canceled}) {
        for (const bool ended_before : {false, true}) {
            const made_operation ends = context.make();
            answer taken = unexpected;
            const own<completed_handler> handler =
                make_completed(context.type, [&](void*, std::int32_t status) {
                    taken = status == canceled ? cancelled : ends.consumer.results();
                    return ok;
                });
            if (ended_before) end_with(*ends.worker, how, result);
            SHOULD_BE(ends.consumer.put_Completed(handler), ok);
            if (!ended_before) end_with(*ends.worker, how, result);
            SHOULD_BE(handler->calls(), 1U);
            SHOULD_BE(taken, results_code(how));
        }
    }
}

// C++/WinRT's get(): Status, then the handler and a wait only if it runs, then GetResults.
CONTRACT_TEST(ClientEmulation, GetWaitsOnTheHandlerAndTakesTheResult, plain) {
    const result_of result(context.type, 5);
    for (const outcome how : {outcome::well, outcome::badly, outcome::canceled}) {
        for (const bool ended_before : {false, true}) {
            const made_operation ends = context.make();
            gate done;
            const own<completed_handler> handler =
                make_completed(context.type, [&](void*, std::int32_t) {
                    done.open();
                    return ok;
                });
            if (ended_before) end_with(*ends.worker, how, result);
            std::thread worker;
            if (ends.consumer.status() == started) {
                SHOULD_BE(ends.consumer.put_Completed(handler), ok);
                worker = std::thread([&] { end_with(*ends.worker, how, result); });
                SHOULD(done.wait_for(context.patience));
            }
            SHOULD_BE(ends.consumer.results(), results_code(how));
            if (worker.joinable()) worker.join();
        }
    }
}

// C++/WinRT's when_any: one delegate on several operations; the sender says whose result to take.
CONTRACT_TEST(ClientEmulation, WhenAnyUsesTheSender, every) {
    const result_of result(context.type, 5);
    const made_operation many[] = {context.make(), context.make(), context.make()};
    std::vector<void*> senders;
    const own<completed_handler> shared =
        make_completed(context.type, [&](void* sender, std::int32_t) {
            if (!sender) return bad_pointer;
            const operation told(ref::share(sender).detach(), context.type);
            senders.push_back(sender);
            SHOULD_BE(told.results(), ok);
            return ok;
        });
    for (const made_operation& each : many)
        SHOULD_BE(each.consumer.put_Completed(shared), ok);
    for (const std::size_t i : {1U, 0U, 2U})
        many[i].worker->complete(result.argument());
    SHOULD_BE(shared->calls(), 3U);
    SHOULD_BE(senders.size(), 3U);
    if (senders.size() == 3) {
        SHOULD(senders[0] == many[1].consumer.get());
        SHOULD(senders[1] == many[0].consumer.get());
        SHOULD(senders[2] == many[2].consumer.get());
    }
    SHOULD(shared.alone());
}

// .NET's AsTask: Status first; progress before completed; in the handler Status must be the
// argument, and the failure comes from ErrorCode.
CONTRACT_TEST(ClientEmulation, AsTaskReadsStatusThenErrorCodeOrResults, every) {
    const result_of result(context.type, 5);
    for (const outcome how : {outcome::well, outcome::badly, outcome::canceled}) {
        const made_operation ends = context.make();
        SHOULD_BE(ends.consumer.status(), started);
        std::unique_ptr<own<progress_handler>> progress;
        if (context.type.has_progress()) {
            progress = std::make_unique<own<progress_handler>>(make_progress(context.type));
            SHOULD_BE(ends.consumer.put_Progress(*progress), ok);
        }
        answer finished = unexpected;
        const own<completed_handler> handler =
            make_completed(context.type, [&](void* sender, std::int32_t status) {
                const operation told(ref::share(sender).detach(), context.type);
                if (told.status() != status) return failed;
                if (status == completed) finished = told.results();
                if (status == error) finished = told.error_code();
                if (status == canceled) finished = cancelled;
                return ok;
            });
        SHOULD_BE(ends.consumer.put_Completed(handler), ok);
        if (progress) {
            const value report = value::sample(*context.type.progress, 1);
            ends.worker->report(report.address());
            SHOULD_BE((*progress)->calls(), 1U);
        }
        end_with(*ends.worker, how, result);
        SHOULD_BE(finished, results_code(how));
    }
}

// .NET with a token that is already cancelled: Cancel comes before put_Completed.
CONTRACT_TEST(ClientEmulation, TokenAlreadyCancelledStillCompletesOnce, every) {
    const made_operation ends = context.make();
    SHOULD_BE(ends.consumer.status(), started);
    SHOULD_BE(ends.consumer.Cancel(), ok);
    const own<completed_handler> handler = make_completed(context.type);
    SHOULD_BE(ends.consumer.put_Completed(handler), ok);
    ends.worker->end_canceled();
    SHOULD_BE(handler->calls(), 1U);
    SHOULD_BE(handler->last().status, canceled);
}

// .NET's finished task loses interest: the operation goes on without any client.
CONTRACT_TEST(ClientEmulation, CancelledTaskMayForgetTheOperation, every) {
    made_operation ends = context.make();
    const own<completed_handler> handler = make_completed(context.type);
    ends.consumer.put_Completed(handler);
    ends.consumer.Cancel();
    ends.consumer.release();
    SHOULD_BE(ends.worker->end_canceled(), ok);
    SHOULD_BE(handler->calls(), 1U);
}

// windows-rs' Future::poll: Status, put_Completed once with a waker, later Status again and
// GetResults.
CONTRACT_TEST(ClientEmulation, PollReadsStatusAndLearnsEverythingFromResults, every) {
    const result_of result(context.type, 5);
    for (const outcome how : {outcome::well, outcome::badly, outcome::canceled}) {
        const made_operation ends = context.make();
        SHOULD_BE(ends.consumer.status(), started);
        int woken = 0;
        const own<completed_handler> waker = make_completed(context.type, [&](void*, std::int32_t) {
            ++woken;
            return ok;
        });
        SHOULD_BE(ends.consumer.put_Completed(waker), ok);
        SHOULD_BE(ends.consumer.status(), started);
        end_with(*ends.worker, how, result);
        SHOULD_BE(woken, 1);
        SHOULD(ends.consumer.status() != started);
        SHOULD_BE(ends.consumer.results(), results_code(how));
    }
}

// pywinrt's cancelled await: Cancel, then wait for the completed callback; it must come.
CONTRACT_TEST(ClientEmulation, CancelledAwaitWaitsForTheHandler, plain) {
    const made_operation ends = context.make();
    gate fired;
    const own<completed_handler> handler = make_completed(context.type, [&](void*, std::int32_t) {
        fired.open();
        return ok;
    });
    ends.consumer.put_Completed(handler);
    SHOULD_BE(ends.consumer.Cancel(), ok);
    std::thread body([&] { ends.worker->end_canceled(); });
    SHOULD(fired.wait_for(context.patience));
    body.join();
    SHOULD_BE(ends.consumer.results(), cancelled);
}

// C++/CX's create_task: put_Completed, Cancel at once when the task was cancelled, ErrorCode or
// GetResults.
CONTRACT_TEST(ClientEmulation, TaskCancelsRightAfterSettingTheHandler, every) {
    const made_operation ends = context.make();
    std::int32_t told = -1;
    const own<completed_handler> handler =
        make_completed(context.type, [&](void*, std::int32_t status) {
            told = status;
            return ok;
        });
    ends.consumer.put_Completed(handler);
    SHOULD_BE(ends.consumer.Cancel(), ok);
    SHOULD_BE(told, -1);
    ends.worker->end_canceled();
    SHOULD_BE(told, canceled);
    const made_operation badly = context.make();
    answer code = ok;
    const own<completed_handler> reader = make_completed(context.type, [&](void*, std::int32_t) {
        code = badly.consumer.error_code();
        return ok;
    });
    badly.consumer.put_Completed(reader);
    badly.worker->fail(access_denied, nullptr);
    SHOULD_BE(code, access_denied);
}

// WIL's helpers: whatever is not Completed is answered with ErrorCode, which must then be a
// failure.
CONTRACT_TEST(ClientEmulation, HelperTrustsErrorCodeForAllThatIsNotCompleted, every) {
    const result_of result(context.type, 5);
    for (const outcome how : {outcome::well, outcome::badly, outcome::canceled}) {
        const made_operation ends = context.make();
        answer given_to_the_user = unexpected;
        const own<completed_handler> handler =
            make_completed(context.type, [&](void*, std::int32_t status) {
                given_to_the_user =
                    status == completed ? ends.consumer.results() : ends.consumer.error_code();
                return ok;
            });
        ends.consumer.put_Completed(handler);
        end_with(*ends.worker, how, result);
        SHOULD_BE(given_to_the_user, results_code(how));
        SHOULD(how == outcome::well || is_failure(given_to_the_user));
    }
}

// A client whose delegate nobody else holds treats its destruction as the end of the connection: it
// must come exactly once, and outside every lock.
CONTRACT_TEST(ClientEmulation, DelegateWithoutOwnerIsDestroyedExactlyOnce, every) {
    made_operation ends = context.make();
    int destroyed = 0;
    std::int32_t seen = -1;
    own<completed_handler> handler = make_completed(context.type);
    handler->on_destroy = [&] {
        ++destroyed;
        seen = ends.consumer.status();
    };
    ends.consumer.put_Completed(handler);
    release(handler.detach());
    ends.consumer.Cancel();
    SHOULD_BE(destroyed, 0);
    ends.worker.reset();
    SHOULD_BE(destroyed, 1);
    SHOULD_BE(seen, canceled);
}

} // namespace

// SPDX-License-Identifier: MIT
// The scenarios, one small stage per entry point.
#include "memory_scenarios.h"

#include "library_provider.h"
#include "naive_provider.h"
#include "support/child.h"
#include "support/errors.h"
#include "support/listening.h"

#include <fcntl.h>

namespace contract {
namespace {

// Callbacks that allocate nothing and count in their context.
HRESULT ASYNCOM_CALL count_completed(void* context, IUnknown*, std::int32_t) {
    ++*static_cast<int*>(context);
    return ok;
}
HRESULT ASYNCOM_CALL count_progress(void* context, IUnknown*, const void*) {
    ++*static_cast<int*>(context);
    return ok;
}
HRESULT ASYNCOM_CALL count_cancel(void* context, IAsyncProducer*) {
    ++*static_cast<int*>(context);
    return ok;
}
HRESULT ASYNCOM_CALL do_nothing(void*, IAsyncProducer*, IUnknown*) {
    return ok;
}

const family& text_with_progress() {
    return operation_with("string", "u4");
}

// A running operation with both ends.
struct running : stage {
    explicit running(const family& of = text_with_progress()) : ends(make_both(of)) {}
    void unchanged(child_report& child) override {
        CHILD_SAME(ends.consumer.status(), started);
        CHILD_SHOULD(!ends.consumer.ended());
    }
    both_ends ends;
};

// A stage that makes one object.
struct making : stage {
    void unchanged(child_report& child) override { CHILD_SHOULD(!made); }
    void done(child_report& child) override { CHILD_SHOULD(static_cast<bool>(made)); }
    ref made;
};

template <class Base, class Call>
struct with_call : Base {
    explicit with_call(Call what) : body(std::move(what)) {}
    answer call() override { return body(*this); }
    Call body;
};

template <class Base, class Call>
std::function<std::unique_ptr<stage>()> staging(Call body) {
    return [body] { return std::make_unique<with_call<Base, Call>>(body); };
}

// ---- making things

struct creating : stage {
    creating() {
        options = no_options();
        options.name = "a name";
        type = type_of(text_with_progress());
        iid = text_with_progress().iid;
    }
    answer call() override {
        return AsyncomCreateOperation(type, &options, &iid, op.put(),
                                      worker.put_as<IAsyncProducer>());
    }
    void unchanged(child_report& child) override { CHILD_SHOULD(!op && !worker); }
    void done(child_report& child) override { CHILD_SHOULD(op && worker); }

    IAsyncType* type;
    GUID iid;
    AsyncomOperationOptions options;
    ref op;
    ref worker;
};

struct bearing : creating {
    bearing() : parent(make_both(action())) { options.parent = parent.consumer.as_unknown(); }
    void done(child_report& child) override {
        creating::done(child);
        parent.consumer.Cancel();
        CHILD_SAME(operation(op.detach(), text_with_progress()).status(), canceled);
    }
    both_ends parent;
};

struct bearing_cancelled : creating {
    bearing_cancelled() : parent(make_both(action())) {
        parent.consumer.CancelWithReason(timed_out, "too slow");
        options.parent = parent.consumer.as_unknown();
    }
    void done(child_report& child) override {
        creating::done(child);
        CHILD_SAME(operation(op.detach(), text_with_progress()).status(), canceled);
    }
    both_ends parent;
};

struct new_type : stage {
    new_type() {
        static int number = 0;
        signature = "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};struct(Memory.S" +
                    std::to_string(++number) + ";string;struct(Memory.Inner;f4;f8)))";
    }
    answer call() override { return AsyncomGetType(signature.c_str(), &type); }
    void unchanged(child_report& child) override { CHILD_SHOULD(type == nullptr); }
    void done(child_report& child) override { CHILD_SHOULD(type != nullptr); }
    std::string signature;
    IAsyncType* type = nullptr;
};

struct type_iid : stage {
    answer call() override {
        return AsyncomGetTypeIid("pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};"
                                 "struct(Memory.S;string;f4))",
                                 &iid);
    }
    void unchanged(child_report& child) override { CHILD_SHOULD(same(iid, GUID{})); }
    GUID iid{};
};

struct bad_signature : stage {
    answer call() override { return AsyncomGetTypeIid("pinterface({wrong", &iid); }
    GUID iid{};
};

struct born : making {
    born() : type(type_of(operation_of("string"))), result(operation_of("string"), 5) {}
    const GUID iid = operation_of("string").iid;
    IAsyncType* type;
    result_of result;
};

struct refused : born {
    void done(child_report& child) override { CHILD_SHOULD(!made); }
};

struct typed : making {
    IAsyncType* type = type_of(text_with_progress());
};

struct run_on_own : making {
    run_on_own() {
        IAsyncWork* item = nullptr;
        AsyncomCreateWork(do_nothing, nullptr, nullptr, &item);
        work_item = ref::attach(item);
        AsyncomCreatePool(1, nullptr, pool.put_as<IAsyncScheduler>());
        options = no_options();
        options.scheduler = pool.as<IAsyncScheduler>();
        type = type_of(action());
    }
    answer call() override {
        return AsyncomRun(type, work_item.as<IAsyncWork>(), &options, &iid_action, made.put());
    }
    void unchanged(child_report& child) override {
        making::unchanged(child);
        CHILD_SAME(references_of(work_item.get()), 1);
    }
    AsyncomOperationOptions options;
    IAsyncType* type;
    ref work_item;
    ref pool;
};

// ---- handlers

struct with_handlers : running {
    with_handlers() {
        IAsyncType* type = type_of(text_with_progress());
        AsyncomCreateCompletedHandler(type, count_completed, &completions, nullptr,
                                      completed.put());
        AsyncomCreateProgressHandler(type, count_progress, &reports, nullptr, progress.put());
        AsyncomCreateProgressHandler(type, count_progress, &reports, nullptr, second.put());
        AsyncomCreateCancelHandler(count_cancel, &cancels, nullptr,
                                   told.put_as<IAsyncCancelHandler>());
    }
    int completions = 0;
    int reports = 0;
    int cancels = 0;
    ref completed;
    ref progress;
    ref second;
    ref told;
    ref taken;
};

struct attaching : with_handlers {
    answer call() override {
        add_ref(completed.get());
        return AsyncomAttachCompleted(ends.consumer.as_unknown(), unknown(completed));
    }
    void unchanged(child_report& child) override {
        running::unchanged(child);
        CHILD_SAME(references_of(completed.get()), 1);
    }
    void done(child_report& child) override {
        ends.worker.EndCanceled();
        CHILD_SAME(completions, 1);
    }
};

struct extended : with_handlers {
    extended() { ends.consumer.Wait(0); }
};

struct attaching_extended : attaching {
    attaching_extended() { ends.consumer.get_Completed(taken.put()); }
};

struct setting_completed : extended {
    answer call() override { return ends.consumer.put_Completed(completed.get()); }
    void unchanged(child_report& child) override {
        running::unchanged(child);
        CHILD_SAME(references_of(completed.get()), 1);
    }
    void done(child_report& child) override {
        ends.worker.EndCanceled();
        CHILD_SAME(completions, 1);
        CHILD_SAME(references_of(completed.get()), 1);
    }
};

struct reading_completed : with_handlers {
    reading_completed() { ends.consumer.put_Completed(completed.get()); }
    answer call() override { return ends.consumer.get_Completed(taken.put()); }
    void unchanged(child_report& child) override { CHILD_SHOULD(!taken); }
    void done(child_report& child) override {
        CHILD_SHOULD(taken.get() == completed.get());
        taken.reset();
        ends.worker.EndCanceled();
        CHILD_SAME(completions, 1);
        CHILD_SAME(references_of(completed.get()), 1);
    }
};

struct replacing_progress : with_handlers {
    replacing_progress() { ends.consumer.put_Progress(progress.get()); }
    answer call() override { return ends.consumer.put_Progress(second.get()); }
    void unchanged(child_report& child) override {
        CHILD_SAME(references_of(second.get()), 1);
        CHILD_SAME(references_of(progress.get()), 2);
    }
    void done(child_report& child) override {
        CHILD_SAME(references_of(second.get()), 2);
        CHILD_SAME(references_of(progress.get()), 1);
    }
};

struct reading_progress : with_handlers {
    reading_progress() { ends.consumer.put_Progress(progress.get()); }
    answer call() override { return ends.consumer.get_Progress(taken.put()); }
    void unchanged(child_report& child) override { CHILD_SHOULD(!taken); }
    void done(child_report& child) override { CHILD_SHOULD(taken.get() == progress.get()); }
};

struct setting_cancel_handler : with_handlers {
    answer call() override { return ends.worker.put_CancelHandler(told.get()); }
    void unchanged(child_report& child) override { CHILD_SAME(references_of(told.get()), 1); }
    void done(child_report& child) override {
        ends.consumer.Cancel();
        CHILD_SAME(cancels, 1);
    }
};

struct asking_for_listeners : running {
    answer call() override { return query(ends.consumer.get(), iid_listeners, made.put()); }
    void unchanged(child_report& child) override {
        running::unchanged(child);
        CHILD_SHOULD(!made);
    }
    void done(child_report& child) override { CHILD_SHOULD(static_cast<bool>(made)); }
    ref made;
};

struct listening_to_both : with_handlers {
    listening_to_both() : face(ends.consumer) {}
    void unchanged(child_report& child) override {
        running::unchanged(child);
        CHILD_SAME(static_cast<std::int64_t>(token), 0);
        CHILD_SAME(references_of(completed.get()), 1);
        CHILD_SAME(references_of(progress.get()), 1);
    }
    void done(child_report& child) override {
        CHILD_SHOULD(token != 0);
        const std::uint32_t report = 5;
        ends.worker.ReportProgress(&report);
        ends.worker.EndCanceled();
        CHILD_SAME(completions + reports, 1);
        CHILD_SAME(references_of(completed.get()), 1);
        CHILD_SAME(references_of(progress.get()), 1);
    }
    listening face;
    std::uint64_t token = 0;
};

struct subscribing_to_end : listening_to_both {
    answer call() override { return face.SubscribeCompleted(completed.get(), &token); }
};

struct subscribing_after_the_end : subscribing_to_end {
    subscribing_after_the_end() { ends.worker.EndCanceled(); }
    void unchanged(child_report& child) override {
        CHILD_SAME(completions, 0);
        CHILD_SAME(references_of(completed.get()), 1);
    }
};

struct subscribing_to_progress : listening_to_both {
    answer call() override { return face.SubscribeProgress(progress.get(), 1, &token); }
};

// A value that cannot be kept for later is delivered at once.
struct reporting_to_a_slow_listener : listening_to_both {
    reporting_to_a_slow_listener() {
        face.SubscribeProgress(progress.get(), 1, &token);
        const std::uint32_t report = 5;
        ends.worker.ReportProgress(&report);
    }
    answer call() override {
        const std::uint32_t report = 6;
        return ends.worker.ReportProgress(&report);
    }
    void done(child_report& child) override {
        ends.worker.EndCanceled();
        CHILD_SAME(reports, 2);
    }
};

struct unsubscribing : listening_to_both {
    unsubscribing() { face.SubscribeCompleted(completed.get(), &token); }
    answer call() override { return face.Unsubscribe(token); }
    void done(child_report& child) override {
        CHILD_SAME(references_of(completed.get()), 1);
        ends.worker.EndCanceled();
        CHILD_SAME(completions, 0);
    }
};

struct ending_with_listeners : listening_to_both {
    ending_with_listeners() {
        face.SubscribeCompleted(completed.get(), &token);
        face.SubscribeProgress(progress.get(), 1, &token);
        const std::uint32_t report = 5;
        ends.worker.ReportProgress(&report);
        ends.worker.ReportProgress(&report);
    }
    answer call() override { return ends.worker.EndCanceled(); }
    void done(child_report& child) override {
        CHILD_SAME(completions, 1);
        CHILD_SAME(reports, 2);
        CHILD_SAME(references_of(completed.get()), 1);
        CHILD_SAME(references_of(progress.get()), 1);
    }
};

// ---- cancel and ends

struct cancelling : with_handlers {
    cancelling() { ends.worker.put_CancelHandler(told.get()); }
    answer call() override { return ends.consumer.Cancel(); }
    void done(child_report& child) override {
        CHILD_SAME(ends.consumer.status(), canceled);
        CHILD_SAME(cancels, 1);
    }
};

struct cancelling_with_reason : with_handlers {
    answer call() override { return ends.consumer.CancelWithReason(timed_out, "too slow"); }
    void done(child_report& child) override {
        answer reason = ok;
        HSTRING text = nullptr;
        CHILD_SAME(ends.consumer.GetCancelReason(&reason, &text), ok);
        CHILD_SAME(reason, timed_out);
        CHILD_SHOULD(text_of(text) == u"too slow");
        WindowsDeleteString(text);
    }
};

// A cancel on its way down may lose a text for want of memory, never a child.
struct cancelling_a_family : stage {
    cancelling_a_family() : parent(make_both(action())) {
        for (int i = 0; i < 10; ++i) {
            AsyncomOperationOptions options = no_options();
            options.parent = parent.consumer.as_unknown();
            children.push_back(make_both(action(), &options));
        }
    }
    answer call() override { return parent.consumer.CancelWithReason(timed_out, "too slow"); }
    void unchanged(child_report& child) override {
        CHILD_SAME(parent.consumer.status(), started);
        for (const both_ends& each : children)
            CHILD_SAME(each.consumer.status(), started);
    }
    void done(child_report& child) override {
        for (const both_ends& each : children)
            CHILD_SAME(each.consumer.status(), canceled);
    }
    both_ends parent;
    std::vector<both_ends> children;
};

struct ending : with_handlers {
    ending() : result(text_with_progress(), 5) {
        ends.consumer.put_Completed(completed.get());
        WindowsCreateStringReference(u"borrowed", 8, &header, &borrowed);
    }
    void unchanged(child_report& child) override {
        running::unchanged(child);
        CHILD_SAME(completions, 0);
    }
    void done(child_report& child) override {
        CHILD_SHOULD(ends.consumer.ended());
        CHILD_SAME(completions, 1);
        CHILD_SAME(references_of(completed.get()), 1);
    }
    result_of result;
    HSTRING_HEADER header;
    HSTRING borrowed = nullptr;
};

struct completing : ending {
    answer call() override { return ends.worker.Complete(&borrowed); }
    void done(child_report& child) override {
        ending::done(child);
        HSTRING text = nullptr;
        CHILD_SAME(ends.consumer.GetResults(&text), ok);
        CHILD_SHOULD(text_of(text) == u"borrowed");
        WindowsDeleteString(text);
    }
};

struct failing : ending {
    answer call() override { return ends.worker.Fail(access_denied, "no entry"); }
    void done(child_report& child) override {
        ending::done(child);
        CHILD_SAME(ends.consumer.results(), access_denied);
    }
};

struct failing_late : ending {
    failing_late() { ends.consumer.Cancel(); }
    answer call() override { return ends.worker.Fail(access_denied, "too late"); }
    void unchanged(child_report& child) override { CHILD_SHOULD(!ends.consumer.ended()); }
};

struct completing_late : ending {
    completing_late() { ends.consumer.Cancel(); }
    answer call() override { return ends.worker.Complete(&borrowed); }
    void unchanged(child_report& child) override { CHILD_SHOULD(!ends.consumer.ended()); }
};

// Nobody can be told that there was no memory: the operation must end all the same.
struct abandoning : ending {
    answer call() override {
        ends.worker.release();
        return ends.consumer.error_code();
    }
};

struct setting_partial : ending {
    answer call() override { return ends.worker.SetPartialResult(&borrowed); }
    void unchanged(child_report& child) override {
        HSTRING text = nullptr;
        CHILD_SAME(ends.consumer.GetPartialResult(&text), no);
    }
    void done(child_report& child) override {
        HSTRING text = nullptr;
        CHILD_SAME(ends.consumer.GetPartialResult(&text), ok);
        CHILD_SHOULD(text_of(text) == u"borrowed");
        WindowsDeleteString(text);
    }
};

struct reporting : extended {
    reporting() { ends.consumer.put_Progress(progress.get()); }
    answer call() override {
        const std::uint32_t report = 5;
        return ends.worker.ReportProgress(&report);
    }
    void done(child_report& child) override { CHILD_SAME(reports, 1); }
};

// ---- reading

struct ended_with_error : running {
    ended_with_error() {
        ends.worker.Fail(access_denied, "no entry");
        ends.consumer.GetError(error_object.put());
    }
    void unchanged(child_report&) override {}
    ref error_object;
    ref taken;
};

struct cancelled_with_text : running {
    cancelled_with_text() {
        ends.consumer.CancelWithReason(timed_out, "too slow");
        ends.worker.EndCanceled();
    }
    void unchanged(child_report&) override {}
};

struct error_details : ended_with_error {
    error_details() : restricted(error_object.query(iid_restricted_error)) {}
    ~error_details() override {
        for (const BSTR each : texts)
            SysFreeString(each);
    }
    answer call() override {
        answer code = ok;
        return contract::call(restricted.get(), 3, &texts[0], &code, &texts[1], &texts[2]);
    }
    void unchanged(child_report& child) override {
        for (const BSTR each : texts)
            CHILD_SHOULD(each == nullptr);
    }
    ref restricted;
    BSTR texts[3] = {};
};

struct waiting_for_many : stage {
    waiting_for_many() {
        for (int i = 0; i < 80; ++i) {
            all.push_back(make_both(action()));
            list.push_back(all.back().consumer.as_unknown());
        }
    }
    both_ends& one() { return all[7]; }
    std::vector<both_ends> all;
    std::vector<IUnknown*> list;
};

struct native_handle : running {
    ~native_handle() override {
        if (handle) AsyncomCloseWaitHandle(handle);
    }
    answer call() override { return AsyncomGetWaitHandle(ends.consumer.as_unknown(), &handle); }
    void unchanged(child_report& child) override {
        running::unchanged(child);
        CHILD_SAME(handle, 0);
    }
    std::intptr_t handle = 0;
};

struct weak : running {
    weak() : source(ends.consumer.query(iid_weak_source)) {}
    answer call() override { return contract::call(source.get(), 3, made.put()); }
    void unchanged(child_report& child) override { CHILD_SHOULD(!made); }
    ref source;
    ref made;
};

struct named : running {
    ~named() override {
        WindowsDeleteString(name);
        CoTaskMemFree(iids);
    }
    HSTRING name = nullptr;
    GUID* iids = nullptr;
};

void ASYNCOM_CALL ignore_task(void*, HRESULT) {}

struct pooled : stage {
    pooled() { AsyncomCreatePool(1, nullptr, pool.put_as<IAsyncScheduler>()); }
    ref pool;
    std::uint64_t token = 0;
};

struct standing : stage {
    standing() { AsyncomCreateManualScheduler(manual.put_as<IAsyncManualScheduler>()); }
    std::uint32_t pending() const {
        std::uint32_t count = 0;
        contract::call(manual.get(), 9, &count);
        return count;
    }
    void unchanged(child_report& child) override {
        CHILD_SAME(static_cast<std::int64_t>(token), 0);
        CHILD_SAME(static_cast<std::int64_t>(pending()), 0);
    }
    void done(child_report& child) override { CHILD_SAME(static_cast<std::int64_t>(pending()), 1); }
    ref manual;
    std::uint64_t token = 0;
};

// A running and an ended operation, and a queue for them.
struct queueing_up : stage {
    queueing_up() : going(make_both(action())), over(make_both(action())) {
        AsyncomCreateCompletionQueue(queue.put_as<IAsyncCompletionQueue>());
        over.worker.Complete(nullptr);
        references = references_of(going.consumer.get());
        references_of_ended = references_of(over.consumer.get());
    }
    ~queueing_up() override {
        if (handle != 0) AsyncomCloseWaitHandle(handle);
    }
    answer attach(const operation& op) const {
        return contract::call<IUnknown*, std::uint64_t>(queue.get(), 3, op.as_unknown(), 7);
    }
    void unchanged(child_report& child) override {
        CHILD_SAME(references_of(going.consumer.get()), references);
        CHILD_SAME(references_of(over.consumer.get()), references_of_ended);
        CHILD_SAME(handle, 0);
        AsyncomCompletion item{};
        std::uint32_t count = 7;
        CHILD_SAME(contract::call(queue.get(), 4, &item, 1U, 0U, &count), no);
    }
    ref queue;
    both_ends going;
    both_ends over;
    std::uint32_t references = 0;
    std::uint32_t references_of_ended = 0;
    std::intptr_t handle = 0;
};

// A sink, with an operation to add.
struct sinking_in : stage {
    sinking_in() : ends(make_both(action_with("f8"))), part(make_both(action_with("f8"))) {
        AsyncomCreateProgressSink(static_cast<IAsyncProducer*>(ends.worker.get()), 1,
                                  sink.put_as<IAsyncProgressSink>());
        references = references_of(part.consumer.get());
    }
    void unchanged(child_report& child) override {
        CHILD_SAME(references_of(part.consumer.get()), references);
    }
    both_ends ends;
    both_ends part;
    ref sink;
    std::uint32_t references = 0;
};

struct opening_sink : making {
    opening_sink() : ends(make_both(action_with("f8"))) {}
    both_ends ends;
};

// An operation of another implementation.
struct adopting : making {
    adopting() : foreign(naive_provider().make(text_with_progress())) {}
    ~adopting() override { foreign.worker->fail(access_denied, nullptr); }
    void unchanged(child_report& child) override {
        making::unchanged(child);
        CHILD_SAME(references_of(foreign.consumer.get()), references);
    }
    made_operation foreign;
    IAsyncType* type = type_of(text_with_progress());
    GUID iid = text_with_progress().iid;
    std::uint32_t references = references_of(foreign.consumer.get());
};

// Two operations that run and one that has ended, to be composed.
struct composing : stage {
    composing() : over(make_both(text_with_progress())) {
        for (both_ends& each : ends) {
            each = make_both(action_with("f8"));
            given[&each - ends] = each.consumer.as_unknown();
        }
        over.worker.Fail(failed, nullptr);
        type = type_of(action());
        ended = over.consumer.as_unknown();
        AsyncomCreateManualScheduler(scheduler.put_as<IAsyncManualScheduler>());
        AsyncomCreateWork(do_nothing, nullptr, nullptr, item.put_as<IAsyncWork>());
        options = no_options();
        options.name = "a name";
        options.scheduler = scheduler.as<IAsyncScheduler>();
        references = references_of(given[0]);
        references_of_ended = references_of(ended);
    }
    void unchanged(child_report& child) override {
        CHILD_SHOULD(!made);
        for (const both_ends& each : ends)
            CHILD_SAME(each.consumer.status(), started);
        CHILD_SAME(references_of(given[0]), references);
        CHILD_SAME(references_of(ended), references_of_ended);
        std::uint32_t waiting = 7;
        CHILD_SAME(contract::call(scheduler.get(), 9, &waiting), ok);
        CHILD_SAME(waiting, 0U);
        CHILD_SAME(references_of(item.get()), 1U);
    }
    void done(child_report& child) override { CHILD_SHOULD(static_cast<bool>(made)); }

    both_ends ends[2];
    both_ends over;
    IUnknown* given[2];
    IUnknown* ended;
    IAsyncType* type;
    ref scheduler, item, made;
    AsyncomOperationOptions options;
    std::uint32_t references, references_of_ended;
};

struct following : composing {
    following() : outer(make_both(action_with("f8"))) {}
    void done(child_report& child) override { CHILD_SAME(outer.consumer.status(), started); }
    void unchanged(child_report& child) override {
        CHILD_SAME(outer.consumer.status(), started);
        composing::unchanged(child);
    }
    both_ends outer;
};

struct make_string_stage : stage {
    ~make_string_stage() override { WindowsDeleteString(made); }
    HSTRING made = nullptr;
};

template <class Stage>
std::function<std::unique_ptr<stage>()> plain() {
    return [] { return std::make_unique<Stage>(); };
}

std::vector<scenario> making_scenarios() {
    return {
        {"GetTypeIid", plain<type_iid>()},
        {"GetTypeIidOfNonsense", plain<bad_signature>(), bad_argument},
        {"GetType", plain<new_type>(), ok, true},
        {"CreateOperation", plain<creating>()},
        {"CreateOperationWithParent", plain<bearing>()},
        {"CreateOperationWithCancelledParent", plain<bearing_cancelled>()},
        {"CreateCompleted", staging<born>([](born& s) {
             return AsyncomCreateCompleted(s.type, s.result.argument(), &s.iid, s.made.put());
         })},
        {"CreateFailed", staging<born>([](born& s) {
             return AsyncomCreateFailed(s.type, access_denied, "no entry", &s.iid, s.made.put());
         })},
        {"CreateCanceled", staging<born>([](born& s) {
             return AsyncomCreateCanceled(s.type, &s.iid, s.made.put());
         })},
        {"CreateWithUnknownInterface", staging<refused>([](refused& s) {
             return AsyncomCreateCanceled(s.type, &iid_random, s.made.put());
         }),
         no_interface},
        {"CreateCompletedHandler", staging<typed>([](typed& s) {
             return AsyncomCreateCompletedHandler(s.type, count_completed, nullptr, nullptr,
                                                  s.made.put());
         })},
        {"CreateProgressHandler", staging<typed>([](typed& s) {
             return AsyncomCreateProgressHandler(s.type, count_progress, nullptr, nullptr,
                                                 s.made.put());
         })},
        {"CreateCancelHandler", staging<making>([](making& s) {
             return AsyncomCreateCancelHandler(count_cancel, nullptr, nullptr,
                                               s.made.put_as<IAsyncCancelHandler>());
         })},
        {"CreateWork", staging<making>([](making& s) {
             return AsyncomCreateWork(do_nothing, nullptr, nullptr, s.made.put_as<IAsyncWork>());
         })},
        {"Run", plain<run_on_own>(), ok, true},
        {"CreatePool", staging<making>([](making& s) {
             return AsyncomCreatePool(2, "a name", s.made.put_as<IAsyncScheduler>());
         })},
        {"GetDefaultScheduler", staging<making>([](making& s) {
             return AsyncomGetDefaultScheduler(s.made.put_as<IAsyncScheduler>());
         })},
        {"Schedule", staging<pooled>([](pooled& s) {
             return call<AsyncomTaskCallback, void*>(s.pool.get(), 3, ignore_task, nullptr);
         }),
         ok, true},
        {"ScheduleAfter", staging<pooled>([](pooled& s) {
             return call<std::int64_t, AsyncomTaskCallback, void*, std::uint64_t*>(
                 s.pool.get(), 4, 36'000'000'000, ignore_task, nullptr, &s.token);
         }),
         ok, true},
        {"CreateManualScheduler", staging<making>([](making& s) {
             return AsyncomCreateManualScheduler(s.made.put_as<IAsyncManualScheduler>());
         })},
        {"ScheduleOnManual", staging<standing>([](standing& s) {
             return call<AsyncomTaskCallback, void*>(s.manual.get(), 3, ignore_task, nullptr);
         })},
        {"ScheduleAfterOnManual", staging<standing>([](standing& s) {
             return call<std::int64_t, AsyncomTaskCallback, void*, std::uint64_t*>(
                 s.manual.get(), 4, 10, ignore_task, nullptr, &s.token);
         })},
        {"CreateCompletionQueue", staging<making>([](making& s) {
             return AsyncomCreateCompletionQueue(s.made.put_as<IAsyncCompletionQueue>());
         })},
        {"AttachToQueue",
         staging<queueing_up>([](queueing_up& s) { return s.attach(s.going.consumer); })},
        {"AttachEndedToQueue",
         staging<queueing_up>([](queueing_up& s) { return s.attach(s.over.consumer); })},
        {"GetWaitHandleOfQueue",
         staging<queueing_up>([](queueing_up& s) { return call(s.queue.get(), 5, &s.handle); })},
        {"CreateProgressSink", staging<opening_sink>([](opening_sink& s) {
             return AsyncomCreateProgressSink(static_cast<IAsyncProducer*>(s.ends.worker.get()), 1,
                                              s.made.put_as<IAsyncProgressSink>());
         })},
        {"ReportToSink", staging<sinking_in>([](sinking_in& s) {
             const double half = 0.5;
             return call<const void*>(s.sink.get(), 3, &half);
         })},
        {"AddChildToSink", staging<sinking_in>([](sinking_in& s) {
             return call<IUnknown*, double>(s.sink.get(), 4, s.part.consumer.as_unknown(), 1);
         })},
        {"Adopt", staging<adopting>([](adopting& s) {
             return AsyncomAdopt(s.foreign.consumer.as_unknown(), s.type, nullptr, &s.iid,
                                 s.made.put());
         })},
        {"CreateString", staging<make_string_stage>([](make_string_stage& s) {
             return WindowsCreateString(u"abc", 3, &s.made);
         })},
    };
}

std::vector<scenario> composing_scenarios() {
    return {
        {"WhenAll", staging<composing>([](composing& s) {
             const double weights[] = {1, 2};
             return AsyncomWhenAll(s.given, 2, weights, &s.options, &iid_async_info, s.made.put());
         })},
        {"WhenAllOfMany", staging<composing>([](composing& s) {
             IUnknown* many[20];
             for (int i = 0; i < 20; ++i)
                 many[i] = s.given[i % 2];
             return AsyncomWhenAll(many, 20, nullptr, nullptr, &iid_async_info, s.made.put());
         })},
        {"WhenAny", staging<composing>([](composing& s) {
             return AsyncomWhenAny(s.given, 2, nullptr, &iid_async_info, s.made.put());
         })},
        {"Then", staging<composing>([](composing& s) {
             return AsyncomThen(s.given[0], s.type, s.item.as<IAsyncWork>(), &s.options,
                                &iid_action, s.made.put());
         })},
        {"ThenAfterTheEnd", staging<composing>([](composing& s) {
             return AsyncomThen(s.ended, s.type, s.item.as<IAsyncWork>(), &s.options, &iid_action,
                                s.made.put());
         })},
        {"WithDeadline", staging<composing>([](composing& s) {
             return AsyncomWithDeadline(s.given[0], 10, &s.options, &iid_async_info, s.made.put());
         })},
        {"WithDeadlineAfterTheEnd", staging<composing>([](composing& s) {
             return AsyncomWithDeadline(s.ended, 0, &s.options, &iid_async_info, s.made.put());
         })},
        {"Follow", staging<following>(
                       [](following& s) { return s.outer.worker.Follow(s.ends[0].consumer); })},
    };
}

std::vector<scenario> using_scenarios() {
    return {
        {"AttachCompleted", plain<attaching>()},
        {"AttachCompletedExtended", plain<attaching_extended>()},
        {"PutCompletedExtended", plain<setting_completed>()},
        {"GetCompleted", plain<reading_completed>()},
        {"PutProgressAgain", plain<replacing_progress>()},
        {"GetProgress", plain<reading_progress>()},
        {"PutCancelHandler", plain<setting_cancel_handler>()},
        {"Cancel", plain<cancelling>()},
        {"QueryListeners", plain<asking_for_listeners>()},
        {"SubscribeCompleted", plain<subscribing_to_end>()},
        {"SubscribeCompletedAfterTheEnd", plain<subscribing_after_the_end>()},
        {"SubscribeProgress", plain<subscribing_to_progress>()},
        {"ReportProgressToASlowListener", plain<reporting_to_a_slow_listener>()},
        {"Unsubscribe", plain<unsubscribing>()},
        {"EndCanceledWithListeners", plain<ending_with_listeners>()},
        {"CancelWithReason", plain<cancelling_with_reason>()},
        {"CancelOfAFamily", plain<cancelling_a_family>()},
        {"Complete", plain<completing>()},
        {"CompleteAfterCancel", plain<completing_late>(), no},
        {"Fail", plain<failing>()},
        {"FailAfterCancel", plain<failing_late>(), no},
        {"EndCanceled", staging<ending>([](ending& s) { return s.ends.worker.EndCanceled(); })},
        {"Abandon", plain<abandoning>(), abandoned},
        {"SetPartialResult", plain<setting_partial>()},
        {"ReportProgress", plain<reporting>()},
        {"FailWithASuccess",
         staging<running>([](running& s) { return s.ends.worker.Fail(ok, nullptr); }),
         bad_argument},
        {"Wait", staging<running>([](running& s) { return s.ends.consumer.Wait(1); }), no},
        {"WaitFlat",
         staging<running>([](running& s) { return AsyncomWait(s.ends.consumer.as_unknown(), 1); }),
         no},
        {"WaitAny", staging<waiting_for_many>([](waiting_for_many& s) {
             std::uint32_t index = 0;
             return AsyncomWaitAny(s.list.data(), 80, 1, &index);
         }),
         no},
        {"WaitAll", staging<waiting_for_many>([](waiting_for_many& s) {
             return AsyncomWaitAll(s.list.data(), 80, 1);
         }),
         no},
        {"GetWaitHandle", plain<native_handle>()},
        {"GetWeakReference", plain<weak>()},
        {"GetIids", staging<named>([](named& s) {
             std::uint32_t count = 0;
             return call(s.ends.consumer.get(), 3, &count, &s.iids);
         })},
        {"GetRuntimeClassName",
         staging<named>([](named& s) { return call(s.ends.consumer.get(), 4, &s.name); })},
        {"GetResultsOfAFailure",
         staging<ended_with_error>([](ended_with_error& s) { return s.ends.consumer.results(); }),
         access_denied},
        {"GetResultsOfACancel", staging<cancelled_with_text>([](cancelled_with_text& s) {
             return s.ends.consumer.results();
         }),
         cancelled},
        {"GetErrorCodeOfACancel", staging<cancelled_with_text>([](cancelled_with_text& s) {
             return s.ends.consumer.error_code();
         }),
         cancelled},
        {"GetError", staging<ended_with_error>([](ended_with_error& s) {
             return s.ends.consumer.GetError(s.taken.put());
         })},
        {"GetCancelReason", staging<cancelled_with_text>([](cancelled_with_text& s) {
             answer reason = ok;
             HSTRING text = nullptr;
             const answer answered = s.ends.consumer.GetCancelReason(&reason, &text);
             WindowsDeleteString(text);
             return answered;
         })},
        {"Quiesce", staging<running>([](running&) {
             std::uint32_t left = 0;
             static const char here = 0;
             const answer answered = AsyncomQuiesce(&here, 0, &left);
             AsyncomResume(&here);
             return answered;
         }),
         no},
        {"DumpOperations", staging<running>([](running&) {
             static const int nowhere = ::open("/dev/null", O_WRONLY);
             return AsyncomDumpOperations(nowhere, ASYNCOM_DUMP_TEXT);
         })},
        {"GetInfo", staging<running>([](running& s) {
             AsyncomOperationInfo info{};
             info.size = sizeof info;
             return s.ends.consumer.GetInfo(&info);
         })},
        {"AddContext", staging<ended_with_error>([](ended_with_error& s) {
             return call(s.error_object.get(), 5, "while going home");
         })},
        {"GetErrorDetails", plain<error_details>()},
        {"GetErrorText", staging<ended_with_error>([](ended_with_error& s) {
             char buffer[64];
             std::uint32_t needed = 0;
             s.ends.consumer.results();
             return AsyncomGetErrorText(buffer, sizeof buffer, &needed);
         })},
        {"OriginateError", staging<running>([](running&) {
             RoOriginateErrorW(access_denied, 9, u"from deep");
             return ok;
         })},
    };
}

} // namespace

const std::vector<scenario>& all_scenarios() {
    static const std::vector<scenario> all = [] {
        std::vector<scenario> every = making_scenarios();
        for (scenario& each : composing_scenarios())
            every.push_back(std::move(each));
        for (scenario& each : using_scenarios())
            every.push_back(std::move(each));
        return every;
    }();
    return all;
}

} // namespace contract

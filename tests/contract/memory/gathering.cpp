// SPDX-License-Identifier: MIT
// Queues, sinks and adoptions: what takes operations from elsewhere.
#include "memory/stages.h"
#include "naive_provider.h"
#include "support/liar.h"

namespace contract {
namespace {

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

struct dequeuing : queueing_up {
    dequeuing() { attach(over.consumer); }
    answer call() override {
        std::uint32_t count = 7;
        const answer answered = contract::call(queue.get(), 4, &item, 1U, 0U, &count);
        taken = ref::attach(item.operation);
        return answered;
    }
    void unchanged(child_report& child) override { CHILD_SHOULD(!taken); }
    void done(child_report& child) override {
        CHILD_SHOULD(taken.get() == over.consumer.get());
        CHILD_SAME(item.status, completed);
    }
    AsyncomCompletion item{};
    ref taken;
};

// A child of a sink that runs: its end is heard, or told by the next one.
struct ending_child : sinking_in {
    ending_child() {
        contract::call<IUnknown*, double>(sink.get(), 4, part.consumer.as_unknown(), 1);
    }
    answer call() override { return part.worker.Complete(nullptr); }
    void done(child_report& child) override {
        CHILD_SAME(ends.worker.Complete(nullptr), ok);
        CHILD_SHOULD(part.consumer.ended() && ends.consumer.ended());
    }
};

struct adding_ended : sinking_in {
    adding_ended() { part.worker.Complete(nullptr); }
    answer call() override {
        return contract::call<IUnknown*, double>(sink.get(), 4, part.consumer.as_unknown(), 1);
    }
    void unchanged(child_report&) override {}
};

struct ending_with_a_sink : sinking_in {
    answer call() override { return ends.worker.EndCanceled(); }
    void done(child_report& child) override {
        const double half = 0.5;
        CHILD_SAME(contract::call<const void*>(sink.get(), 3, &half), no);
    }
};

struct adopted : stage {
    adopted() {
        AsyncomAdopt(foreign.as_unknown(), type_of(of), nullptr, &of.iid, made.put());
        foreign.error_code = access_denied;
        foreign.results = access_denied;
    }
    ~adopted() override {
        made.reset();
        foreign.completed.reset();
        foreign.progress.reset();
    }
    answer call() override { return foreign.fire(error); }
    void done(child_report& child) override {
        answer code = ok;
        CHILD_SAME(contract::call(made.query(iid_async_info).get(), 8, &code), ok);
        CHILD_SAME(code, access_denied);
    }
    const family& of = operation_with("u4", "f8");
    liar foreign{of.iid};
    ref made;
};

} // namespace

const std::vector<scenario>& gathering_scenarios() {
    static const std::vector<scenario> all{
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
        {"DequeueFromQueue", plain<dequeuing>()},
        {"AddEndedChildToSink", plain<adding_ended>()},
        {"EndOfAChildOfASink", plain<ending_child>()},
        {"EndWithASink", plain<ending_with_a_sink>()},
        {"FailureOfAnAdopted", plain<adopted>()},
    };
    return all;
}

} // namespace contract

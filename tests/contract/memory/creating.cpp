// SPDX-License-Identifier: MIT
// Types, operations, handlers, work and schedulers that are made.
#include "memory/stages.h"

namespace contract {
namespace {

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

struct make_string_stage : stage {
    ~make_string_stage() override { WindowsDeleteString(made); }
    HSTRING made = nullptr;
};

} // namespace

const std::vector<scenario>& creating_scenarios() {
    static const std::vector<scenario> all{
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
        {"CreateString", staging<make_string_stage>([](make_string_stage& s) {
             return WindowsCreateString(u"abc", 3, &s.made);
         })},
    };
    return all;
}

} // namespace contract

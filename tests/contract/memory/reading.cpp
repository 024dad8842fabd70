// SPDX-License-Identifier: MIT
// Waits, and all that is asked of an operation or its error.
#include "memory/stages.h"

#include <fcntl.h>

namespace contract {
namespace {

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

} // namespace

const std::vector<scenario>& reading_scenarios() {
    static const std::vector<scenario> all{
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
        {"DumpOperationsAsJson", staging<running>([](running&) {
             static const int nowhere = ::open("/dev/null", O_WRONLY);
             return AsyncomDumpOperations(nowhere, ASYNCOM_DUMP_JSON);
         })},
        {"EnumerateOperations", staging<running>([](running&) {
             const auto visit = [](void*, const AsyncomOperationInfo*) -> HRESULT { return ok; };
             return AsyncomEnumerateOperations(visit, nullptr);
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
    return all;
}

} // namespace contract

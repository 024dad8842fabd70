// SPDX-License-Identifier: MIT
// The calls of the table: of Windows' interfaces, of IAsyncControl and of the producer.
#include "library_provider.h"
#include "support/scene.h"
#include "support/wait_handle.h"

namespace contract {
namespace {

answer give_code(scene& s) {
    answer code = unexpected;
    const answer answered = s.op().get_ErrorCode(&code);
    if (is_failure(answered) && code == answered)
        s.give("answer");
    else
        s.give(code == failure_of_row ? "failure" : name_of(code));
    return answered;
}

answer give_results(scene& s) {
    if (!s.type().has_result()) return s.op().GetResults(nullptr);
    value out(*s.type().result);
    const answer answered = s.op().GetResults(out.address());
    s.give_value(answered, out);
    return answered;
}

answer give_partial_result(scene& s) {
    if (!s.type().has_result()) {
        std::byte nowhere[16];
        return s.op().GetPartialResult(nowhere);
    }
    value out(*s.type().result);
    const answer answered = s.op().GetPartialResult(out.address());
    s.give_value(answered, out);
    return answered;
}

answer give_wait_handle(scene& s) {
    std::intptr_t handle = 0;
    const answer answered = s.op().GetWaitHandle(&handle);
    if (answered != ok) return answered;
    s.give(is_signalled(handle) ? "signalled" : "silent");
    return AsyncomCloseWaitHandle(handle);
}

answer give_flags(scene& s) {
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    const answer answered = s.op().GetInfo(&info);
    std::string flags;
    const auto add = [&](std::uint32_t flag, const char* word) {
        if ((info.flags & flag) != 0) flags += (flags.empty() ? "" : "+") + std::string(word);
    };
    add(ASYNCOM_INFO_CANCEL_REQUESTED, "requested");
    add(ASYNCOM_INFO_ENDED, "ended");
    add(ASYNCOM_INFO_CLOSED, "closed");
    s.give(flags.empty() ? "running" : flags);
    return answered;
}

// For any call that gives one byte, 0 or 1.
template <class Call>
answer give_boolean(scene& s, Call&& call) {
    std::uint8_t given = 9;
    const answer answered = call(&given);
    s.give(std::to_string(given));
    return answered;
}

template <class Call>
answer give_reason(scene& s, Call&& call) {
    answer reason = unexpected;
    HSTRING text = nullptr;
    const answer answered = call(&reason, &text);
    s.give_reason(reason, text);
    return answered;
}

answer report(scene& s) {
    if (!s.type().has_progress()) return s.worker().report("eight b");
    const value report = value::sample(*s.type().progress, 3);
    return s.worker().report(report.address());
}

answer set_partial(scene& s) {
    return s.worker().set_partial(s.type().has_result() ? s.partial() : "eight b");
}

} // namespace

const scene::step_map& steps_of_windows() {
    static const scene::step_map all{
        {"get_Id",
         [](scene& s) {
             std::uint32_t id = 0;
             const answer answered = s.op().get_Id(&id);
             s.give_id(id);
             return answered;
         }},
        {"get_Status",
         [](scene& s) {
             std::int32_t status = -1;
             const answer answered = s.op().get_Status(&status);
             s.give_status(status);
             return answered;
         }},
        {"get_ErrorCode", &give_code},
        {"Cancel", [](scene& s) { return s.op().Cancel(); }},
        {"Close", [](scene& s) { return s.op().Close(); }},
        {"put_Completed", [](scene& s) { return s.op().put_Completed(s.pass_completed()); }},
        {"put_Completed.null", [](scene& s) { return s.op().put_Completed(nullptr); }},
        {"get_Completed",
         [](scene& s) {
             ref taken;
             const answer answered = s.op().get_Completed(taken.put());
             s.give_handler(taken, false);
             return answered;
         }},
        {"put_Progress", [](scene& s) { return s.op().put_Progress(s.pass_progress()); }},
        {"put_Progress.null", [](scene& s) { return s.op().put_Progress(nullptr); }},
        {"get_Progress",
         [](scene& s) {
             ref taken;
             const answer answered = s.op().get_Progress(taken.put());
             s.give_handler(taken, true);
             return answered;
         }},
        {"GetResults", &give_results},
    };
    return all;
}

const scene::step_map& steps_of_control() {
    static const scene::step_map all{
        {"CancelWithReason",
         [](scene& s) { return s.op().CancelWithReason(access_denied, "the row's reason"); }},
        {"get_CancelRequested",
         [](scene& s) {
             return give_boolean(s, [&](auto* to) { return s.op().get_CancelRequested(to); });
         }},
        {"GetCancelReason",
         [](scene& s) {
             return give_reason(
                 s, [&](auto* code, auto* text) { return s.op().GetCancelReason(code, text); });
         }},
        {"get_Ended",
         [](scene& s) { return give_boolean(s, [&](auto* to) { return s.op().get_Ended(to); }); }},
        {"Wait.0", [](scene& s) { return s.op().Wait(0); }},
        {"GetWaitHandle", &give_wait_handle},
        {"GetPartialResult", &give_partial_result},
        {"GetError",
         [](scene& s) {
             ref error;
             const answer answered = s.op().GetError(error.put());
             s.give(error ? "error" : "null");
             return answered;
         }},
        {"GetType",
         [](scene& s) {
             ref type;
             const answer answered = s.op().GetType(type.put());
             s.give_pointer(type, type_of(s.type()), "type");
             return answered;
         }},
        {"GetInfo", &give_flags},
    };
    return all;
}

const scene::step_map& steps_of_producer() {
    static const scene::step_map all{
        {"P.ReportProgress", &report},
        {"P.SetPartialResult", &set_partial},
        {"P.Complete",
         [](scene& s) {
             s.pass_waiting_handler();
             return s.worker().complete(s.result());
         }},
        {"P.Fail",
         [](scene& s) {
             s.pass_waiting_handler();
             return s.worker().fail(failure_of_row, "the row's failure");
         }},
        {"P.EndCanceled",
         [](scene& s) {
             s.pass_waiting_handler();
             return s.worker().end_canceled();
         }},
        {"P.get_CancelRequested",
         [](scene& s) {
             return give_boolean(s, [&](auto* to) { return s.worker().cancel_requested(to); });
         }},
        {"P.GetCancelReason",
         [](scene& s) {
             return give_reason(
                 s, [&](auto* code, auto* text) { return s.worker().cancel_reason(code, text); });
         }},
        {"P.put_CancelHandler",
         [](scene& s) { return s.worker().put_cancel_handler(s.pass_cancel_handler()); }},
        {"P.GetOperation",
         [](scene& s) {
             ref taken;
             const answer answered = s.worker().get_operation(s.type().iid, taken.put());
             s.give_pointer(taken, s.op().get(), "operation");
             return answered;
         }},
        {"P.Follow",
         [](scene& s) {
             s.pass_waiting_handler();
             const answer answered = s.worker().follow(s.other().consumer);
             s.give_status(s.other().consumer.status());
             return answered;
         }},
    };
    return all;
}

} // namespace contract

// SPDX-License-Identifier: MIT
// Reading the table, and the scene in which one row of it is played.
#include "support/state_table.h"

#include <fstream>
#include <functional>
#include <map>
#include <stdexcept>

namespace contract {
namespace {

constexpr answer failure = access_denied;
// The two samples differ for every kind, booleans included.
constexpr int partial_seed = 40;
constexpr int result_seed = 41;

bool starts_with(const std::string& text, const std::string& head) {
    return text.compare(0, head.size(), head) == 0;
}

class scene {
public:
    scene(const table_row& row, context& run);
    void arrange();
    void play();

private:
    using step = std::function<answer(scene&)>;
    static const std::map<std::string, step>& steps();

    void reach_state();
    void end_as_completed();
    void check_seen();
    void check_next();
    std::string state_now();

    void* passed() { return m_passed = m_second.get(); }
    answer take_pointer(answer answered, ref& taken, void* known, const char* word);
    answer take_reason(answer answered, answer reason, HSTRING text);
    answer take_value(answer answered, value& out);
    const value_kind& result_kind() const { return *m_type.result; }

    const table_row& m_row;
    contract::context& context;
    const family& m_type;
    made_operation m_ends;
    operation& m_op;
    driver& m_worker;
    own<completed_handler> m_completed;
    own<completed_handler> m_second;
    std::unique_ptr<own<progress_handler>> m_progress;
    std::unique_ptr<own<progress_handler>> m_second_progress;
    own<cancel_handler> m_cancel;
    own<cancel_handler> m_second_cancel;
    std::unique_ptr<value> m_partial;
    std::unique_ptr<value> m_result;
    hand_made* m_passed = nullptr;
    std::uint32_t m_id = 0;
    std::string m_out = "-";
};

scene::scene(const table_row& row, contract::context& run)
    : m_row(row), context(run), m_type(run.type), m_ends(run.make()), m_op(m_ends.consumer),
      m_worker(*m_ends.worker), m_completed(m_type.completed_iid), m_second(m_type.completed_iid) {
    if (m_type.has_progress()) {
        m_progress = std::make_unique<own<progress_handler>>(make_progress(m_type));
        m_second_progress = std::make_unique<own<progress_handler>>(make_progress(m_type));
    }
    if (m_type.has_result()) {
        m_partial = std::make_unique<value>(value::sample(result_kind(), partial_seed));
        m_result = std::make_unique<value>(value::sample(result_kind(), result_seed));
    }
}

void scene::end_as_completed() {
    m_worker.complete(m_result ? m_result->address() : nullptr);
}

void scene::reach_state() {
    const std::string& state = m_row.state;
    if (state == "CancelRequested" || state == "Canceled") m_op.Cancel();
    if (state == "Completed" || state == "Closed") end_as_completed();
    if (state == "Canceled") m_worker.end_canceled();
    if (state == "Error") m_worker.fail(failure, "the row's failure");
    if (state == "Closed") m_op.Close();
}

void scene::arrange() {
    const std::string& call = m_row.call;
    m_op.get_Id(&m_id);
    const bool bare_completed = call == "put_Completed.first" || call == "put_Completed.null" ||
                                call == "get_Completed.unset";
    if (call == "put_Completed.after_null")
        m_op.put_Completed(nullptr);
    else if (!bare_completed)
        m_op.put_Completed(m_completed);
    const bool bare_progress = call == "put_Progress.first" || call == "get_Progress.unset";
    if (m_progress && !bare_progress) m_op.put_Progress(*m_progress);
    if (context.has(feature::cancel_handler) && call != "P.put_CancelHandler")
        m_worker.put_cancel_handler(m_cancel);
    if (call.ends_with(".partial")) m_worker.set_partial(m_partial->address());
    reach_state();

    // From here on only what the call itself causes counts.
    const std::scoped_lock lock(m_completed->guard);
    m_completed->recorded.clear();
    m_cancel->calls = 0;
}

answer scene::take_pointer(answer answered, ref& taken, void* known, const char* word) {
    m_out = !taken ? "null" : taken.get() == known ? word : "another pointer";
    return answered;
}

answer scene::take_reason(answer answered, answer reason, HSTRING text) {
    m_out = reason == ok ? "zero" : name_of(reason);
    if (text_of(text) != u"") m_out += " with a text";
    WindowsDeleteString(text);
    return answered;
}

answer scene::take_value(answer answered, value& out) {
    if (out.untouched())
        m_out = "untouched";
    else if (out.zero() && answered != ok)
        m_out = "zero";
    else if (out.equals(*m_result))
        m_out = "value";
    else if (out.equals(*m_partial))
        m_out = "partial";
    else
        m_out = "another value";
    if (m_out == "value" || m_out == "partial") out.filled();
    return answered;
}

const std::map<std::string, scene::step>& scene::steps() {
    static const std::map<std::string, step> all{
        {"get_Id",
         [](scene& s) {
             std::uint32_t id = 0;
             const answer answered = s.m_op.get_Id(&id);
             s.m_out = id != 0 && id == s.m_id ? "id" : std::to_string(id);
             return answered;
         }},
        {"get_Status",
         [](scene& s) {
             static const char* const names[] = {"Started", "Completed", "Canceled", "Error", "4"};
             std::int32_t status = -1;
             const answer answered = s.m_op.get_Status(&status);
             s.m_out = status >= 0 && status <= 4 ? names[status] : std::to_string(status);
             return answered;
         }},
        {"get_ErrorCode",
         [](scene& s) {
             answer code = unexpected;
             const answer answered = s.m_op.get_ErrorCode(&code);
             s.m_out = code == failure ? "failure" : name_of(code);
             if (is_failure(answered) && code == answered) s.m_out = "answer";
             return answered;
         }},
        {"Cancel", [](scene& s) { return s.m_op.Cancel(); }},
        {"Close", [](scene& s) { return s.m_op.Close(); }},
        {"put_Completed.first", [](scene& s) { return s.m_op.put_Completed(s.passed()); }},
        {"put_Completed.second", [](scene& s) { return s.m_op.put_Completed(s.passed()); }},
        {"put_Completed.null", [](scene& s) { return s.m_op.put_Completed(nullptr); }},
        {"put_Completed.after_null", [](scene& s) { return s.m_op.put_Completed(s.passed()); }},
        {"get_Completed",
         [](scene& s) {
             ref taken;
             const answer answered = s.m_op.get_Completed(taken.put());
             return s.take_pointer(answered, taken, s.m_completed, "handler");
         }},
        {"put_Progress.null", [](scene& s) { return s.m_op.put_Progress(nullptr); }},
        {"put_Progress",
         [](scene& s) {
             s.m_passed = s.m_second_progress->get();
             return s.m_op.put_Progress(s.m_passed);
         }},
        {"get_Progress",
         [](scene& s) {
             ref taken;
             const answer answered = s.m_op.get_Progress(taken.put());
             return s.take_pointer(answered, taken, *s.m_progress, "handler");
         }},
        {"GetResults",
         [](scene& s) {
             if (!s.m_type.has_result()) return s.m_op.GetResults(nullptr);
             value out(s.result_kind());
             return s.take_value(s.m_op.GetResults(out.address()), out);
         }},
        {"CancelWithReason",
         [](scene& s) { return s.m_op.CancelWithReason(access_denied, "the row's reason"); }},
        {"get_CancelRequested",
         [](scene& s) {
             std::uint8_t requested = 9;
             const answer answered = s.m_op.get_CancelRequested(&requested);
             s.m_out = std::to_string(requested);
             return answered;
         }},
        {"GetCancelReason",
         [](scene& s) {
             answer reason = unexpected;
             HSTRING text = nullptr;
             const answer answered = s.m_op.GetCancelReason(&reason, &text);
             return s.take_reason(answered, reason, text);
         }},
        {"get_Ended",
         [](scene& s) {
             std::uint8_t ended = 9;
             const answer answered = s.m_op.get_Ended(&ended);
             s.m_out = std::to_string(ended);
             return answered;
         }},
        {"Wait.0", [](scene& s) { return s.m_op.Wait(0); }},
        {"GetPartialResult",
         [](scene& s) {
             if (!s.m_type.has_result()) {
                 std::byte nowhere[16];
                 return s.m_op.GetPartialResult(nowhere);
             }
             value out(s.result_kind());
             return s.take_value(s.m_op.GetPartialResult(out.address()), out);
         }},
        {"GetError",
         [](scene& s) {
             ref error;
             const answer answered = s.m_op.GetError(error.put());
             s.m_out = error ? "error" : "null";
             return answered;
         }},
        {"P.ReportProgress",
         [](scene& s) {
             if (!s.m_type.has_progress()) return s.m_worker.report("eight b");
             const value report = value::sample(*s.m_type.progress, 3);
             return s.m_worker.report(report.address());
         }},
        {"P.SetPartialResult",
         [](scene& s) {
             if (!s.m_type.has_result()) return s.m_worker.set_partial("eight b");
             return s.m_worker.set_partial(s.m_partial->address());
         }},
        {"P.Complete",
         [](scene& s) {
             s.m_passed = s.m_completed.get();
             return s.m_worker.complete(s.m_result ? s.m_result->address() : nullptr);
         }},
        {"P.Fail",
         [](scene& s) {
             s.m_passed = s.m_completed.get();
             return s.m_worker.fail(failure, "the row's failure");
         }},
        {"P.EndCanceled",
         [](scene& s) {
             s.m_passed = s.m_completed.get();
             return s.m_worker.end_canceled();
         }},
        {"P.get_CancelRequested",
         [](scene& s) {
             std::uint8_t requested = 9;
             const answer answered = s.m_worker.cancel_requested(&requested);
             s.m_out = std::to_string(requested);
             return answered;
         }},
        {"P.GetCancelReason",
         [](scene& s) {
             answer reason = unexpected;
             HSTRING text = nullptr;
             const answer answered = s.m_worker.cancel_reason(&reason, &text);
             return s.take_reason(answered, reason, text);
         }},
        {"P.put_CancelHandler",
         [](scene& s) {
             s.m_passed = s.m_second_cancel.get();
             return s.m_worker.put_cancel_handler(s.m_passed);
         }},
        {"P.GetOperation",
         [](scene& s) {
             ref taken;
             const answer answered = s.m_worker.get_operation(s.m_type.iid, taken.put());
             return s.take_pointer(answered, taken, s.m_op, "operation");
         }},
    };
    return all;
}

void scene::check_seen() {
    std::size_t ends_seen = 0;
    std::int32_t status = -1;
    for (const own<completed_handler>* each : {&m_completed, &m_second}) {
        ends_seen += (*each)->calls();
        if ((*each)->calls() > 0) status = (*each)->last().status;
    }
    std::int32_t expected_status = -1;
    static const char* const names[] = {"Started", "Completed", "Canceled", "Error"};
    for (std::int32_t i = 0; i < 4; ++i)
        if (m_row.expects(std::string("completed=") + names[i])) expected_status = i;
    SHOULD_BE(ends_seen, expected_status >= 0 ? 1U : 0U);
    SHOULD_BE(status, expected_status);
    std::size_t reports_seen = 0;
    for (const auto* each : {&m_progress, &m_second_progress})
        if (*each) reports_seen += (**each)->calls();
    SHOULD_BE(reports_seen, m_row.expects("progress") ? 1U : 0U);
    if (context.has(feature::cancel_handler)) {
        const std::size_t cancels_seen = m_cancel->calls + m_second_cancel->calls;
        SHOULD_BE(cancels_seen, m_row.expects("cancel") ? 1U : 0U);
    }
    const bool passed_is_released = m_passed && m_passed->references == 1;
    if (m_row.expects("released")) SHOULD(passed_is_released);
}

std::string scene::state_now() {
    std::int32_t status = -1;
    if (m_op.get_Status(&status) == illegal_method_call) return "Closed";
    if (status == started) return "Started";
    if (status == completed) return "Completed";
    if (status == error) return "Error";
    // Without IAsyncControl nobody can see whether a cancelled body has ended.
    if (!context.has(feature::control))
        return m_row.next == "Canceled" ? "Canceled" : "CancelRequested";
    return m_op.ended() ? "Canceled" : "CancelRequested";
}

void scene::check_next() {
    const std::string next = state_now();
    if (next != m_row.next)
        context.note(false, ("the next state is " + next + " instead of " + m_row.next).c_str(),
                     m_row.line);
}

void scene::play() {
    auto found = steps().find(m_row.call);
    if (found == steps().end()) found = steps().find(m_row.call.substr(0, m_row.call.rfind('.')));
    if (found == steps().end()) throw std::runtime_error("no step performs " + m_row.call);
    const answer answered = found->second(*this);
    const std::string shown =
        answered == failure && m_row.answered == "failure" ? "failure" : name_of(answered);
    if (shown != m_row.answered)
        context.note(false, ("answers " + shown + " instead of " + m_row.answered).c_str(),
                     m_row.line);
    if (m_out != m_row.out && m_row.out != "-")
        context.note(false, ("gives " + m_out + " instead of " + m_row.out).c_str(), m_row.line);
    check_seen();
    check_next();
}

table_row parse_row(const std::string& text, int line) {
    std::istringstream columns(text);
    table_row row;
    row.line = line;
    std::string seen;
    columns >> row.state >> row.call >> row.who >> row.answered >> row.out >> row.next >> seen;
    std::string more;
    if (seen.empty() || columns >> more)
        throw std::runtime_error("states.tbl, line " + std::to_string(line) +
                                 ": not seven columns");
    std::istringstream parts(seen);
    for (std::string part; std::getline(parts, part, ',');)
        row.seen.push_back(part);
    return row;
}

} // namespace

bool table_row::expects(const std::string& what) const {
    for (const std::string& each : seen)
        if (each == what) return true;
    return false;
}

std::string table_row::title() const {
    std::string text = state + "_" + call + "_";
    for (const char letter : who)
        text += letter == '-' ? std::string("no") : std::string(1, letter);
    for (char& letter : text)
        if (letter == '.') letter = '_';
    return text;
}

std::vector<table_row> load_state_table() {
    std::ifstream file(ASYNCOM_STATE_TABLE);
    std::vector<table_row> rows;
    std::string text;
    for (int line = 1; std::getline(file, text); ++line) {
        text = text.substr(0, text.find('#'));
        if (text.find_first_not_of(" \t") != std::string::npos)
            rows.push_back(parse_row(text, line));
    }
    if (rows.empty()) throw std::runtime_error("states.tbl has no rows");
    return rows;
}

bool applies(const table_row& row, const family& of) {
    const std::string& who = row.who;
    if (who == "any") return true;
    if (who == "P") return of.has_progress();
    if (who == "-P") return !of.has_progress();
    if (who == "R") return of.has_result();
    if (who == "-R") return !of.has_result();
    if (who == "RP") return of.has_result() && of.has_progress();
    if (who == "R-P") return of.has_result() && !of.has_progress();
    throw std::runtime_error("states.tbl does not know " + who);
}

bool possible(const table_row& row, const provider& from) {
    static const char* const of_control[] = {
        "CancelWithReason", "get_CancelRequested",   "GetCancelReason",          "get_Ended",
        "Wait.0",           "GetPartialResult.none", "GetPartialResult.partial", "GetError"};
    for (const char* each : of_control)
        if (row.call == each && !from.has(feature::control)) return false;
    const bool partial = row.call.ends_with(".partial") || row.call == "P.SetPartialResult";
    if (partial && !from.has(feature::partial_results)) return false;
    return !starts_with(row.call, "P.put_CancelHandler") || from.has(feature::cancel_handler);
}

void perform(const table_row& row, context& run) {
    scene played(row, run);
    played.arrange();
    played.play();
}

std::vector<std::string> judge_row(const table_row& row, provider& from) {
    // A check is a plain function; the row reaches it through this one place.
    static const table_row* current = nullptr;
    current = &row;
    const check one{row.title(),
                    [](context& run) {
                        if (applies(*current, run.type)) perform(*current, run);
                    },
                    families::every,
                    {}};
    return judge(one, from);
}

} // namespace contract

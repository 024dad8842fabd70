// SPDX-License-Identifier: MIT
#include "support/scene.h"

#include "support/composing.h"
#include "support/listening.h"

#include <stdexcept>

namespace contract {
namespace {

// The two samples differ for every kind, booleans included.
constexpr int partial_seed = 40;
constexpr int result_seed = 41;

const char* const status_names[] = {"Started", "Completed", "Canceled", "Error"};

const scene::step* find_step(const std::string& call) {
    for (const auto* steps :
         {&steps_of_windows(), &steps_of_control(), &steps_of_producer(), &steps_beyond()})
        if (const auto found = steps->find(call); found != steps->end()) return &found->second;
    return nullptr;
}

// By its whole name, or without what follows the last dot.
const scene::step& step_for(const std::string& call) {
    if (const scene::step* const exact = find_step(call)) return *exact;
    if (const scene::step* const plain = find_step(call.substr(0, call.rfind('.')))) return *plain;
    throw std::runtime_error("no step performs " + call);
}

} // namespace

scene::scene(const table_row& row, contract::context& run)
    : m_row(row), context(run), m_type(run.type), m_ends(run.make()), m_op(m_ends.consumer),
      m_worker(*m_ends.worker), m_completed(m_type.completed_iid), m_second(m_type.completed_iid) {
    if (m_type.has_progress()) {
        m_progress = std::make_unique<own<progress_handler>>(make_progress(m_type));
        m_second_progress = std::make_unique<own<progress_handler>>(make_progress(m_type));
    }
    if (m_type.has_result()) {
        m_partial = std::make_unique<value>(value::sample(*m_type.result, partial_seed));
        m_result = std::make_unique<value>(value::sample(*m_type.result, result_seed));
    }
    if (row.call.starts_with("P.Follow") || row.call.ends_with(".follows"))
        m_other.emplace(run.make());
}

// A scheduler keeps what waits on it, and that keeps the scheduler, until it has run.
scene::~scene() {
    m_ends.worker.reset();
    if (m_scheduler) m_scheduler->run_ready();
}

manual& scene::scheduler() {
    if (!m_scheduler) m_scheduler = std::make_unique<manual>();
    return *m_scheduler;
}

// ---- the state

void scene::arrange() {
    m_op.get_Id(&m_id);
    set_handlers();
    if (m_row.call.starts_with("Unsubscribe.")) subscribe();
    if (m_row.call.ends_with(".partial")) m_worker.set_partial(partial());
    if (m_row.call.ends_with(".follows")) follow_other();
    if (m_row.call == "P.Follow.ended") end_as_completed(*m_other->worker);
    reach_state();
    forget_what_was_seen();
}

void scene::set_handlers() {
    const std::string& call = m_row.call;
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
}

void scene::follow_other() {
    SHOULD_BE(m_worker.follow(m_other->consumer), ok);
}

void scene::subscribe() {
    const listening face(m_op);
    if (m_row.call == "Unsubscribe.completed") m_token = face.completed(m_second);
    if (m_row.call == "Unsubscribe.progress") m_token = face.progress(*m_second_progress);
    if (m_row.call == "Unsubscribe.unknown") m_token = ~std::uint64_t{0};
}

void scene::end_as_completed(driver& worker) {
    worker.complete(result());
}

// Whoever leads ends it: the other one, where it is followed.
void scene::reach_state() {
    driver& leading = m_row.call.ends_with(".follows") ? *m_other->worker : m_worker;
    const std::string& state = m_row.state;
    if (state == "CancelRequested" || state == "Canceled") m_op.Cancel();
    if (state == "Completed" || state == "Closed") end_as_completed(leading);
    if (state == "Canceled") leading.end_canceled();
    if (state == "Error") leading.fail(failure_of_row, "the row's failure");
    if (state == "Closed") m_op.Close();
}

// From here on only what the call itself causes counts.
void scene::forget_what_was_seen() {
    for (const own<completed_handler>* each : {&m_completed, &m_second}) {
        const std::scoped_lock lock((*each)->guard);
        (*each)->recorded.clear();
    }
    m_cancel->calls = 0;
}

// ---- what the call gave

void scene::give_status(std::int32_t status) {
    const bool known = status >= started && status <= error;
    give(known ? status_names[status] : std::to_string(status));
}

void scene::give_pointer(const ref& taken, const void* known, const char* word) {
    give(!taken ? "null" : taken.get() == known ? word : "another pointer");
}

void scene::give_handler(const ref& taken, bool of_progress) {
    const void* const set = of_progress ? static_cast<void*>(m_progress->get()) : m_completed.get();
    give_pointer(taken, set, "handler");
}

void scene::give_reason(answer reason, HSTRING text) {
    give((reason == ok ? "zero" : name_of(reason)) + (text_of(text) != u"" ? " with a text" : ""));
    WindowsDeleteString(text);
}

void scene::give_value(answer answered, value& out) {
    if (out.untouched())
        give("untouched");
    else if (out.zero() && answered != ok)
        give("zero");
    else if (out.equals(*m_result))
        give("value");
    else if (out.equals(*m_partial))
        give("partial");
    else
        give("another value");
    if (m_out == "value" || m_out == "partial") out.filled();
}

// ---- what it did

void scene::check_seen() {
    std::size_t ends_seen = 0;
    std::int32_t status = -1;
    for (const own<completed_handler>* each : {&m_completed, &m_second}) {
        ends_seen += (*each)->calls();
        if ((*each)->calls() > 0) status = (*each)->last().status;
    }
    std::int32_t expected_status = -1;
    for (std::int32_t i = started; i <= error; ++i)
        if (m_row.expects(std::string("completed=") + status_names[i])) expected_status = i;
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
    const answer answered = step_for(m_row.call)(*this);
    const std::string shown =
        answered == failure_of_row && m_row.answered == "failure" ? "failure" : name_of(answered);
    if (shown != m_row.answered)
        context.note(false, ("answers " + shown + " instead of " + m_row.answered).c_str(),
                     m_row.line);
    if (m_out != m_row.out && m_row.out != "-")
        context.note(false, ("gives " + m_out + " instead of " + m_row.out).c_str(), m_row.line);
    check_seen();
    check_next();
}

} // namespace contract

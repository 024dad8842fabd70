// SPDX-License-Identifier: MIT
// The naive implementation: every member under one lock, every foreign call outside it (unless it
// is told to diverge), each divergence at the one place where implementations of the field differ.
#include "naive_provider.h"

#include <cstring>
#include <memory>

namespace contract {
namespace {

using d = divergence;

struct naive_operation {
    // The two faces; a client holds the address of one of them.
    const void* const* family_table;
    const void* const* info_table;

    std::set<divergence> divergences;
    const family* type;
    std::uint32_t id;
    std::atomic<std::uint32_t> references{1};

    std::recursive_mutex guard;
    std::int32_t status = started;
    bool requested = false;
    bool ended = false;
    bool is_closed = false;
    bool assigned = false;
    bool fired = false;
    int results_taken = 0;
    answer failure = ok;
    std::unique_ptr<value> result;
    ref completed_handler;
    ref progress_handler;
    ref cancel_handler;

    bool diverges(divergence which) const { return divergences.count(which) != 0; }
    void* family_face() { return &family_table; }
    void* info_face() { return &info_table; }
};

naive_operation* from_family(void* self) {
    return static_cast<naive_operation*>(self);
}
naive_operation* from_info(void* self) {
    return reinterpret_cast<naive_operation*>(static_cast<char*>(self) - sizeof(void*));
}

answer query_operation(naive_operation* op, void* face, const GUID* iid, void** out) {
    if (!out) return bad_pointer;
    *out = nullptr;
    const bool identity = same(*iid, iid_unknown) || same(*iid, iid_inspectable);
    const bool piid =
        op->diverges(d::answers_the_parameterised_iid) && same(*iid, guid(piid_operation));
    if (same(*iid, op->type->iid) || piid)
        *out = op->family_face();
    else if (identity || (same(*iid, iid_agile) && !op->diverges(d::not_agile)))
        *out = op->diverges(d::identity_differs_by_interface) ? face : op->family_face();
    else if (same(*iid, iid_async_info))
        *out = op->info_face();
    if (!*out) return no_interface;
    op->references.fetch_add(1);
    return ok;
}

std::uint32_t drop(naive_operation* op) {
    const std::uint32_t left = op->references.fetch_sub(1) - 1;
    if (left == 1 && op->diverges(d::drops_the_handler_with_the_consumer)) {
        const std::scoped_lock lock(op->guard);
        if (!op->ended) op->completed_handler.reset();
    }
    if (left == 0) delete op;
    return left;
}

bool ready_to_fire(naive_operation* op) {
    return op->ended || (op->requested && op->diverges(d::fires_while_a_cancelled_body_runs));
}

void invoke_completed(naive_operation* op, const ref& handler, std::int32_t status) {
    void* sender = op->family_face();
    if (op->diverges(d::sender_is_null)) sender = nullptr;
    if (op->diverges(d::sender_is_async_info)) sender = op->info_face();
    std::unique_lock lock(op->guard, std::defer_lock);
    if (op->diverges(d::invokes_under_its_lock)) lock.lock();
    const answer answered = call(handler.get(), 3, sender, status);
    if (is_failure(answered) && op->diverges(d::handler_failure_becomes_the_outcome)) {
        op->status = error;
        op->failure = answered;
    }
}

// What follows the moment in which a handler may run: it runs, then it goes. Both sides of the race
// between the end and put_Completed come here; the first that finds a handler invokes it.
void fire(naive_operation* op, std::int32_t status) {
    ref handler;
    {
        const std::scoped_lock lock(op->guard);
        const bool again = op->diverges(d::fires_at_every_put);
        if (!op->completed_handler || (op->fired && !again)) return;
        op->fired = true;
        handler = op->completed_handler;
    }
    op->references.fetch_add(1);
    invoke_completed(op, handler, status);
    if (!op->diverges(d::keeps_the_completed_handler)) {
        ref gone;
        const std::scoped_lock lock(op->guard);
        std::swap(gone, op->completed_handler);
    }
    handler.reset();
    drop(op);
}

// ---- IAsyncInfo

answer fail_when_unready(naive_operation* op) {
    if (op->is_closed) return illegal_method_call;
    if (op->diverges(d::cold_start) && !op->ended) return not_started;
    return ok;
}

answer get_id(naive_operation* op, std::uint32_t* id) {
    if (!id) return bad_pointer;
    const std::scoped_lock lock(op->guard);
    const answer answered = fail_when_unready(op);
    if (answered == ok || !op->diverges(d::getters_silent_after_close)) *id = op->id;
    return answered;
}

answer get_status(naive_operation* op, std::int32_t* status) {
    if (!status) return bad_pointer;
    const std::scoped_lock lock(op->guard);
    const answer answered = fail_when_unready(op);
    if (answered == ok || !op->diverges(d::getters_silent_after_close))
        *status = op->is_closed ? closed : op->status;
    return answered;
}

answer stored_code(naive_operation* op) {
    if (op->status == error)
        return op->diverges(d::error_code_zero_after_failure) ? ok : op->failure;
    if (op->status == canceled && !op->diverges(d::error_code_zero_when_canceled)) return cancelled;
    return ok;
}

answer get_error_code(naive_operation* op, answer* code) {
    if (!code) return bad_pointer;
    const std::scoped_lock lock(op->guard);
    const answer answered = fail_when_unready(op);
    if (answered == ok)
        *code = stored_code(op);
    else if (!op->diverges(d::getters_silent_after_close))
        *code = answered;
    return answered;
}

answer cancel(naive_operation* op) {
    ref told;
    {
        const std::scoped_lock lock(op->guard);
        if (op->is_closed && op->diverges(d::cancel_fails_after_close)) return illegal_method_call;
        if (op->ended || op->diverges(d::cancel_is_ignored)) return ok;
        if (op->requested && !op->diverges(d::cancel_told_twice)) return ok;
        told = op->cancel_handler;
        op->requested = true;
        op->status = canceled;
        if (op->diverges(d::cancel_drops_the_handler)) op->completed_handler.reset();
    }
    if (told) call<void*>(told.get(), 3, nullptr);
    return ok;
}

answer close(naive_operation* op) {
    const std::scoped_lock lock(op->guard);
    const bool accepted = op->ended || op->diverges(d::close_accepted_while_running) ||
                          (op->requested && op->diverges(d::close_accepted_after_cancel)) ||
                          op->diverges(d::close_does_nothing);
    if (!accepted) return illegal_state_change;
    if (!op->diverges(d::close_does_nothing)) op->is_closed = true;
    return ok;
}

// ---- the family interface

answer put_completed(naive_operation* op, void* handler) {
    bool fires = false;
    std::int32_t status = started;
    {
        const std::scoped_lock lock(op->guard);
        if (op->is_closed) return illegal_method_call;
        const bool free = !op->assigned || op->diverges(d::fires_at_every_put) ||
                          op->diverges(d::second_completed_replaces);
        if (!free) return illegal_delegate_assignment;
        op->assigned = handler || !op->diverges(d::null_completed_does_not_count);
        op->completed_handler = ref::share(handler);
        fires = handler && ready_to_fire(op) && !op->diverges(d::late_handler_is_never_invoked);
        status = op->status;
    }
    if (fires) fire(op, status);
    return ok;
}

answer get_completed(naive_operation* op, void** handler) {
    if (!handler) return bad_pointer;
    *handler = nullptr;
    const std::scoped_lock lock(op->guard);
    if (op->is_closed) return illegal_method_call;
    *handler = ref(op->completed_handler).detach();
    return ok;
}

answer put_progress(naive_operation* op, void* handler) {
    ref previous;
    const std::scoped_lock lock(op->guard);
    if (op->is_closed) return illegal_method_call;
    if (op->diverges(d::progress_fixed_after_start)) return illegal_method_call;
    if (op->ended && !op->diverges(d::keeps_the_progress_handler)) return ok;
    previous = std::move(op->progress_handler);
    op->progress_handler = ref::share(handler);
    return ok;
}

answer get_progress(naive_operation* op, void** handler) {
    if (!handler) return bad_pointer;
    *handler = nullptr;
    const std::scoped_lock lock(op->guard);
    if (op->is_closed) return illegal_method_call;
    *handler = ref(op->progress_handler).detach();
    return ok;
}

answer results_state(naive_operation* op) {
    if (op->is_closed) return illegal_method_call;
    if (op->status == completed) return ok;
    if (op->status == canceled)
        return op->diverges(d::results_illegal_when_canceled) ? illegal_method_call : cancelled;
    if (op->status == error)
        return op->diverges(d::results_illegal_after_failure) ? illegal_method_call : op->failure;
    return op->diverges(d::results_default_while_running) ? no : illegal_method_call;
}

answer get_results(naive_operation* op, void* out) {
    if (!out) return bad_pointer;
    const std::scoped_lock lock(op->guard);
    const answer answered = results_state(op);
    const std::uint32_t size = op->type->result->size;
    const bool clears = is_failure(answered) && op->diverges(d::results_clear_the_out_value);
    if (answered == no || clears) std::memset(out, 0, size);
    if (answered != ok) return answered == no ? ok : answered;
    if (op->results_taken++ > 0) {
        if (op->diverges(d::second_results_are_unexpected)) return unexpected;
        if (op->diverges(d::moves_the_result_out)) {
            std::memset(out, 0, size);
            return ok;
        }
    }
    op->type->result->copy(out, op->result->address());
    return ok;
}

answer get_action_results(naive_operation* op) {
    const std::scoped_lock lock(op->guard);
    const answer answered = results_state(op);
    if (answered == ok && op->results_taken++ > 0 && op->diverges(d::second_results_are_unexpected))
        return unexpected;
    return answered == no ? ok : answered;
}

// ---- the tables

answer family_query(void* self, const GUID* iid, void** out) {
    return query_operation(from_family(self), self, iid, out);
}
std::uint32_t family_add_ref(void* self) {
    return from_family(self)->references.fetch_add(1) + 1;
}
std::uint32_t family_release(void* self) {
    return drop(from_family(self));
}
answer info_query(void* self, const GUID* iid, void** out) {
    return query_operation(from_info(self), self, iid, out);
}
std::uint32_t info_add_ref(void* self) {
    return from_info(self)->references.fetch_add(1) + 1;
}
std::uint32_t info_release(void* self) {
    return drop(from_info(self));
}
answer not_here(void*) {
    return not_implemented;
}

template <auto function, class... A>
answer on_family(void* self, A... arguments) {
    return function(from_family(self), arguments...);
}
template <auto function, class... A>
answer on_info(void* self, A... arguments) {
    return function(from_info(self), arguments...);
}

const void* at(auto function) {
    return reinterpret_cast<const void*>(function);
}

const void* const* info_table() {
    static const void* const table[] = {at(&info_query),
                                        at(&info_add_ref),
                                        at(&info_release),
                                        at(&not_here),
                                        at(&not_here),
                                        at(&not_here),
                                        at(&on_info<&get_id, std::uint32_t*>),
                                        at(&on_info<&get_status, std::int32_t*>),
                                        at(&on_info<&get_error_code, answer*>),
                                        at(&on_info<&cancel>),
                                        at(&on_info<&close>)};
    return table;
}

const void* const* family_table(const family& of) {
    static const void* const results[] = {at(&on_family<&get_action_results>),
                                          at(&on_family<&get_results, void*>)};
    static const void* const tables[4][11] = {
#define ASYNCOM_TEST_BASE                                                                          \
    at(&family_query), at(&family_add_ref), at(&family_release), at(&not_here), at(&not_here),     \
        at(&not_here)
#define ASYNCOM_TEST_COMPLETED                                                                     \
    at(&on_family<&put_completed, void*>), at(&on_family<&get_completed, void**>)
#define ASYNCOM_TEST_PROGRESS                                                                      \
    at(&on_family<&put_progress, void*>), at(&on_family<&get_progress, void**>)
        {ASYNCOM_TEST_BASE, ASYNCOM_TEST_COMPLETED, results[0], nullptr, nullptr},
        {ASYNCOM_TEST_BASE, ASYNCOM_TEST_PROGRESS, ASYNCOM_TEST_COMPLETED, results[0]},
        {ASYNCOM_TEST_BASE, ASYNCOM_TEST_COMPLETED, results[1], nullptr, nullptr},
        {ASYNCOM_TEST_BASE, ASYNCOM_TEST_PROGRESS, ASYNCOM_TEST_COMPLETED, results[1]},
#undef ASYNCOM_TEST_BASE
#undef ASYNCOM_TEST_COMPLETED
#undef ASYNCOM_TEST_PROGRESS
    };
    return tables[of.number];
}

// ---- the producer's end

class naive_driver final : public driver {
public:
    explicit naive_driver(naive_operation* op) : m_op(op) { m_op->references.fetch_add(1); }
    ~naive_driver() override {
        if (!ended()) fail(abandoned, nullptr);
        drop(m_op);
    }

    answer report(const void* value) override {
        if (!m_op->type->has_progress()) return not_implemented;
        if (!value) return bad_pointer;
        ref handler;
        {
            const std::scoped_lock lock(m_op->guard);
            if (m_op->ended) return illegal_state_change;
            if (m_op->requested && m_op->diverges(d::progress_stops_after_cancel)) return ok;
            handler = m_op->progress_handler;
        }
        if (!handler) return ok;
        if (m_op->diverges(d::progress_after_completed)) {
            m_late = handler;
            m_late_value = std::make_unique<contract::value>(*m_op->type->progress);
            m_op->type->progress->copy(m_late_value->filled(), value);
        }
        const answer answered =
            m_op->type->progress->invoke_progress(handler.get(), m_op->family_face(), value);
        if (is_failure(answered) && m_op->diverges(d::progress_failure_ends_the_operation))
            end(error, answered);
        return ok;
    }

    answer set_partial(const void*) override { return not_implemented; }

    answer complete(const void* result) override {
        const family& of = *m_op->type;
        if (of.has_result() && !result) return bad_pointer;
        if (!of.has_result() && result) return bad_argument;
        {
            const std::scoped_lock lock(m_op->guard);
            if (m_op->ended) return illegal_state_change;
            if (of.has_result()) {
                m_op->result = std::make_unique<value>(*of.result);
                of.result->copy(m_op->result->filled(), result);
            }
        }
        return end(completed, ok);
    }

    answer fail(answer code, const char*) override {
        if (!is_failure(code)) return bad_argument;
        if (code == cancelled) return end(canceled, ok);
        return end(error, code);
    }

    answer end_canceled() override { return end(canceled, ok); }

    answer cancel_requested(std::uint8_t* requested) override {
        const std::scoped_lock lock(m_op->guard);
        *requested = m_op->requested;
        return ok;
    }

    answer cancel_reason(answer* reason, HSTRING* text) override {
        const std::scoped_lock lock(m_op->guard);
        *text = nullptr;
        *reason = m_op->requested ? cancelled : ok;
        return m_op->requested ? ok : no;
    }

    answer put_cancel_handler(void* handler) override {
        bool now = false;
        {
            const std::scoped_lock lock(m_op->guard);
            if (m_op->ended) return ok;
            m_op->cancel_handler = ref::share(handler);
            now = handler && m_op->requested;
        }
        if (now) call<void*>(handler, 3, nullptr);
        return ok;
    }

    answer get_operation(const GUID& iid, void** operation) override {
        return query_operation(m_op, m_op->family_face(), &iid, operation);
    }

private:
    bool ended() const {
        const std::scoped_lock lock(m_op->guard);
        return m_op->ended;
    }

    // The outcome that is asked for, and the one that an earlier cancel leaves of it.
    std::int32_t settled(std::int32_t wanted) const {
        if (!m_op->requested || wanted == canceled) return wanted;
        if (wanted == completed && m_op->diverges(d::body_success_beats_cancel)) return wanted;
        if (wanted == error && m_op->diverges(d::body_error_beats_cancel)) return wanted;
        return canceled;
    }

    answer end(std::int32_t wanted, answer code) {
        ref progress;
        ref told;
        answer answered = ok;
        std::int32_t outcome = wanted;
        {
            const std::scoped_lock lock(m_op->guard);
            if (m_op->ended) return illegal_state_change;
            outcome = settled(wanted);
            if (outcome != wanted) answered = no;
            m_op->ended = true;
            m_op->failure = code;
            told = std::move(m_op->cancel_handler);
            if (!m_op->diverges(d::publishes_after_invoke)) m_op->status = outcome;
            if (!m_op->diverges(d::keeps_the_progress_handler))
                progress = std::move(m_op->progress_handler);
        }
        progress.reset();
        told.reset();
        after_the_end(outcome);
        return answered;
    }

    void after_the_end(std::int32_t outcome) {
        fire(m_op, outcome);
        if (m_op->diverges(d::publishes_after_invoke)) {
            const std::scoped_lock lock(m_op->guard);
            m_op->status = outcome;
        }
        if (m_late)
            m_op->type->progress->invoke_progress(m_late.get(), m_op->family_face(),
                                                  m_late_value->address());
        m_late.reset();
        m_late_value.reset();
    }

    naive_operation* m_op;
    ref m_late;
    std::unique_ptr<value> m_late_value;
};

} // namespace

made_operation naive_provider::make(const family& of) {
    static std::atomic<std::uint32_t> ids{0};
    auto* op = new naive_operation{};
    op->family_table = family_table(of);
    op->info_table = info_table();
    op->divergences = m_divergences;
    op->type = &of;
    op->id = diverges(d::same_id_for_all) ? 1 : ids.fetch_add(1) + 1;
    auto worker = std::make_unique<naive_driver>(op);
    return {operation(op->family_face(), of), std::move(worker)};
}

} // namespace contract

// SPDX-License-Identifier: MIT
// Every member under one lock, every foreign call outside it (unless it is told to diverge), each
// divergence at the one place where implementations of the field differ.
#include "naive_operation.h"

#include <cstring>

namespace contract {
namespace {

using d = divergence;

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

bool ready_to_fire(naive_operation* op) {
    return op->ended || (op->requested && op->diverges(d::fires_while_a_cancelled_body_runs));
}

naive_operation* from_family(void* self) {
    return static_cast<naive_operation*>(self);
}
naive_operation* from_info(void* self) {
    return reinterpret_cast<naive_operation*>(static_cast<char*>(self) - sizeof(void*));
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
    if (fires) op->fire(status);
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
    return from_family(self)->query(self, iid, out);
}
std::uint32_t family_add_ref(void* self) {
    return from_family(self)->references.fetch_add(1) + 1;
}
std::uint32_t family_release(void* self) {
    return from_family(self)->drop();
}
answer info_query(void* self, const GUID* iid, void** out) {
    return from_info(self)->query(self, iid, out);
}
std::uint32_t info_add_ref(void* self) {
    return from_info(self)->references.fetch_add(1) + 1;
}
std::uint32_t info_release(void* self) {
    return from_info(self)->drop();
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

const void* const* table_of_info() {
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

const void* const* table_of(const family& of) {
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

} // namespace

naive_operation::naive_operation(const family& of, const std::set<divergence>& which,
                                 std::uint32_t number)
    : family_table(table_of(of)), info_table(table_of_info()), divergences(which), type(&of),
      id(number) {}

answer naive_operation::query(void* face, const GUID* iid, void** out) {
    if (!out) return bad_pointer;
    *out = nullptr;
    const bool identity = same(*iid, iid_unknown) || same(*iid, iid_inspectable);
    const bool piid =
        diverges(d::answers_the_parameterised_iid) && same(*iid, guid(piid_operation));
    if (same(*iid, type->iid) || piid)
        *out = family_face();
    else if (identity || (same(*iid, iid_agile) && !diverges(d::not_agile)))
        *out = diverges(d::identity_differs_by_interface) ? face : family_face();
    else if (same(*iid, iid_async_info))
        *out = info_face();
    if (!*out) return no_interface;
    references.fetch_add(1);
    return ok;
}

std::uint32_t naive_operation::drop() {
    const std::uint32_t left = references.fetch_sub(1) - 1;
    if (left == 1 && diverges(d::drops_the_handler_with_the_consumer)) {
        const std::scoped_lock lock(guard);
        if (!ended) completed_handler.reset();
    }
    if (left == 0) delete this;
    return left;
}

void naive_operation::fire(std::int32_t ended_as) {
    ref handler;
    {
        const std::scoped_lock lock(guard);
        const bool again = diverges(d::fires_at_every_put);
        if (!completed_handler || (fired && !again)) return;
        fired = true;
        handler = completed_handler;
    }
    references.fetch_add(1);
    invoke_completed(this, handler, ended_as);
    if (!diverges(d::keeps_the_completed_handler)) {
        ref gone;
        const std::scoped_lock lock(guard);
        std::swap(gone, completed_handler);
    }
    handler.reset();
    drop();
}

} // namespace contract

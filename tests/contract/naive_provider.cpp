// SPDX-License-Identifier: MIT
// The producer's end of the naive operation.
#include "naive_provider.h"

#include "naive_operation.h"

namespace contract {
namespace {

class naive_driver final : public driver {
public:
    explicit naive_driver(naive_operation* op) : m_op(op) { m_op->references.fetch_add(1); }
    ~naive_driver() override {
        if (!ended()) fail(abandoned, nullptr);
        m_op->drop();
    }

    answer report(const void* value) override {
        if (!m_op->type->has_progress()) return not_implemented;
        if (!value) return bad_pointer;
        ref handler;
        {
            const std::scoped_lock lock(m_op->guard);
            if (m_op->ended) return illegal_state_change;
            if (m_op->requested && m_op->diverges(divergence::progress_stops_after_cancel))
                return ok;
            handler = m_op->progress_handler;
        }
        if (!handler) return ok;
        if (m_op->diverges(divergence::progress_after_completed)) {
            m_late = handler;
            m_late_value = std::make_unique<contract::value>(*m_op->type->progress);
            m_op->type->progress->copy(m_late_value->filled(), value);
        }
        const answer answered =
            m_op->type->progress->invoke_progress(handler.get(), m_op->family_face(), value);
        if (is_failure(answered) && m_op->diverges(divergence::progress_failure_ends_the_operation))
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
        return m_op->query(m_op->family_face(), &iid, operation);
    }

private:
    bool ended() const {
        const std::scoped_lock lock(m_op->guard);
        return m_op->ended;
    }

    // The outcome that is asked for, and the one that an earlier cancel leaves of it.
    std::int32_t settled(std::int32_t wanted) const {
        if (!m_op->requested || wanted == canceled) return wanted;
        if (wanted == completed && m_op->diverges(divergence::body_success_beats_cancel))
            return wanted;
        if (wanted == error && m_op->diverges(divergence::body_error_beats_cancel)) return wanted;
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
            if (!m_op->diverges(divergence::publishes_after_invoke)) m_op->status = outcome;
            if (!m_op->diverges(divergence::keeps_the_progress_handler))
                progress = std::move(m_op->progress_handler);
        }
        progress.reset();
        told.reset();
        after_the_end(outcome);
        return answered;
    }

    void after_the_end(std::int32_t outcome) {
        m_op->fire(outcome);
        if (m_op->diverges(divergence::publishes_after_invoke)) {
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
    const std::uint32_t id = diverges(divergence::same_id_for_all) ? 1 : ids.fetch_add(1) + 1;
    auto* op = new naive_operation(of, m_divergences, id);
    auto worker = std::make_unique<naive_driver>(op);
    return {operation(op->family_face(), of), std::move(worker)};
}

} // namespace contract

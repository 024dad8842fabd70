// SPDX-License-Identifier: MIT
// The engine's templates over the model checker's primitives. The engine is included first and
// Relacy last, because Relacy redefines new, delete and malloc as macros.
#pragma once

#include "async/operation_core.h"
#include "async/reference_word.h"

#include <cstdint>
#include <ostream>
#include <streambuf>
#include <string_view>

#include <relacy/relacy.hpp>
#undef new
#undef delete
#undef malloc
#undef calloc
#undef realloc
#undef free
#undef assert
#undef errno

namespace race {

// How a variant of the primitives is broken on purpose. A model that finds nothing proves something
// only if it finds these.
// atomicity: a compare-exchange is a look and a store. waiting: who must wait does not.
enum class broken { nothing, orders, fences, mutex, atomicity, waiting };

template <broken Broken>
struct model_primitives {
    template <class T>
    struct atomic {
        mutable rl::atomic<T> cell;

        T load(rl::memory_order order) const { return cell.load(order, $); }
        void store(T value, rl::memory_order order) { cell.store(value, order, $); }
        T exchange(T value, rl::memory_order order) { return cell($).exchange(value, order); }
        T fetch_add(T value, rl::memory_order order) { return cell($).fetch_add(value, order); }
        T fetch_sub(T value, rl::memory_order order) { return cell($).fetch_sub(value, order); }
        T fetch_or(T value, rl::memory_order order) { return cell($).fetch_or(value, order); }
        bool compare_exchange_strong(T& expected, T desired, rl::memory_order success,
                                     rl::memory_order failure) {
            if (Broken == broken::atomicity) {
                const T found = cell.load(failure, $);
                const bool same = found == expected;
                if (same) cell.store(desired, rl::mo_release, $);
                expected = found;
                return same;
            }
            return cell.compare_exchange_strong(expected, desired, success, $, failure, $);
        }
    };

    // A plain field: the checker reports two accesses that nothing orders.
    template <class T>
    struct variable {
        mutable rl::var<T> cell;
        T get() const { return cell($).load(); }
        void set(T value) { cell($).store(value); }
    };

    struct mutex {
        rl::mutex inner;
    };
    class lock {
    public:
        explicit lock(mutex& which) : m_which(which) {
            if (Broken != broken::mutex) m_which.inner.lock($);
        }
        ~lock() {
            if (Broken != broken::mutex) m_which.inner.unlock($);
        }

    private:
        mutex& m_which;
    };

    struct backoff {
        void pause() { rl::yield(1, $); }
    };

    static constexpr rl::memory_order weakest(rl::memory_order order) {
        return Broken == broken::orders ? rl::mo_relaxed : order;
    }
    static constexpr rl::memory_order relaxed = rl::mo_relaxed;
    static constexpr rl::memory_order acquire = weakest(rl::mo_acquire);
    static constexpr rl::memory_order release = weakest(rl::mo_release);
    static constexpr rl::memory_order acq_rel = weakest(rl::mo_acq_rel);
    static constexpr rl::memory_order seq_cst = weakest(rl::mo_seq_cst);

    static void light_fence() {
        if (Broken != broken::fences) rl::atomic_thread_fence(rl::mo_seq_cst, $);
    }
    static void fast_light_fence() { light_fence(); }
    static void heavy_fence() { light_fence(); }
};

// Stands for a client's handler: counted, and dead once its count is 0. Every use reads `memory`
// and death writes it, so that a use which death does not wait for is a race that is reported.
struct model_handler {
    rl::atomic<int> references;
    rl::var<int> memory;
    rl::atomic<int> invoked;

    void start() {
        references($).store(1, rl::mo_relaxed);
        memory($).store(0);
        invoked($).store(0, rl::mo_relaxed);
    }
    void touch() { RL_ASSERT(memory($).load() == 0); }
    void add() {
        touch();
        RL_ASSERT(references($).fetch_add(1, rl::mo_relaxed) > 0);
    }
    void drop() {
        touch();
        if (references($).fetch_sub(1, rl::mo_acq_rel) == 1) memory($).store(1);
    }
    void invoke() {
        touch();
        invoked($).fetch_add(1, rl::mo_relaxed);
        touch();
    }
    int count() { return references($).load(rl::mo_relaxed); }
    int invocations() { return invoked($).load(rl::mo_relaxed); }
};

// Stands for what waits for an end: alive from start() to die(), and told at most once.
struct alignas(8) model_watcher {
    rl::var<int> memory;
    rl::atomic<int> called;

    void start() {
        memory($).store(0);
        called($).store(0, rl::mo_relaxed);
    }
    void tell() {
        RL_ASSERT(memory($).load() == 0);
        RL_ASSERT(called($).fetch_add(1, rl::mo_release) == 0);
    }
    void die() { memory($).store(1); }
    bool was_called() { return called($).load(rl::mo_acquire) != 0; }
};

template <broken Broken>
struct model_record;

template <broken Broken>
struct model_traits : model_primitives<Broken> {
    using handler = model_handler;
    using record = model_record<Broken>;
    using watcher = model_watcher;
    using cell = asyncom::core::handler_cell<model_traits>;

    static void add_reference(handler* target) { target->add(); }
    static void release_reference(handler* target) { target->drop(); }
    // Two cells are enough for what the models do; the test object owns them.
    static inline cell* spare_cells = nullptr;
    static inline int cells_used = 0;
    static cell* new_cell() { return &spare_cells[cells_used++]; }
    static void free_cell(cell*) {}
};

template <broken Broken>
struct model_record : asyncom::core::extended_record<model_traits<Broken>> {};

// The least an operation is: a place for a result or an error, and the two counts of its callers.
template <broken Broken>
struct model_operation
    : asyncom::core::operation_core<model_operation<Broken>, model_traits<Broken>> {
    using traits = model_traits<Broken>;
    using record = model_record<Broken>;

    rl::var<int> result;
    rl::var<int> error;
    rl::atomic<int> last_status;
    rl::atomic<int> dropped; // references that a report dropped when it left
    record records[3];
    rl::atomic<int> records_used;
    typename traits::cell cells[3];

    void start() {
        traits::spare_cells = cells;
        traits::cells_used = 0;
        result($).store(0);
        error($).store(0);
        last_status($).store(0, rl::mo_relaxed);
        dropped($).store(0, rl::mo_relaxed);
        records_used($).store(0, rl::mo_relaxed);
    }
    void start_running() {
        start();
        this->initialize_running();
    }

    typename traits::mutex& mutex_of(record& extended) { return extended.mutex; }
    bool has_progress() const { return true; }
    record* new_record() { return &records[records_used($).fetch_add(1, rl::mo_relaxed)]; }
    void free_record(record*) {}
    std::uint32_t thread_token() const { return std::uint32_t(rl::ctx().threadx_->index_) + 1; }
    std::uint32_t fast_mark() const { return thread_token() << 1; }
    bool is_forked() const { return false; }
    void drop_handed_over() { dropped($).fetch_add(1, rl::mo_relaxed); }
    void invoke_completed(model_handler* target, asyncom::core::outcome ended_as) {
        RL_ASSERT(asyncom::core::outcome_of(this->look()) == ended_as);
        last_status($).store(int(ended_as), rl::mo_relaxed);
        if (ended_as == asyncom::core::outcome::completed) RL_ASSERT(result($).load() == 7);
        if (ended_as == asyncom::core::outcome::error) RL_ASSERT(error($).load() == 5);
        target->invoke();
    }
    bool should_defer_completed() const { return false; }
    void defer_completed(record&) {}
    void call_watcher(model_watcher& told) {
        RL_ASSERT(asyncom::core::has_ended(this->look()));
        if (asyncom::core::outcome_of(this->look()) == asyncom::core::outcome::completed)
            RL_ASSERT(result($).load() == 7);
        told.tell();
    }
    void defer_watcher(model_watcher&) {}
    bool on_ended(record&) { return false; }
    void wake_sleepers(record&) {}
    bool deliver_last_progress(record&, bool&) { return true; }
    bool is_end_claimed(const record&) const { return false; }
    bool has_end_listeners(const record&) const { return false; }
    bool begin_end_listeners(record&) { return false; }
    void call_begun_end_listeners(record&) {}
    void drop_progress_listeners(record&) {}
    void call_end_listeners(record&) {}

    // As the engine's slots: the short way first, and what it leaves to the long one.
    asyncom::core::completed_result attach(model_handler* target) {
        using asyncom::core::completed_result;
        if (this->may_put_first_completed()) {
            target->add();
            return this->try_put_first_completed(target) ? completed_result::stored
                                                         : this->put_completed(target, true);
        }
        asyncom::core::outcome ended_as;
        if (!this->try_assign_biased(fast_mark(), ended_as))
            return this->put_completed(target, false);
        invoke_completed(target, ended_as);
        return completed_result::invoked;
    }
    asyncom::core::end_answer complete() {
        model_handler* completed = nullptr;
        asyncom::core::state_flags flags = 0;
        if (this->try_claim_plainly(completed, flags)) {
            result($).store(7);
            this->publish_completed(flags | asyncom::core::flag_value);
            this->let_progress_go();
            if (completed != nullptr) {
                invoke_completed(completed, asyncom::core::outcome::completed);
                completed->drop();
            }
            return asyncom::core::end_answer::ended;
        }
        return this->end(asyncom::core::outcome::completed, [this](bool) {
            result($).store(7);
            return asyncom::core::flag_value;
        });
    }
    // Kept for GetError, too, where a cancel request has won.
    asyncom::core::end_answer fail() {
        return this->end(asyncom::core::outcome::error, [this](bool) {
            error($).store(5);
            return asyncom::core::flag_error | asyncom::core::flag_owned;
        });
    }
    bool cancel() {
        return this->request_cancel([](record&) {});
    }
    asyncom::core::report_result report_once() {
        return report_once([] {});
    }
    template <class Inside>
    asyncom::core::report_result report_once(Inside&& inside) {
        model_handler* found = nullptr;
        if (this->try_begin_report(fast_mark(), found)) {
            found->invoke();
            inside();
            if (this->end_fast_report() != 0) this->after_report();
            return asyncom::core::report_result::done;
        }
        return this->report([&](model_handler* target, record*) {
            if (target != nullptr) target->invoke();
            inside();
        });
    }
};

// What the checker says, in a fixed place: Relacy replaces operator new in this program alone, so
// a string stream would free in one heap what the C++ library has taken from the other.
class report_buffer : public std::streambuf {
public:
    report_buffer() { setp(m_text, m_text + sizeof m_text); }
    void clear() { setp(m_text, m_text + sizeof m_text); }
    std::string_view text() const { return {pbase(), std::size_t(pptr() - pbase())}; }

protected:
    int overflow(int unit) override { return unit; } // the end of a long history is cut off

private:
    char m_text[16 * 1024];
};

inline report_buffer& last_report() {
    static report_buffer buffer;
    return buffer;
}

// Runs one model; true if the checker found nothing wrong.
template <class Test>
bool passes(rl::iteration_t iterations) {
    last_report().clear();
    std::ostream output(&last_report());
    rl::test_params parameters;
    parameters.search_type = rl::sched_random;
    parameters.iteration_count = iterations;
    parameters.output_stream = &output;
    parameters.progress_stream = &output;
    return rl::simulate<Test>(parameters);
}

} // namespace race

// SPDX-License-Identifier: MIT
// The component of the C++/WinRT model: the coroutine's promise is the object, a slim lock guards
// each field in turn, a cancel travels as an exception.
#include "cppwinrt.h"

#include <exception>
#include <mutex>
#include <utility>

namespace models::cppwinrt {
namespace {

// The count that a weak reference may have replaced by a pointer: every change is a loop.
class count_or_weak {
public:
    void add() noexcept { change(1); }

    // True for the last reference.
    bool drop() noexcept { return change(-1) == 0; }

private:
    std::intptr_t change(std::intptr_t by) noexcept {
        std::intptr_t seen = m_count.load(std::memory_order_relaxed);
        while (!m_count.compare_exchange_weak(seen, seen + by, std::memory_order_acq_rel,
                                              std::memory_order_relaxed)) {
        }
        return seen + by;
    }

    std::atomic<std::intptr_t> m_count{1};
};

struct canceled_exception {
    std::int32_t code = cancelled;
};

} // namespace

class promise final : public operation_with_cancel {
public:
    promise() noexcept { module_count.fetch_add(1, std::memory_order_relaxed); }

    std::uint32_t add_ref() noexcept override {
        m_count.add();
        return 0;
    }

    std::uint32_t release() noexcept override {
        if (!m_count.drop()) return 1;
        delete this;
        module_count.fetch_sub(1, std::memory_order_relaxed);
        return 0;
    }

    unknown& query_interface() noexcept override {
        m_count.add();
        return *this;
    }

    std::int32_t put_completed(completed_handler* handler) noexcept override {
        status ended = status::started;
        {
            const std::scoped_lock lock(m_lock);
            ended = m_status;
            if (ended == status::started) m_completed = make_agile(handler);
        }
        if (ended != status::started) handler->invoke(*this, ended);
        return 0;
    }

    std::int32_t get_results(double& result) noexcept override {
        try {
            const std::scoped_lock lock(m_lock);
            if (m_status == status::completed) {
                result = m_result;
                return 0;
            }
            std::rethrow_exception(m_exception);
        } catch (const canceled_exception& exception) {
            return exception.code;
        }
    }

    void put_progress(progress_handler* handler) noexcept override {
        const std::scoped_lock lock(m_lock);
        handler->add_ref();
        m_progress = handler;
    }

    void report(double value) noexcept {
        progress_handler* handler = nullptr;
        {
            const std::scoped_lock lock(m_lock);
            handler = m_progress;
            handler->add_ref();
        }
        handler->invoke(*this, value);
        handler->release();
    }

    void cancel() noexcept override {
        const std::scoped_lock lock(m_lock);
        if (m_status == status::started) m_status = status::canceled;
    }

    void return_value(double result) noexcept {
        const std::scoped_lock lock(m_lock);
        m_result = result;
    }

    // A suspension point of the body: leaves it by an exception once a cancel was requested.
    void check_cancellation() {
        bool requested = false;
        {
            const std::scoped_lock lock(m_lock);
            requested = m_status == status::canceled;
        }
        if (requested) throw canceled_exception{};
    }

    void unhandled_exception() noexcept {
        const std::scoped_lock lock(m_lock);
        m_exception = std::current_exception();
    }

    void final_suspend() noexcept {
        completed_handler* handler = nullptr;
        status ended = status::started;
        {
            const std::scoped_lock lock(m_lock);
            if (m_status == status::started) m_status = status::completed;
            ended = m_status;
            handler = std::exchange(m_completed, nullptr);
        }
        if (handler != nullptr) {
            handler->invoke(*this, ended);
            handler->release();
        }
        if (m_progress != nullptr) m_progress->release();
        release();
    }

private:
    // Asks whether the delegate is agile, which costs a reference, and keeps a copy.
    static completed_handler* make_agile(completed_handler* handler) noexcept {
        handler->add_ref();
        handler->release();
        handler->add_ref();
        return handler;
    }

    count_or_weak m_count;
    word_mutex m_lock;
    status m_status = status::started;
    double m_result = 0;
    std::exception_ptr m_exception;
    completed_handler* m_completed = nullptr;
    progress_handler* m_progress = nullptr;
};

started start_coroutine() {
    auto* const made = new promise;
    made->add_ref();
    return {made, made};
}

void report(promise& frame, double value) noexcept {
    frame.report(value);
}

void finish(promise& frame) noexcept {
    frame.return_value(1);
    frame.final_suspend();
}

void finish_unless_canceled(promise& frame) noexcept {
    try {
        frame.check_cancellation();
        frame.return_value(1);
    } catch (...) {
        frame.unhandled_exception();
    }
    frame.final_suspend();
}

} // namespace models::cppwinrt

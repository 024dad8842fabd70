// SPDX-License-Identifier: MIT
//
// The engine's window: batches between the source and the sink, in order. Its size is what bounds
// the memory of a run.
#include "tool/hash_engine.h"

namespace asyncom::tool {
namespace {

// A large file at the head of the window keeps what was hashed behind it from being written. The
// window is wide enough that the other workers still have something to do meanwhile, and narrow
// enough to stay below 3 MiB.
constexpr size_t widest_window = 16 * 1024;
constexpr size_t worth_going_on = widest_window / 2;

} // namespace

bool hash_engine::source_has_to_wait() {
    const std::scoped_lock lock{m_lock};
    // With an empty window nobody would wake the source again, and nothing is in its way either.
    if (m_window.empty()) return false;
    m_source_waits = m_weight >= widest_window || m_source.holds_too_many(false);
    return m_source_waits;
}

void hash_engine::submit(reference<batch> filled) {
    {
        const std::scoped_lock lock{m_lock};
        m_weight += filled->weight();
        m_ready.push_back(filled);
        m_window.push_back(std::move(filled));
        if (m_workers == m_jobs) return; // one of them comes to it
        ++m_workers;
    }
    schedule(worker_task);
}

// All files of a batch have their result.
void hash_engine::completed(batch& work) {
    bool go_on = false;
    bool all_done = false;
    {
        std::unique_lock lock{m_lock};
        work.complete = true;
        // One thread at a time gives results away; the others leave theirs to it and go on hashing.
        if (!m_taking) take_in_order(lock);
        go_on = source_may_go_on();
        all_done = m_source_ended && m_window.empty();
    }
    if (go_on) schedule(source_task);
    if (all_done) stop_counter();
}

// True if nothing is left to be done after it.
bool hash_engine::end_of_source() {
    const std::scoped_lock lock{m_lock};
    m_source_ended = true;
    return m_window.empty();
}

void hash_engine::take_in_order(std::unique_lock<std::mutex>& lock) {
    m_taking = true;
    while (!m_window.empty() && m_window.front()->complete && !stopped()) {
        const reference<batch> head = m_window.front();
        lock.unlock();
        for (uint32_t i = 0; i < head->count(); ++i) {
            m_sink.take(*head, (*head)[i]);
        }
        lock.lock();
        m_weight -= head->weight();
        m_window.pop_front();
    }
    m_taking = false;
}

bool hash_engine::source_may_go_on() {
    if (!m_source_waits) return false;
    if (!m_window.empty() && (m_weight > worth_going_on || m_source.holds_too_many(true))) {
        return false;
    }
    m_source_waits = false;
    return true;
}

void hash_engine::record_failure(HRESULT code, std::string message) noexcept {
    {
        const std::scoped_lock lock{m_lock};
        if (SUCCEEDED(m_failure)) {
            m_failure = code;
            m_failure_text = std::move(message);
        }
    }
    stop_everything();
}

// After a cancel: what was finished is kept, in order, and what was not leaves a gap.
void hash_engine::take_leftovers() {
    for (const reference<batch>& each : m_window) {
        for (uint32_t i = 0; i < each->count(); ++i) {
            if ((*each)[i].state != file_state::waiting) m_sink.take(*each, (*each)[i]);
        }
    }
    m_window.clear();
}

// Runs once, when no task is left, so it needs no lock. After Complete, Fail or EndCanceled the
// consumer may take everything down; only locals are touched from there on.
void hash_engine::finish() noexcept {
    const bool canceled = m_canceled.load();
    if (SUCCEEDED(m_failure)) {
        guarded([&] {
            take_leftovers();
            m_sink.finish(canceled);
        });
    }
    m_progress.report_last(!canceled && SUCCEEDED(m_failure));
    const reference<IAsyncProducer> producer = std::move(m_producer);
    if (FAILED(m_failure)) {
        producer->Fail(m_failure, m_failure_text.empty() ? nullptr : m_failure_text.c_str());
    } else if (canceled) {
        producer->EndCanceled();
    } else {
        producer->Complete(nullptr);
    }
}

} // namespace asyncom::tool

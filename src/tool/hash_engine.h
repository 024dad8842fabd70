// SPDX-License-Identifier: MIT
//
// The body of the operation: takes files from a source, hashes them on a pool, gives the results to
// a sink in the order of the source, reports progress, obeys a cancel, ends the producer.
//
// Everything runs as short tasks of the pool, and no task waits for another: a source that is far
// enough ahead just ends its task and is scheduled again when there is room. So one thread is
// enough, and a cancel never waits for a lock.
#pragma once

#include "tool/failure.h"
#include "tool/file_hasher.h"
#include "tool/hash_parts.h"
#include "tool/progress_reporter.h"
#include "tool/reference.h"

#include <asyncom/asyncom.h>

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <vector>

namespace asyncom::tool {

class hash_engine {
public:
    // The parts outlive the engine; the engine outlives the pool's last task. `counter` may be
    // null. At most `jobs` files are hashed at the same time. Throws `failure`.
    hash_engine(reference<IAsyncScheduler> pool, reference<IAsyncProducer> producer,
                file_source& source, result_sink& sink, size_counter* counter, uint32_t jobs);

    // Begins. From here on the producer is ended exactly once, by a thread of the pool or inside
    // this call.
    void start() noexcept;

    // The producer's cancel handler: nothing new is begun, what is being read is given up at the
    // next buffer.
    void cancel() noexcept;

    // Waits for the tasks that still are on their way out. After the end, before the engine and its
    // parts go.
    void release_pool() noexcept { m_pool.reset(); }

private:
    // ---- tasks (hash_engine.cpp)
    static void ASYNCOM_CALL source_task(void* context, HRESULT reason);
    static void ASYNCOM_CALL worker_task(void* context, HRESULT reason);
    static void ASYNCOM_CALL counter_task(void* context, HRESULT reason);
    void schedule(AsyncomTaskCallback task) noexcept;
    void schedule_counter() noexcept;
    void stop_counter() noexcept;
    void stop_everything() noexcept;
    void task_ended() noexcept;
    template <typename Body>
    void guarded(Body body) noexcept;

    // ---- the source and the workers (hash_engine.cpp)
    void run_source();
    void run_counter();
    void run_worker();
    void work_on(batch& work, file_hasher& hasher);
    void hash_one(batch& owner, file_entry& entry, file_hasher& hasher);
    void look_at(batch& owner, file_entry& entry, file_hasher& hasher);
    void open_failed(file_entry& entry, int error) noexcept;
    void share(batch& work);
    [[nodiscard]] reference<batch> take_ready(std::unique_ptr<file_hasher>& hasher);
    void worker_done(std::unique_ptr<file_hasher> hasher);

    // ---- the window (hash_window.cpp)
    [[nodiscard]] bool source_has_to_wait();
    void submit(reference<batch> filled);
    void completed(batch& work);
    void take_in_order(std::unique_lock<std::mutex>& lock);
    [[nodiscard]] bool source_may_go_on();
    [[nodiscard]] bool end_of_source();
    void take_leftovers();

    // ---- the end (hash_window.cpp)
    void record_failure(HRESULT code, std::string message) noexcept;
    void finish() noexcept;

    [[nodiscard]] bool stopped() const noexcept { return m_stop.load(std::memory_order_relaxed); }

    reference<IAsyncScheduler> m_pool;
    reference<IAsyncProducer> m_producer;
    reference<IUnknown> m_operation; // the producer's: the parent of each file's
    IAsyncType* m_file_type;
    file_source& m_source;
    result_sink& m_sink;
    size_counter* m_counter;
    const uint32_t m_jobs;
    progress_reporter m_progress;

    std::atomic<bool> m_stop{false}; // canceled or failed
    std::atomic<bool> m_canceled{false};
    std::atomic<bool> m_counter_stop{false};
    std::atomic<uint32_t> m_tasks{0}; // scheduled or running; the one that brings it to 0 finishes
    std::atomic<uint64_t> m_counter_token{0}; // of the timer that begins the counting, 0: none
    uint64_t m_files_given = 0;               // by the source; read by its own task only

    std::mutex m_lock;                     // guards what follows
    std::deque<reference<batch>> m_window; // all batches, in order
    std::deque<reference<batch>>
        m_ready;            // those that a worker should turn to, once for each worker
    uint32_t m_workers = 0; // worker tasks that are scheduled or running
    size_t m_weight = 0;
    bool m_source_waits = false;
    bool m_source_ended = false;
    bool m_taking = false; // some thread gives results to the sink
    std::vector<std::unique_ptr<file_hasher>> m_hashers;
    HRESULT m_failure = S_OK;
    std::string m_failure_text;
};

// Callbacks of the C ABI must not unwind; whatever is thrown in a task ends the operation.
template <typename Body>
void hash_engine::guarded(Body body) noexcept {
    try {
        body();
    } catch (const failure& error) {
        record_failure(error.code(), error.what());
    } catch (const std::bad_alloc&) {
        record_failure(E_OUTOFMEMORY, {});
    } catch (const std::exception& error) {
        record_failure(E_FAIL, error.what());
    }
}

} // namespace asyncom::tool

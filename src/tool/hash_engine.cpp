// SPDX-License-Identifier: MIT
//
// The engine's tasks: the source that runs ahead, the workers, the counter.
#include "tool/hash_engine.h"

#include "tool/file_operation.h"

#include <cerrno>

namespace asyncom::tool {
namespace {

// A file of this size is worth another worker for the rest of its batch.
constexpr off_t large_file = 1024 * 1024;

// Counting ahead costs a call for each file, so it begins only once a run turns out to take time:
// 250 ms, in ticks of 100 ns. A short run ends before and pays nothing.
constexpr int64_t counter_delay = 2'500'000;

} // namespace

hash_engine::hash_engine(reference<IAsyncScheduler> pool, reference<IAsyncProducer> producer,
                         file_source& source, result_sink& sink, size_counter* counter,
                         uint32_t jobs)
    : m_pool{std::move(pool)}, m_producer{producer}, m_file_type{file_operation_type()},
      m_source{source}, m_sink{sink}, m_counter{counter}, m_jobs{jobs}, m_progress{
                                                                            m_producer.get()} {
    require(m_producer->GetOperation(&IID_IUnknown, m_operation.put_void()), "GetOperation");
}

void hash_engine::start() noexcept {
    m_tasks.fetch_add(
        1); // this call counts as a task, so that nothing ends the operation before all is set up
    schedule_counter();
    schedule(source_task);
    task_ended();
}

void hash_engine::cancel() noexcept {
    m_canceled.store(true);
    stop_everything();
}

void hash_engine::stop_everything() noexcept {
    m_stop.store(true);
    m_source.stop();
    stop_counter();
}

// ---- tasks

void hash_engine::schedule(AsyncomTaskCallback task) noexcept {
    m_tasks.fetch_add(1);
    const HRESULT result = m_pool->Schedule(task, this);
    if (SUCCEEDED(result)) return;
    guarded([&] { require(result, "no thread can be started"); });
    task_ended();
}

void hash_engine::schedule_counter() noexcept {
    if (!m_counter) return;
    m_tasks.fetch_add(1);
    uint64_t token = 0;
    // Without a timer there is no estimate of the time left, and nothing else is missing.
    if (FAILED(m_pool->ScheduleAfter(counter_delay, counter_task, this, &token))) {
        task_ended();
        return;
    }
    m_counter_token.store(token);
    // A cancel may come before the start. Sequentially consistent: it finds the timer, or is found.
    if (m_counter_stop.load()) m_pool->CancelScheduled(token);
}

// The size is of no use any more. A timer that has not fired yet would keep the operation running.
void hash_engine::stop_counter() noexcept {
    if (!m_counter) return;
    m_counter_stop.store(true);
    m_counter->stop();
    m_pool->CancelScheduled(m_counter_token.load());
}

// Sequentially consistent: the finishing thread sees everything that all tasks wrote.
void hash_engine::task_ended() noexcept {
    if (m_tasks.fetch_sub(1) == 1) finish();
}

void ASYNCOM_CALL hash_engine::source_task(void* context, HRESULT reason) {
    auto& self = *static_cast<hash_engine*>(context);
    if (reason == S_OK) self.guarded([&] { self.run_source(); });
    self.task_ended();
}

void ASYNCOM_CALL hash_engine::worker_task(void* context, HRESULT reason) {
    auto& self = *static_cast<hash_engine*>(context);
    if (reason == S_OK) self.guarded([&] { self.run_worker(); });
    self.task_ended();
}

void ASYNCOM_CALL hash_engine::counter_task(void* context, HRESULT reason) {
    auto& self = *static_cast<hash_engine*>(context);
    if (reason == S_OK) self.guarded([&] { self.run_counter(); });
    self.task_ended();
}

// ---- the source

void hash_engine::run_source() {
    while (!stopped()) {
        if (source_has_to_wait()) return;
        auto filled = reference<batch>::adopt(new batch);
        const bool more = m_source.fill(*filled);
        m_files_given += filled->count();
        if (filled->count() > 0) submit(std::move(filled));
        if (more) continue;
        m_progress.set_files_total(m_files_given);
        if (end_of_source()) stop_counter();
        return;
    }
}

void hash_engine::run_counter() {
    if (m_counter_stop.load(std::memory_order_relaxed)) return;
    if (const std::optional<tree_size> size = m_counter->step()) {
        m_progress.set_files_total(size->files);
        m_progress.set_bytes_total(size->bytes);
    } else {
        schedule(counter_task); // between two steps others have their turn
    }
}

// ---- the workers

// One batch for each task, so that the source and the counter have their turns in between.
void hash_engine::run_worker() {
    std::unique_ptr<file_hasher> hasher;
    if (const reference<batch> work = take_ready(hasher)) {
        if (!hasher) hasher = std::make_unique<file_hasher>();
        work_on(*work, *hasher);
    }
    worker_done(std::move(hasher));
}

void hash_engine::work_on(batch& work, file_hasher& hasher) {
    while (!stopped()) {
        file_entry* entry = work.claim();
        if (!entry) return;
        if (entry->state == file_state::waiting) hash_one(work, *entry, hasher);
        if (work.done()) completed(work);
    }
}

void hash_engine::hash_one(batch& owner, file_entry& entry, file_hasher& hasher) {
    file_operation shown{m_file_type, m_operation.get(), owner.name(entry)};
    look_at(owner, entry, hasher);
    shown.end(entry);
}

void hash_engine::look_at(batch& owner, file_entry& entry, file_hasher& hasher) {
    const unique_fd fd = m_source.open(owner, entry);
    const int open_error = errno;
    entry.handle.reset(); // the directory closes with its last file, and makes room for the source
    struct stat status;
    if (!fd) {
        open_failed(entry, open_error);
    } else if (::fstat(fd.get(), &status) != 0) {
        open_failed(entry, errno);
    } else if (S_ISDIR(status.st_mode)) {
        entry.error = EISDIR;
        entry.state = entry.folder ? file_state::changed : file_state::unreadable;
    } else if (!S_ISREG(status.st_mode)) {
        entry.state = file_state::skipped;
        m_source.count_skipped(kind_of(status.st_mode));
    } else if (entry.is_known && m_source.is_unchanged(status)) {
        entry.value = entry.expected;
        entry.state = file_state::hashed;
        m_progress.add_bytes(static_cast<uint64_t>(status.st_size));
    } else {
        entry.is_known = false;
        // Nobody should be idle while this worker reads a large file that others queue behind.
        if (status.st_size >= large_file && owner.has_unclaimed()) share(owner);
        hasher.hash(fd.get(), status, entry, m_progress, m_stop);
    }
    if (entry.state != file_state::waiting) m_progress.add_file();
}

void hash_engine::open_failed(file_entry& entry, int error) noexcept {
    entry.error = error;
    if (error == ENOENT) {
        entry.state = file_state::vanished;
    } else if (entry.folder && error == ELOOP) {
        entry.state = file_state::skipped; // opened without following links: it has become one
        m_source.count_skipped(file_kind::link);
    } else if (entry.folder && error == ENXIO) {
        entry.state = file_state::skipped;
        m_source.count_skipped(file_kind::socket);
    } else {
        entry.state = file_state::unreadable;
    }
}

// Lets another worker, should there be an idle one, turn to a batch that has been begun.
void hash_engine::share(batch& work) {
    {
        const std::scoped_lock lock{m_lock};
        if (m_workers == m_jobs) return;
        m_ready.push_front(reference<batch>::share(&work));
        ++m_workers;
    }
    schedule(worker_task);
}

reference<batch> hash_engine::take_ready(std::unique_ptr<file_hasher>& hasher) {
    const std::scoped_lock lock{m_lock};
    if (m_ready.empty() || stopped()) return {};
    reference<batch> work = std::move(m_ready.front());
    m_ready.pop_front();
    if (!m_hashers.empty()) {
        hasher = std::move(m_hashers.back());
        m_hashers.pop_back();
    }
    return work;
}

void hash_engine::worker_done(std::unique_ptr<file_hasher> hasher) {
    {
        const std::scoped_lock lock{m_lock};
        if (hasher) m_hashers.push_back(std::move(hasher));
        if (m_ready.empty() || stopped()) {
            --m_workers;
            return;
        }
    }
    schedule(worker_task);
}

} // namespace asyncom::tool

// SPDX-License-Identifier: MIT
//
// Running one operation.
#include "tool/operation.h"

#include "tool/failure.h"
#include "tool/hash_engine.h"
#include "tool/jobs.h"
#include "tool/signals.h"
#include "tool/wake_pipe.h"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <mutex>

namespace asyncom::tool {
namespace {

using hash_operation = ABI::Windows::Foundation::IAsyncActionWithProgress<hash_progress>;
using hash_progress_handler = ABI::Windows::Foundation::IAsyncActionProgressHandler<hash_progress>;

constexpr auto timed_out = static_cast<HRESULT>(0x800705B4); // HRESULT_FROM_WIN32(ERROR_TIMEOUT)
constexpr auto canceled = static_cast<HRESULT>(0x800704C7);  // HRESULT_FROM_WIN32(ERROR_CANCELLED)

constexpr const char* signature = "pinterface({1f6db258-e803-48a1-9546-eb7353398884};"
                                  "struct(Asyncom.Tool.HashProgress;u8;u8;u8;u8))";

// What the handlers hand to the main thread. They run on a worker, so they only leave a value and
// wake the main thread; drawing is slow where a terminal is.
class mailbox {
public:
    static HRESULT ASYNCOM_CALL on_progress(void* context, IUnknown*, const void* value) {
        auto& self = *static_cast<mailbox*>(context);
        const std::scoped_lock lock{self.m_lock};
        self.m_latest = *static_cast<const hash_progress*>(value);
        return S_OK;
    }

    // Invoked when the body has ended, after a cancel too.
    static HRESULT ASYNCOM_CALL on_completed(void* context, IUnknown*, int32_t) {
        static_cast<mailbox*>(context)->m_ended.ring();
        return S_OK;
    }

    [[nodiscard]] const wake_pipe& ended() const noexcept { return m_ended; }
    [[nodiscard]] hash_progress latest() {
        const std::scoped_lock lock{m_lock};
        return m_latest;
    }

private:
    wake_pipe m_ended;
    std::mutex m_lock;
    hash_progress m_latest;
};

// Between a cancel and the engine: the end does not wait for a cancel handler, so one that a
// deadline's timer has called may still run when the engine goes.
class cancel_gate {
public:
    explicit cancel_gate(hash_engine& engine) noexcept : m_engine{&engine} {}

    // When it has returned, nobody is inside the engine by this way any more.
    void close() noexcept {
        const std::scoped_lock lock{m_lock};
        m_engine = nullptr;
    }

    // The handler's context is a share of the gate.
    using share = std::shared_ptr<cancel_gate>;
    static HRESULT ASYNCOM_CALL on_cancel(void* context, IAsyncProducer*) {
        cancel_gate& self = **static_cast<share*>(context);
        const std::scoped_lock lock{self.m_lock};
        if (self.m_engine) self.m_engine->cancel();
        return S_OK;
    }
    static void ASYNCOM_CALL destroy(void* context) { delete static_cast<share*>(context); }

private:
    std::mutex m_lock;
    hash_engine* m_engine;
};

// Closes the gate on every way out.
struct gate_keeper {
    explicit gate_keeper(hash_engine& engine) : gate{std::make_shared<cancel_gate>(engine)} {}
    ~gate_keeper() { gate->close(); }
    gate_keeper(const gate_keeper&) = delete;
    gate_keeper& operator=(const gate_keeper&) = delete;

    const cancel_gate::share gate;
};

// One thread more than files are hashed at the same time: it lists directories and counts ahead,
// which else would wait while all the others read large files.
uint32_t threads_for(uint32_t jobs) noexcept {
    return std::min(jobs + 1, most_jobs);
}

struct created {
    reference<hash_operation> operation;
    reference<IAsyncProducer> producer;
    reference<hash_operation> watched; // the same, or what limits its time
};

created create(IAsyncType* type, const char* name) {
    AsyncomOperationOptions options{};
    options.size = sizeof options;
    options.name = name;
    GUID iid{};
    require(type->GetIid(ASYNCOM_IID_OPERATION, &iid), "IAsyncType::GetIid");
    created result;
    require(AsyncomCreateOperation(type, &options, &iid, result.operation.put_void(),
                                   result.producer.put()),
            "AsyncomCreateOperation");
    result.watched = result.operation;
    return result;
}

// A longer one than fits is for ever.
void limit_time(IAsyncType* type, created& made, double seconds) {
    constexpr double ticks_per_second = 1e7;
    if (seconds >= static_cast<double>(INT64_MAX) / ticks_per_second) return;
    GUID iid{};
    require(type->GetIid(ASYNCOM_IID_OPERATION, &iid), "IAsyncType::GetIid");
    require(AsyncomWithDeadline(made.operation.get(),
                                static_cast<int64_t>(seconds * ticks_per_second), nullptr, &iid,
                                made.watched.put_void()),
            "AsyncomWithDeadline");
}

void attach_handlers(IAsyncType* type, hash_operation* operation, mailbox& box) {
    reference<hash_progress_handler> progress;
    require(AsyncomCreateProgressHandler(type, mailbox::on_progress, &box, nullptr,
                                         progress.put_void()),
            "AsyncomCreateProgressHandler");
    require(operation->put_Progress(progress.get()), "put_Progress");

    void* completed = nullptr;
    require(AsyncomCreateCompletedHandler(type, mailbox::on_completed, &box, nullptr, &completed),
            "AsyncomCreateCompletedHandler");
    require(AsyncomAttachCompleted(operation, static_cast<IUnknown*>(completed)),
            "AsyncomAttachCompleted");
}

void attach_cancel(IAsyncProducer* producer, const cancel_gate::share& gate) {
    reference<IAsyncCancelHandler> handler;
    auto context = std::make_unique<cancel_gate::share>(gate);
    require(AsyncomCreateCancelHandler(cancel_gate::on_cancel, context.get(), cancel_gate::destroy,
                                       handler.put()),
            "AsyncomCreateCancelHandler");
    static_cast<void>(context.release()); // the handler's, which exists
    require(producer->put_CancelHandler(handler.get()), "put_CancelHandler");
}

template <typename Interface>
reference<Interface> query(IUnknown* object, const GUID& iid) {
    reference<Interface> result;
    require(object->QueryInterface(iid, result.put_void()), "QueryInterface");
    return result;
}

const char* cancel_text(int signal) noexcept {
    switch (signal) {
    case SIGTERM:
        return "SIGTERM";
    case SIGHUP:
        return "SIGHUP";
    default:
        return "Ctrl-C";
    }
}

// Shows progress and passes a signal on until the body has ended. Returns 0, or the errno of why it
// could not wait: then the body was cancelled, for nobody would hear a signal any more.
int watch(IAsyncControl* control, mailbox& box, progress_view& view) {
    int error = 0;
    pollfd waited[] = {{box.ended().descriptor(), POLLIN, 0}, {signal_descriptor(), POLLIN, 0}};
    nfds_t count = 2;
    for (;;) {
        if (::poll(waited, count, view.interval_ms()) < 0) {
            if (errno == EINTR) continue;
            error = errno;
            control->CancelWithReason(canceled, "the wait for the end failed");
            box.ended().wait();
            break;
        }
        if (waited[0].revents != 0) break;
        if (count == 2 && waited[1].revents != 0) {
            count = 1; // asked once; a second signal never comes back from its handler
            control->CancelWithReason(canceled, cancel_text(first_signal()));
        }
        view.show(box.latest());
    }
    view.end();
    return error;
}

outcome outcome_of(const created& made) {
    const auto info = query<IAsyncInfo>(made.operation.get(), IID_IAsyncInfo);
    AsyncStatus status{};
    require(info->get_Status(&status), "get_Status");
    outcome result;
    result.canceled = status == AsyncStatus::Canceled;
    HRESULT reason = S_OK;
    HSTRING text = nullptr;
    const auto control = query<IAsyncControl>(made.operation.get(), IID_IAsyncControl);
    if (control->GetCancelReason(&reason, &text) == S_OK)
        result.too_late = result.canceled && reason == timed_out;
    WindowsDeleteString(text);
    // A failure that came after the cancel doesn't change the status, but the manifest is missing
    // all the same.
    reference<IAsyncError> error;
    if (control->GetError(error.put()) == S_OK) {
        require(error->get_Code(&result.error), "get_Code");
        result.text = error_text(error.get());
    }
    info->Close();
    return result;
}

// kill -USR1 tells on standard error what is running; where there is no list it goes on silently.
void tell_what_runs_when_asked() {
    static_cast<void>(AsyncomDumpOnSignal(SIGUSR1, STDERR_FILENO, ASYNCOM_DUMP_TEXT));
}

} // namespace

outcome run_operation(const hash_job& job, progress_view& view) {
    reference<IAsyncType> type;
    require(AsyncomGetType(signature, type.put()), "AsyncomGetType");
    reference<IAsyncScheduler> pool;
    require(AsyncomCreatePool(threads_for(job.jobs), "hash", pool.put()), "AsyncomCreatePool");

    // From here on the order of destruction matters: the pool's last release waits for its tasks,
    // which use the engine and through it the box, so the pool goes first.
    mailbox box;
    created made = create(type.get(), job.name);
    hash_engine engine{pool, made.producer, job.source, job.sink, job.counter, job.jobs};
    const gate_keeper keeper{engine};
    limit_time(type.get(), made, job.seconds);
    attach_handlers(type.get(), made.watched.get(), box);
    attach_cancel(made.producer.get(), keeper.gate);
    made.producer.reset();
    tell_what_runs_when_asked();
    engine.start();

    const auto control = query<IAsyncControl>(made.watched.get(), IID_IAsyncControl);
    const int error = watch(control.get(), box, view);
    outcome result = outcome_of(made);
    if (error != 0 && SUCCEEDED(result.error)) {
        result.error = hresult_from_errno(error);
        result.text = "cannot wait for the end, so it was cancelled: " + errno_text(error);
    }
    result.progress = box.latest();
    keeper.gate->close();
    engine.release_pool();
    pool.reset();
    return result;
}

} // namespace asyncom::tool

// SPDX-License-Identifier: MIT
//
// The counted face over progress_mailbox. Two counts: the clients' references, and lives, which
// whoever may still deliver has. The operation knows its sink by a plain pointer, for its last
// words, so that the sink's hold on the producer is no cycle; the sink that lets go takes them
// back.
#include "run/progress_sink.h"

#include <atomic>
#include <cmath>
#include <mutex>
#include <new>

#include "async/listeners.h"
#include "async/progress_fraction.h"
#include "async/value.h"
#include "async/waiters.h"
#include "com/blocks.h"
#include "com/error_info.h"
#include "com/kept_error_slot.h"
#include "com/owned.h"
#include "platform/clock.h"
#include "platform/park.h"
#include "run/default_scheduler.h"
#include "run/progress_mailbox.h"
#include "run/sink_children.h"

namespace asyncom::core {
namespace {

struct sink_traits : atomic_traits {
    using lock = std::unique_lock<mutex>;

    static void wait_while(const std::atomic<std::uint32_t>& word, std::uint32_t value) noexcept {
        core::wait_while(word, value);
    }
    static void wake(const std::atomic<std::uint32_t>& word) noexcept { unpark_all(word); }
};

class progress_sink final : public IAsyncProgressSink,
                            public fraction_receiver,
                            public progress_mailbox<progress_sink, sink_traits> {
public:
    // Takes over the reference to the producer.
    progress_sink(IAsyncScheduler& scheduler, IAsyncProducer* producer, operation& target,
                  std::uint32_t max_per_second) noexcept
        : m_scheduler(scheduler), m_producer(producer), m_target(target),
          m_layout(target.type().progress()), m_children(*this) {
        m_scheduler.AddRef();
        // Never more than were asked for.
        start(max_per_second == 0 ? 0 : (ticks_per_second + max_per_second - 1) / max_per_second);
    }
    HRESULT listen_for_the_end() noexcept;

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept override;
    ULONG ASYNCOM_CALL AddRef() noexcept override;
    ULONG ASYNCOM_CALL Release() noexcept override;

    HRESULT ASYNCOM_CALL Report(const void* value) noexcept override;
    HRESULT ASYNCOM_CALL AddChild(IUnknown* child, double weight) noexcept override;
    HRESULT ASYNCOM_CALL Flush() noexcept override;

    // For progress_mailbox.
    std::uint32_t thread_token() const noexcept { return this_thread().token; }
    std::int64_t now() noexcept;
    bool arm(std::int64_t delay) noexcept;
    void deliver(letter& each) noexcept { m_producer->ReportProgress(&each + 1); }
    void discard(letter& each) noexcept {
        destroy_value(m_layout, &each + 1);
        free_bytes(this_thread(), &each, letter_bytes());
    }

    bool take_fraction(double total) noexcept override;
    void deliver_fraction() noexcept override;

private:
    ~progress_sink() = default;

    static void ASYNCOM_CALL on_timer(void* context, HRESULT reason) noexcept;
    static void say_last_words(void* context) noexcept;

    std::size_t letter_bytes() const noexcept { return sizeof(letter) + m_layout.bytes; }
    letter* make_letter(const void* value) noexcept;
    void close() noexcept;
    void add_life() noexcept { m_lives.fetch_add(1, std::memory_order_relaxed); }
    bool try_add_life() noexcept;
    void drop_life() noexcept;
    void destroy() noexcept;

    std::atomic<std::uint32_t> m_references{1};
    std::atomic<std::uint32_t> m_lives{1};
    IAsyncScheduler& m_scheduler; // one reference
    IAsyncProducer* const m_producer;
    operation& m_target; // lives by the producer
    const value_layout& m_layout;
    sink_children m_children;
    std::uint64_t m_last_words = 0;
    std::atomic<std::uint64_t> m_timer{0};
    std::atomic<bool> m_closing{false};
};

static_assert(sizeof(progress_sink::letter) == 8, "a value of any type can follow");

HRESULT progress_sink::listen_for_the_end() noexcept {
    const HRESULT subscribed = subscribe_last_words(m_target, &say_last_words, this, &m_last_words);
    if (subscribed == S_FALSE) finish(); // has ended
    return subscribed < 0 ? subscribed : S_OK;
}

HRESULT ASYNCOM_CALL progress_sink::QueryInterface(REFIID iid, void** object) noexcept {
    if (!object) return E_POINTER;
    *object = nullptr;
    if (iid != IID_IUnknown && iid != IID_IAsyncProgressSink && iid != IID_IAgileObject) {
        return E_NOINTERFACE;
    }
    AddRef();
    *object = static_cast<IAsyncProgressSink*>(this);
    return S_OK;
}

ULONG ASYNCOM_CALL progress_sink::AddRef() noexcept {
    return m_references.fetch_add(1, std::memory_order_relaxed) + 1;
}

ULONG ASYNCOM_CALL progress_sink::Release() noexcept {
    const std::uint32_t left = m_references.fetch_sub(1, std::memory_order_acq_rel) - 1;
    if (left != 0) return left;
    if (m_target.is_forked()) {
        // Its locks may be held for ever by threads of the parent: it is abandoned as it was found.
        m_producer->Release();
        return left;
    }
    close();
    drop_life();
    return left;
}

// Nobody reports any more: what waits is delivered now, so that the producer is not held for it.
void progress_sink::close() noexcept {
    m_children.close();
    m_closing.store(true, std::memory_order_seq_cst);
    flush();
    if (const std::uint64_t token = m_timer.exchange(0, std::memory_order_seq_cst); token != 0)
        m_scheduler.CancelScheduled(token);
}

// What is about to be destroyed has delivered everything.
bool progress_sink::try_add_life() noexcept {
    std::uint32_t lives = m_lives.load(std::memory_order_relaxed);
    while (lives != 0)
        if (m_lives.compare_exchange_weak(lives, lives + 1, std::memory_order_acquire)) return true;
    return false;
}

void progress_sink::drop_life() noexcept {
    if (m_lives.fetch_sub(1, std::memory_order_acq_rel) == 1) destroy();
}

void progress_sink::destroy() noexcept {
    // Waits for an end that is about to speak.
    if (m_last_words != 0) unsubscribe_last_words(m_target, m_last_words);
    drop_letters();
    m_scheduler.Release();
    IAsyncProducer* const producer = m_producer;
    delete this;
    producer->Release(); // may be the last: the operation is abandoned then
}

progress_sink::letter* progress_sink::make_letter(const void* value) noexcept {
    thread_block& thread = this_thread();
    void* const memory = allocate_bytes(thread, letter_bytes());
    if (!memory) return nullptr;
    auto* const made = ::new (memory) letter;
    if (copy_value(m_layout, made + 1, value) >= 0) return made;
    free_bytes(thread, memory, letter_bytes());
    return nullptr;
}

HRESULT ASYNCOM_CALL progress_sink::Report(const void* value) noexcept {
    if (!value) return refuse_null();
    if (is_over()) return S_FALSE;
    if (m_target.is_forked()) return originate(ASYNCOM_E_FORKED, nullptr);
    letter* const fresh = make_letter(value);
    if (!fresh) return originate(E_OUTOFMEMORY, nullptr);
    switch (post(*fresh)) {
    case posted::has_ended:
        discard(*fresh);
        return S_FALSE;
    case posted::first:
        // The handler may drop the reference through which this call came.
        add_life();
        deliver_due();
        drop_life();
        break;
    case posted::later:
        break;
    }
    return S_OK;
}

HRESULT ASYNCOM_CALL progress_sink::AddChild(IUnknown* child, double weight) noexcept {
    if (!child) return refuse_null();
    if (!reports_fraction(m_target.type()))
        return originate(E_NOTIMPL, "Only progress that is a fraction (Double) can be added up.");
    if (!std::isfinite(weight) || weight < 0)
        return originate(E_INVALIDARG, "The weight is negative or not finite.");
    operation* const target = operation_of(child);
    if (!target) return originate(E_NOINTERFACE, "The object is not an operation of this library.");
    if (target == &m_target)
        return originate(E_INVALIDARG, "An operation cannot be a part of itself.");
    if (is_over()) return S_FALSE;
    if (m_target.is_forked()) return originate(ASYNCOM_E_FORKED, nullptr);
    add_life();
    const HRESULT added = m_children.add(*target, weight);
    drop_life();
    return added < 0 ? originate(added, nullptr) : S_OK;
}

HRESULT ASYNCOM_CALL progress_sink::Flush() noexcept {
    if (is_over() || m_target.is_forked()) return S_OK;
    add_life();
    flush();
    drop_life();
    return S_OK;
}

bool progress_sink::take_fraction(double total) noexcept {
    letter* const fresh = make_letter(&total);
    if (!fresh) return false; // the next one tells
    const posted how = post(*fresh);
    if (how == posted::has_ended) discard(*fresh);
    if (how == posted::first) add_life();
    return how == posted::first;
}

void progress_sink::deliver_fraction() noexcept {
    deliver_due();
    drop_life();
}

std::int64_t progress_sink::now() noexcept {
    std::int64_t ticks = 0;
    m_scheduler.get_Now(&ticks);
    return ticks;
}

bool progress_sink::arm(std::int64_t delay) noexcept {
    const kept_error_slot kept; // a report that succeeds leaves no reason
    add_life();
    std::uint64_t token = 0;
    if (m_scheduler.ScheduleAfter(delay, &on_timer, this, &token) < 0) {
        drop_life(); // never the last: the caller has one
        return false;
    }
    // One that has come meanwhile is not known any more, which does no harm.
    m_timer.store(token, std::memory_order_seq_cst);
    if (m_closing.load(std::memory_order_seq_cst)) m_scheduler.CancelScheduled(token);
    return true;
}

// Dropped by its scheduler it comes too early, but it comes.
void ASYNCOM_CALL progress_sink::on_timer(void* context, HRESULT reason) noexcept {
    auto& self = *static_cast<progress_sink*>(context);
    self.on_time(reason < 0);
    self.drop_life();
}

void progress_sink::say_last_words(void* context) noexcept {
    auto& self = *static_cast<progress_sink*>(context);
    if (!self.try_add_life()) return;
    self.finish();
    self.drop_life();
}

// The operation that lives by the producer, or null where it is another's.
operation* operation_behind(IAsyncProducer& producer) noexcept {
    void* consumer = nullptr;
    if (producer.GetOperation(&IID_IUnknown, &consumer) < 0) return nullptr;
    const owned<IUnknown> held(static_cast<IUnknown*>(consumer));
    return operation_of(held.get());
}

} // namespace

HRESULT create_progress_sink_on(IAsyncScheduler& scheduler, IAsyncProducer* producer,
                                std::uint32_t max_per_second, IAsyncProgressSink** sink) noexcept {
    if (sink) *sink = nullptr;
    if (!producer || !sink) return refuse_null();
    operation* const target = operation_behind(*producer);
    if (!target) return originate(E_NOINTERFACE, "The producer is not one of this library.");
    if (!target->type().has_progress())
        return originate(E_NOTIMPL, "The operation's type has no progress.");
    producer->AddRef();
    auto* const made =
        new (std::nothrow) progress_sink(scheduler, producer, *target, max_per_second);
    if (!made) {
        producer->Release();
        return originate(E_OUTOFMEMORY, nullptr);
    }
    const HRESULT listening = made->listen_for_the_end();
    if (listening < 0) {
        made->Release();
        return originate(listening, nullptr);
    }
    *sink = made;
    return S_OK;
}

HRESULT create_progress_sink(IAsyncProducer* producer, std::uint32_t max_per_second,
                             IAsyncProgressSink** sink) noexcept {
    if (sink) *sink = nullptr;
    if (!producer || !sink) return refuse_null();
    IAsyncScheduler* pool = nullptr;
    if (const HRESULT got = default_scheduler(&pool); got < 0) return got;
    const owned<IAsyncScheduler> held(pool);
    return create_progress_sink_on(*pool, producer, max_per_second, sink);
}

} // namespace asyncom::core

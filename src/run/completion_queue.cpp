// SPDX-License-Identifier: MIT
//
// The counted face over completion_list: arguments, sleeping consumers, and the kernel object for
// event loops, which exists only once somebody asks for it.
#include "run/completion_queue.h"

#include <algorithm>
#include <memory>
#include <new>

#include <gsl/span>

#include "async/completing.h"
#include "async/listeners.h"
#include "async/waiters.h"
#include "com/error_info.h"
#include "com/first_copy.h"
#include "platform/fork.h"
#include "platform/mutex.h"
#include "platform/wait_handle.h"
#include "run/completion_list.h"
#include "run/scheduler_face.h"

namespace asyncom::core {
namespace {

class completion_queue;

struct queue_traits : atomic_traits {
    using lock = std::unique_lock<mutex>;
    using subject = operation;
    using entry = completion_list<completion_queue, queue_traits>::entry;

    static HRESULT subscribe(operation& target, end_callback callback, void* context,
                             std::uint64_t* token) noexcept {
        // One that runs in the parent process has ended for everybody who waits for it here.
        if (has_ended_for_waits(target)) return S_FALSE;
        return subscribe_end(target, callback, context, token);
    }
    static void unsubscribe(operation& target, std::uint64_t token) noexcept {
        unsubscribe_end(target, token);
    }
    static std::int32_t status_of(const operation& ended) noexcept {
        const state_flags flags = ended.look_settled();
        return std::int32_t(has_ended(flags) ? outcome_of(flags) : outcome::error);
    }
    static void let_go(entry* gone) noexcept;
};

class completion_queue final : public IAsyncCompletionQueue,
                               public completion_list<completion_queue, queue_traits> {
public:
    completion_queue() noexcept { start(); }

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept override;
    ULONG ASYNCOM_CALL AddRef() noexcept override;
    ULONG ASYNCOM_CALL Release() noexcept override;

    HRESULT ASYNCOM_CALL Attach(IUnknown* attached, std::uint64_t key) noexcept override;
    HRESULT ASYNCOM_CALL Dequeue(AsyncomCompletion* items, std::uint32_t capacity,
                                 std::uint32_t timeout, std::uint32_t* count) noexcept override;
    HRESULT ASYNCOM_CALL GetWaitHandle(std::intptr_t* handle) noexcept override;
    HRESULT ASYNCOM_CALL Close() noexcept override;

    // For completion_list. show() is called under its lock.
    void show(bool readable) noexcept;
    void wake_one() noexcept { wake(&unpark_one); }
    void wake_all() noexcept { wake(&unpark_all); }
    void destroy() noexcept;

private:
    // In the child of a fork the lock may be held for ever by a thread of the parent, and the
    // kernel object is shared with it.
    bool is_forked() const noexcept { return m_birth_epoch != fork_epoch(); }

    void wake(void (*unpark)(const std::atomic<std::uint32_t>&) noexcept) noexcept;
    HRESULT take_or_sleep(entry*& first, std::uint32_t most, deadline until) noexcept;
    HRESULT make_handle(bool readable, std::intptr_t* handle) noexcept;

    const std::uint8_t m_birth_epoch = fork_epoch();
    std::atomic<std::uint32_t> m_references{1};
    std::atomic<std::uint32_t> m_calls{0}; // changes at each call of sleepers, who sleep on it
    wait_handle m_handle;                  // guarded by the list's lock
};

void queue_traits::let_go(entry* gone) noexcept {
    gone->attached->Release();
    delete gone;
}

HRESULT with_reason(HRESULT answer) noexcept {
    if (answer >= 0) return answer;
    if (answer == E_ILLEGAL_METHOD_CALL) return originate(answer, "The queue is closed.");
    return originate(answer, nullptr);
}

HRESULT ASYNCOM_CALL completion_queue::QueryInterface(REFIID iid, void** object) noexcept {
    if (!object) return E_POINTER;
    *object = nullptr;
    if (iid != IID_IUnknown && iid != IID_IAsyncCompletionQueue && iid != IID_IAgileObject) {
        return E_NOINTERFACE;
    }
    AddRef();
    *object = static_cast<IAsyncCompletionQueue*>(this);
    return S_OK;
}

ULONG ASYNCOM_CALL completion_queue::AddRef() noexcept {
    return m_references.fetch_add(1, std::memory_order_relaxed) + 1;
}

ULONG ASYNCOM_CALL completion_queue::Release() noexcept {
    const std::uint32_t left = m_references.fetch_sub(1, std::memory_order_acq_rel) - 1;
    // In the child of a fork it is abandoned as it was found.
    if (left == 0 && !is_forked()) {
        close();
        drop_life();
    }
    return left;
}

void completion_queue::destroy() noexcept {
    destroy_wait_handle(m_handle);
    delete this;
}

HRESULT ASYNCOM_CALL completion_queue::Attach(IUnknown* attached, std::uint64_t key) noexcept {
    if (!attached) return refuse_null();
    if (is_forked()) return refuse_forked();
    operation* const target = operation_of(attached);
    if (!target) return originate(E_NOINTERFACE, "The object is not an operation of this library.");
    std::unique_ptr<entry> added(new (std::nothrow) entry);
    if (!added) return originate(E_OUTOFMEMORY, nullptr);
    added->target = target;
    added->attached = attached;
    added->key = key;
    attached->AddRef();
    const HRESULT answer = attach(*added);
    if (answer < 0) {
        attached->Release();
        return with_reason(answer);
    }
    added.release();
    return S_OK;
}

HRESULT ASYNCOM_CALL completion_queue::Dequeue(AsyncomCompletion* items, std::uint32_t capacity,
                                               std::uint32_t timeout,
                                               std::uint32_t* count) noexcept {
    if (count) *count = 0;
    if (items) std::fill_n(items, capacity, AsyncomCompletion{});
    if (!items || !count) return refuse_null();
    if (capacity == 0) return originate(E_INVALIDARG, "There is no room for an item.");
    if (is_forked()) return refuse_forked();
    run_what_waits_for_this_thread();
    entry* taken = nullptr;
    const HRESULT answer =
        timeout == 0 ? take(taken, capacity, false)
                     : take_or_sleep(taken, capacity, deadline_after_milliseconds(timeout));
    std::uint32_t filled = 0;
    while (taken) {
        const std::unique_ptr<entry> each(taken);
        taken = each->next.get();
        gsl::span(items, capacity)[filled++] = {each->key, each->attached, each->status.get(), 0};
    }
    *count = filled;
    return with_reason(answer);
}

HRESULT completion_queue::take_or_sleep(entry*& first, std::uint32_t most,
                                        deadline until) noexcept {
    while (true) {
        // Before the look: a call that comes after it has changed the word.
        const std::uint32_t calls = m_calls.load(std::memory_order_acquire);
        const bool last = until.has_passed();
        const HRESULT answer = take(first, most, !last);
        if (answer != S_FALSE || last) return answer;
        park_outside_completions(m_calls, calls, until);
        get_up();
    }
}

void completion_queue::wake(void (*unpark)(const std::atomic<std::uint32_t>&) noexcept) noexcept {
    m_calls.fetch_add(1, std::memory_order_release);
    unpark(m_calls);
}

void completion_queue::show(bool readable) noexcept {
    if (!m_handle) return;
    if (readable)
        signal_wait_handle(m_handle);
    else
        reset_wait_handle(m_handle);
}

HRESULT ASYNCOM_CALL completion_queue::GetWaitHandle(std::intptr_t* handle) noexcept {
    if (!handle) return refuse_null();
    *handle = 0;
    if (is_forked()) return refuse_forked();
    return with_reason(with_state([&](bool closed, bool readable) {
        return closed ? E_ILLEGAL_METHOD_CALL : make_handle(readable, handle);
    }));
}

HRESULT completion_queue::make_handle(bool readable, std::intptr_t* handle) noexcept {
    if (m_handle) return duplicate_wait_handle(m_handle, handle);
    const HRESULT created = create_wait_handle(readable, &m_handle);
    if (created < 0) return created;
    const HRESULT duplicated = duplicate_wait_handle(m_handle, handle);
    if (duplicated < 0) destroy_wait_handle(m_handle);
    return duplicated;
}

HRESULT ASYNCOM_CALL completion_queue::Close() noexcept {
    if (!is_forked()) close();
    return S_OK;
}

} // namespace

HRESULT create_completion_queue(IAsyncCompletionQueue** queue) noexcept {
    if (!queue) return refuse_null();
    *queue = nullptr;
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    watch_forks();
    *queue = new (std::nothrow) completion_queue;
    return *queue ? S_OK : originate(E_OUTOFMEMORY, "There is no memory for a queue.");
}

} // namespace asyncom::core

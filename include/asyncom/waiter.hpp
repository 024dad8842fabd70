// SPDX-License-Identifier: MIT
// What a coroutine that waits for an operation leaves there: a Completed handler that resumes it.
//
// The operation still uses a handler after it has called it, so the coroutine, which may end with
// all that it holds, goes on when the handler is released, not inside the call. An operation that
// has ended calls and releases it while it is being attached: then the coroutine is not resumed
// from there, one stack frame deeper each time, it just does not suspend.
//
// A waiter outlives the frame of its coroutine, which may be destroyed while it waits. It is a part
// of the memory of an asyncom coroutine (coroutine_block.hpp), and an allocation for any other.
#pragma once

#include <asyncom/any_completed_handler.hpp>
#include <asyncom/await_word.hpp>

#include <coroutine>

namespace asyncom::impl {

class waiter;

// On the stack while a waiter of this thread is being attached.
struct attaching {
    explicit attaching(waiter& attached) noexcept;
    ~attaching();
    attaching(const attaching&) = delete;
    attaching& operator=(const attaching&) = delete;

    waiter* const target;
    attaching* const outer;
    bool has_fired = false;
};
ASYNCOM_OF_THIS_MODULE inline constinit thread_local attaching* innermost_attaching = nullptr;

inline attaching::attaching(waiter& attached) noexcept
    : target(&attached), outer(innermost_attaching) {
    innermost_attaching = this;
}
inline attaching::~attaching() {
    innermost_attaching = outer;
}

class waiter : public any_completed_handler {
public:
    waiter(const waiter&) = delete;
    waiter& operator=(const waiter&) = delete;

    // ---- the handler ------------------------------------------------------------------------

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept final {
        if (object == nullptr) return E_POINTER;
        *object = nullptr;
        if (!is_handler_iid(iid, *m_kind->completed_handler)) return E_NOINTERFACE;
        AddRef();
        *object = static_cast<any_completed_handler*>(this);
        return S_OK;
    }
    // The operation's references to the handler, which are not those that keep the memory.
    ASYNCOM_ULONG ASYNCOM_CALL AddRef() noexcept final {
        return m_handler_references.fetch_add(1, std::memory_order_relaxed) + 1;
    }
    ASYNCOM_ULONG ASYNCOM_CALL Release() noexcept final {
        // Whoever has the only reference needs no atomic instruction to give it up.
        if (m_handler_references.load(std::memory_order_acquire) != 1) {
            const std::uint32_t left =
                m_handler_references.fetch_sub(1, std::memory_order_acq_rel) - 1;
            if (left != 0) return left;
        }
        fire();
        return 0;
    }
    HRESULT ASYNCOM_CALL Invoke(IUnknown*, AsyncStatus status) noexcept final {
        m_status = status;
        return S_OK;
    }

    // ---- the coroutine ----------------------------------------------------------------------

    // True: the coroutine is suspended, and may be gone already. False: it goes on, with a failure
    // where the operation does not take a handler. Out of line, because of a coroutine that may be
    // gone nothing may be kept in its frame.
    [[gnu::noinline]] bool suspend(std::coroutine_handle<> coroutine, IUnknown* operation,
                                   const operation_kind& kind, HRESULT& failure) noexcept {
        m_coroutine = coroutine;
        m_kind = &kind;
        m_status = AsyncStatus::Started;
        m_handler_references.store(1, std::memory_order_relaxed);
        attaching call(*this);
        const HRESULT attached = AsyncomAttachCompleted(operation, this);
        if (attached < 0) [[unlikely]] {
            call.has_fired = false; // it was released only
            failure = attach_otherwise(operation, attached);
            if (failure < 0) return false;
        }
        if (!call.has_fired) prepare_to_suspend();
        if (call.has_fired) return false;
        published answer = m_word.publish(operation, false);
        if (answer == published::requested) {
            cancel(operation);
            if (call.has_fired) return false;
            answer = m_word.publish(operation, true);
        }
        return answer == published::suspended;
    }
    // How the operation ended; Started if it never said so.
    AsyncStatus status() const noexcept { return m_status; }
    // The same for a place in a scheduler's queue. Whoever waits there keeps the scheduler alive no
    // longer than this call, or both would for ever.
    [[gnu::noinline]] bool suspend(std::coroutine_handle<> coroutine,
                                   com_ptr<IAsyncScheduler>&& given, HRESULT& failure) noexcept {
        constexpr auto task = [](void* self, HRESULT reason) noexcept {
            static_cast<waiter*>(self)->fire_task(reason);
        };
        const com_ptr<IAsyncScheduler> scheduler = std::move(given);
        m_coroutine = coroutine;
        // Before it is queued, because it may go on nowhere but there. Nothing of what is published
        // could a canceller call.
        m_word.publish(type_of<void, void>(), true);
        attaching call(*this);
        const HRESULT queued = scheduler->Schedule(task, this);
        if (queued >= 0 && !call.has_fired) return true;
        m_word.fire();
        failure = queued;
        return false;
    }
    HRESULT reason() const noexcept { return m_reason; }
    // The coroutine is destroyed while it waits, but the operation still has the handler.
    void orphan() noexcept {
        add_reference();
        lock_module();
        if (!m_word.orphan()) release_orphan();
    }

    // ---- whoever keeps the memory -----------------------------------------------------------

    void add_reference() noexcept { m_references.fetch_add(1, std::memory_order_relaxed); }
    void release_reference() noexcept {
        if (m_references.load(std::memory_order_acquire) == 1 ||
            m_references.fetch_sub(1, std::memory_order_acq_rel) == 1)
            destroy();
    }

    // The operation says how it ended, or that it is gone.
    void fire(AsyncStatus status) noexcept {
        m_status = status;
        fire();
    }
    // A scheduler runs what it was given, or drops it.
    void fire_task(HRESULT reason) noexcept {
        m_reason = reason;
        fire();
    }

protected:
    waiter() noexcept { m_word.initialize(); }
    ~waiter() = default;

    virtual void destroy() noexcept = 0;
    // The operation runs, and the coroutine is about to be suspended.
    virtual void prepare_to_suspend() noexcept {}
    // The coroutine was cancelled meanwhile.
    virtual void cancel(IUnknown*) noexcept {}

    await_word m_word;

private:
    void fire() noexcept;
    void release_orphan() noexcept {
        release_reference();
        unlock_module();
    }
    HRESULT attach_otherwise(IUnknown* operation, HRESULT why) noexcept;

    std::coroutine_handle<> m_coroutine;
    const operation_kind* m_kind = nullptr;
    AsyncStatus m_status = AsyncStatus::Started;
    HRESULT m_reason = S_OK;
    std::atomic<std::uint32_t> m_handler_references{0};
    std::atomic<std::uint32_t> m_references{1};
};

// A handler for operations that keep it who knows how long: it resumes the coroutine inside the
// call, or when it is released without one, which happens when the other side has gone.
class forwarder final : public any_completed_handler {
public:
    forwarder(waiter& target, const GUID& iid) noexcept : m_target(target), m_iid(iid) {
        m_target.add_reference();
    }

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept override {
        if (object == nullptr) return E_POINTER;
        *object = nullptr;
        if (!is_handler_iid(iid, m_iid)) return E_NOINTERFACE;
        AddRef();
        *object = static_cast<any_completed_handler*>(this);
        return S_OK;
    }
    ASYNCOM_ULONG ASYNCOM_CALL AddRef() noexcept override {
        return m_references.fetch_add(1, std::memory_order_relaxed) + 1;
    }
    ASYNCOM_ULONG ASYNCOM_CALL Release() noexcept override {
        const std::uint32_t left = m_references.fetch_sub(1, std::memory_order_acq_rel) - 1;
        if (left == 0) {
            forward(AsyncStatus::Started);
            m_target.release_reference();
            delete this;
        }
        return left;
    }
    HRESULT ASYNCOM_CALL Invoke(IUnknown*, AsyncStatus status) noexcept override {
        forward(status);
        return S_OK;
    }
    // It was never taken: the coroutine is told by other means.
    void disarm() noexcept { m_has_fired.store(true, std::memory_order_relaxed); }

private:
    void forward(AsyncStatus status) noexcept {
        if (!m_has_fired.exchange(true, std::memory_order_acq_rel)) m_target.fire(status);
    }

    waiter& m_target;
    const GUID& m_iid;
    module_lock m_lock;
    std::atomic<std::uint32_t> m_references{1};
    std::atomic<bool> m_has_fired{false};
};

inline void waiter::fire() noexcept {
    for (attaching* inside = innermost_attaching; inside != nullptr; inside = inside->outer) {
        if (inside->target == this) {
            inside->has_fired = true;
            return;
        }
    }
    switch (m_word.fire()) {
    case fired::resume:
        return m_coroutine.resume();
    case fired::orphaned:
        return release_orphan();
    case fired::not_suspended_yet:
        return;
    }
}

// Of another library, or one that has its Completed handler already.
inline HRESULT waiter::attach_otherwise(IUnknown* operation, HRESULT why) noexcept {
    if (why != E_NOINTERFACE && why != E_ILLEGAL_DELEGATE_ASSIGNMENT) return why;
    SetErrorInfo(0, nullptr); // what that call left there is no failure of the coroutine's
    auto* const made = new (std::nothrow) forwarder(*this, *m_kind->completed_handler);
    if (made == nullptr) return E_OUTOFMEMORY;
    const com_ptr<forwarder> handler(made, take_ownership_from_abi);
    HRESULT taken = why;
    if (why == E_NOINTERFACE) {
        taken = m_kind->put_completed(operation, made);
    } else if (const auto listeners = copy_of(operation).template try_as<IAsyncListeners>()) {
        std::uint64_t token = 0;
        taken = listeners->SubscribeCompleted(made, &token);
    }
    if (taken < 0) handler->disarm();
    return taken;
}

} // namespace asyncom::impl

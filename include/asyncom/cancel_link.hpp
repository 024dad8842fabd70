// SPDX-License-Identifier: MIT
// The producer's side of cancel: one handler, put when it is first of use, that tells whoever asked
// to be told (a std::stop_source, made when it is first asked for), and then the operation that the
// coroutine waits for.
#pragma once

#include <asyncom/await_word.hpp>
#include <asyncom/cancel_reason.hpp>
#include <asyncom/delegate.hpp>

#include <atomic>
#include <memory>
#include <stop_token>
#include <utility>

namespace asyncom::impl {

inline bool is_cancel_requested(IAsyncProducer* producer) noexcept {
    AsyncomBoolean requested = 0;
    producer->get_CancelRequested(&requested);
    return requested != 0;
}

// Cancels an operation, of any library, with a reason where it takes one. That it cannot be
// cancelled is no failure of whoever asks.
inline void cancel_operation(IUnknown* operation, HRESULT reason, const char* text) noexcept {
    const auto asked = copy_of(operation);
    if (const auto control = asked.template try_as<IAsyncControl>())
        control->CancelWithReason(reason, text);
    else if (const auto info = asked.template try_as<IAsyncInfo>())
        info->Cancel();
}

// With the reason for which the producer was cancelled itself.
inline void cancel_as(IAsyncProducer* producer, IUnknown* operation) noexcept {
    cancel_reason reason;
    const HRESULT known = producer->GetCancelReason(&reason.code, reason.text.put());
    if (known != S_OK) reason.code = error_canceled;
    if (reason.text.empty())
        cancel_operation(operation, reason.code, nullptr);
    else
        cancel_operation(operation, reason.code, to_string(reason.text).c_str());
}

// Whoever derives from it counts its references: they keep the word, too.
class cancel_link : public IAsyncCancelHandler {
public:
    cancel_link(const cancel_link&) = delete;
    cancel_link& operator=(const cancel_link&) = delete;

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept final {
        if (object == nullptr) return E_POINTER;
        *object = nullptr;
        if (!answers<IAsyncCancelHandler>(iid) && !is_same_guid(iid, IID_IUnknown) &&
            !is_same_guid(iid, IID_IAgileObject))
            return E_NOINTERFACE;
        AddRef();
        *object = static_cast<IAsyncCancelHandler*>(this);
        return S_OK;
    }
    // On the canceller's thread, which may end the coroutine in here.
    HRESULT ASYNCOM_CALL Invoke(IAsyncProducer* sender) noexcept final {
        const module_lock lock; // the body, which has one, may end in here
        const await_word::request request = m_word.begin_request();
        if (request.has_source) m_stop.request_stop();
        if (request.awaited != nullptr) {
            m_awaited = request.awaited;
            m_sender.copy_from(sender);
            AddRef(); // while it is queued
            queue_of_cancels.add_and_run(*this);
        }
        return m_failure.load(std::memory_order_relaxed);
    }

    // By the body's thread. Without memory for it a request is only seen by who asks for it.
    void put(IAsyncProducer* producer) noexcept {
        if (std::exchange(m_is_put, true)) return;
        producer->put_CancelHandler(this);
    }
    // Cheaper where the handler has been put, because it is told.
    bool is_requested(IAsyncProducer* producer) const noexcept {
        return m_is_put ? m_word.is_requested() : is_cancel_requested(producer);
    }
    std::stop_token get_token(IAsyncProducer* producer) {
        if (!m_stop.stop_possible()) {
            m_stop = std::stop_source();
            // Also where the request came before there was anything to tell.
            if (m_word.add_source()) m_stop.request_stop();
            put(producer);
        }
        return m_stop.get_token();
    }
    // What a callback threw; the handler answers it.
    void note(HRESULT answer) noexcept {
        if (answer < 0) m_failure.store(answer, std::memory_order_relaxed);
    }

protected:
    explicit cancel_link(await_word& word) noexcept : m_word(word) {}
    ~cancel_link() = default;

private:
    // Cancel runs down a line of coroutines that wait for each other. Who is asked inside such a
    // run is asked a little later, by the outermost call on this thread, and the stack stays as it
    // is.
    struct queue {
        void add_and_run(cancel_link& added) noexcept {
            (first != nullptr ? last->m_next : first) = last = &added;
            if (std::exchange(runs, true)) return;
            while (cancel_link* const next = first) {
                first = next->m_next;
                next->cancel_awaited();
            }
            runs = false;
        }
        cancel_link* first;
        cancel_link* last;
        bool runs;
    };
    ASYNCOM_OF_THIS_MODULE static inline constinit thread_local queue queue_of_cancels{};

    void cancel_awaited() noexcept {
        m_next = nullptr;
        cancel_as(m_sender.get(), m_awaited);
        if (!m_word.give_back(m_awaited)) m_awaited->Release();
        m_sender = nullptr;
        Release();
    }

    await_word& m_word;
    IUnknown* m_awaited = nullptr;
    com_ptr<IAsyncProducer> m_sender;
    cancel_link* m_next = nullptr;
    std::stop_source m_stop{std::nostopstate};
    std::atomic<HRESULT> m_failure{S_OK};
    bool m_is_put = false;
};

// A callback of a body; gone with it. The callable outlives a call that ends the body.
class cancel_callback {
public:
    virtual ~cancel_callback() = default;
};

template <class Callable>
class cancel_callback_of final : public cancel_callback {
public:
    template <class Given>
    cancel_callback_of(Given&& given, cancel_link& link, std::stop_token token)
        : m_callable(std::make_shared<Callable>(std::forward<Given>(given))), m_link(link),
          m_registered(std::move(token), call{*this}) {}

private:
    struct call {
        cancel_callback_of& self;
        void operator()() const noexcept {
            const std::shared_ptr<Callable> callable = self.m_callable;
            cancel_link& link = self.m_link; // lives through its Invoke
            link.note(answer_of(*callable));
        }
    };

    std::shared_ptr<Callable> m_callable;
    cancel_link& m_link;
    std::stop_callback<call> m_registered;
};

// What the tokens of a body speak to, as long as it runs.
struct cancel_side {
    IAsyncProducer* producer = nullptr;
    cancel_link* link = nullptr;
    std::unique_ptr<cancel_callback> callback;
};

} // namespace asyncom::impl

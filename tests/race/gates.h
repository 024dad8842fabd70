// SPDX-License-Identifier: MIT
// Objects of a client that stop inside a call of the library until the test lets them go on, so
// that one order of two threads is not likely but forced.
#pragma once

#include "support.h"

#include <asyncom/runtime.h>

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace race {

// Says once that something has come about. Not std::binary_semaphore: libstdc++ 12 can lose its
// release where the system has no futex.
class announcement {
public:
    void release() {
        const std::scoped_lock lock(m_mutex);
        m_made = true;
        m_changed.notify_all();
    }
    void acquire() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_made; });
        m_made = false;
    }
    bool try_acquire_for(std::chrono::minutes most) {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait_for(lock, most, [this] { return m_made; })) return false;
        m_made = false;
        return true;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_made = false;
};

// A place in foreign code. Nobody stops there but the next thread that passes after arm.
class stop {
public:
    void pass() {
        if (!m_armed.exchange(false)) return;
        m_reached.release();
        m_go_on.acquire();
    }
    void arm() { m_armed = true; }
    // Only a library that never comes there lets a minute pass.
    bool wait_until_reached() { return m_reached.try_acquire_for(std::chrono::minutes(1)); }
    void go_on() { m_go_on.release(); }

private:
    std::atomic<bool> m_armed = false;
    announcement m_reached;
    announcement m_go_on;
};

// Runs `held` on a thread of its own until it stops at `place`, then `meanwhile` here, then the
// rest of `held`.
template <class Held, class Meanwhile>
void hold_at(stop& place, Held&& held, Meanwhile&& meanwhile) {
    place.arm();
    std::thread thread(held);
    if (place.wait_until_reached())
        meanwhile();
    else
        ADD_FAILURE() << "the library did not come to the place where it is to be held";
    place.go_on();
    thread.join();
}

// What every such object has in common. It belongs to the test; its count shows who holds it.
template <class Interface>
struct gated : Interface {
    stop in_query, in_add_ref, in_release, in_invoke;
    std::atomic<std::uint32_t> references{1};

    HRESULT ASYNCOM_CALL QueryInterface(const GUID& iid, void** object) override {
        in_query.pass();
        *object = nullptr;
        if (iid != IID_IUnknown && iid != IID_IAgileObject) return E_NOINTERFACE;
        AddRef();
        *object = this;
        return S_OK;
    }
    ULONG ASYNCOM_CALL AddRef() override {
        in_add_ref.pass();
        return ++references;
    }
    ULONG ASYNCOM_CALL Release() override {
        in_release.pass();
        return --references;
    }
    bool alone() const { return references == 1; }
};

struct gated_completed final : gated<IUnknown> {
    std::atomic<int> begun = 0;
    std::atomic<int> invoked = 0;
    std::atomic<int> status = -1;
    std::function<void(void* sender)> body;

    virtual HRESULT ASYNCOM_CALL Invoke(IUnknown* sender, std::int32_t ended_as) {
        ++begun;
        status = ended_as;
        in_invoke.pass();
        if (body) body(sender);
        ++invoked;
        return S_OK;
    }
};

struct gated_progress final : gated<IUnknown> {
    std::atomic<int> begun = 0;
    std::atomic<int> invoked = 0;

    virtual HRESULT ASYNCOM_CALL Invoke(IUnknown*, double) {
        ++begun;
        in_invoke.pass();
        ++invoked;
        return S_OK;
    }
};

// Of the type that it is made for, as IAsyncListeners wants it.
template <class Value>
struct gated_listener final : gated<IUnknown> {
    GUID iid{};
    std::atomic<int> begun = 0;
    std::atomic<int> invoked = 0;
    std::function<void()> body; // before the stop

    gated_listener(IAsyncType* type, std::uint32_t which) { type->GetIid(which, &iid); }
    HRESULT ASYNCOM_CALL QueryInterface(const GUID& wanted, void** object) override {
        if (wanted != iid) return gated::QueryInterface(wanted, object);
        in_query.pass();
        AddRef();
        *object = this;
        return S_OK;
    }
    virtual HRESULT ASYNCOM_CALL Invoke(IUnknown*, Value) {
        ++begun;
        if (body) body();
        in_invoke.pass();
        ++invoked;
        return S_OK;
    }
};

struct gated_cancel final : gated<IAsyncCancelHandler> {
    std::atomic<int> invoked = 0;

    HRESULT ASYNCOM_CALL Invoke(IAsyncProducer*) override {
        in_invoke.pass();
        ++invoked;
        return S_OK;
    }
};

// The result of an operation, released by its destruction.
struct gated_result final : gated<IInspectable> {
    HRESULT ASYNCOM_CALL GetIids(ULONG* count, GUID** iids) override {
        *count = 0;
        *iids = nullptr;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL GetRuntimeClassName(HSTRING* name) override {
        *name = nullptr;
        return S_OK;
    }
    HRESULT ASYNCOM_CALL GetTrustLevel(TrustLevel* level) override {
        *level = TrustLevel{};
        return S_OK;
    }
};

// An error object of another component, in the thread's slot. It has no more to say than its code.
struct gated_error final : gated<IErrorInfo> {
    HRESULT ASYNCOM_CALL GetGUID(GUID* iid) override {
        *iid = GUID{};
        return S_OK;
    }
    HRESULT ASYNCOM_CALL GetSource(BSTR* source) override { return nothing(source); }
    HRESULT ASYNCOM_CALL GetDescription(BSTR* text) override { return nothing(text); }
    HRESULT ASYNCOM_CALL GetHelpFile(BSTR* file) override { return nothing(file); }
    HRESULT ASYNCOM_CALL GetHelpContext(ULONG* context) override {
        *context = 0;
        return S_OK;
    }

private:
    static HRESULT nothing(BSTR* text) {
        *text = nullptr;
        return S_OK;
    }
};

} // namespace race

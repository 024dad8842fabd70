// SPDX-License-Identifier: MIT
// What the tests of apartments share: smart pointers, threads that enter an apartment, operations.
#pragma once

#include <asyncom/asyncom.h>

#include <gtest/gtest.h>

#include <functional>
#include <thread>
#include <utility>

namespace windows_test {

using ABI::Windows::Foundation::AsyncStatus;

template <class Interface>
class owned {
public:
    owned() = default;
    explicit owned(Interface* object) : m_object(object) {}
    owned(owned&& other) noexcept : m_object(std::exchange(other.m_object, nullptr)) {}
    owned(const owned&) = delete;
    owned& operator=(owned other) noexcept {
        std::swap(m_object, other.m_object);
        return *this;
    }
    ~owned() { reset(); }

    void reset() {
        if (m_object) std::exchange(m_object, nullptr)->Release();
    }
    Interface** put() {
        reset();
        return &m_object;
    }
    void** put_void() { return reinterpret_cast<void**>(put()); }
    Interface* get() const { return m_object; }
    Interface* operator->() const { return m_object; }
    explicit operator bool() const { return m_object != nullptr; }

private:
    Interface* m_object = nullptr;
};

template <class Interface>
owned<Interface> query(IUnknown* object, const GUID& iid) {
    owned<Interface> found;
    if (object->QueryInterface(iid, found.put_void()) < 0) return {};
    return found;
}

// The calling thread's stay in an apartment.
class apartment {
public:
    explicit apartment(DWORD kind) { EXPECT_EQ(CoInitializeEx(nullptr, kind), S_OK); }
    ~apartment() { CoUninitialize(); }
    apartment(const apartment&) = delete;
    apartment& operator=(const apartment&) = delete;
};

// Each test has threads of its own, since an apartment is for life.
inline void in_apartment(DWORD kind, const std::function<void()>& body) {
    std::thread([&] {
        const apartment stay(kind);
        body();
    }).join();
}
inline void in_single_threaded_apartment(const std::function<void()>& body) {
    in_apartment(COINIT_APARTMENTTHREADED, body);
}

// A minute: what only a wait that hangs comes to.
inline constexpr std::uint32_t too_long = 60'000;

// IAsyncActionWithProgress<Double>, both of its ends.
struct both_ends {
    owned<__FIAsyncActionWithProgress_1_double> consumer;
    owned<IAsyncProducer> producer;

    both_ends() {
        EXPECT_EQ(AsyncomCreateOperation(type(), nullptr, &IID___FIAsyncActionWithProgress_1_double,
                                         consumer.put_void(), producer.put()),
                  S_OK);
    }

    static IAsyncType* type() {
        IAsyncType* found = nullptr;
        EXPECT_EQ(AsyncomGetType("pinterface({1f6db258-e803-48a1-9546-eb7353398884};f8)", &found),
                  S_OK);
        return found;
    }
};

} // namespace windows_test

// SPDX-License-Identifier: MIT
// The system's free-threaded marshaler is made to be a part of another object, which owns it. An
// object of ours has no room for one that hardly anybody asks for: each asker gets one of its own,
// around a small object that stands for ours and keeps it alive.
#include "com/marshal.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace asyncom::core {
namespace {

class tear_off final : public IUnknown {
public:
    explicit tear_off(IUnknown* owner) noexcept : m_owner(owner) { m_owner->AddRef(); }

    HRESULT make_marshaler() noexcept { return ::CoCreateFreeThreadedMarshaler(this, &m_inner); }

    HRESULT give(void** marshal) noexcept {
        return m_inner->QueryInterface(IID_IMarshal, marshal); // counts on this object
    }

    // The identity is the owner's.
    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept override {
        return m_owner->QueryInterface(iid, object);
    }

    ULONG ASYNCOM_CALL AddRef() noexcept override {
        return m_references.fetch_add(1, std::memory_order_relaxed) + 1;
    }

    ULONG ASYNCOM_CALL Release() noexcept override {
        const std::uint32_t left = m_references.fetch_sub(1, std::memory_order_acq_rel) - 1;
        if (left == 0) destroy();
        return left;
    }

private:
    void destroy() noexcept {
        IUnknown* const owner = m_owner;
        // Whatever the inner object does to its outer one on its way, this happens once.
        m_references.store(1, std::memory_order_relaxed);
        if (m_inner) m_inner->Release();
        std::free(this);
        owner->Release();
    }

    std::atomic<std::uint32_t> m_references{1};
    IUnknown* const m_owner;
    IUnknown* m_inner = nullptr;
};

} // namespace

HRESULT give_marshal(IUnknown* object, void** marshal) noexcept {
    *marshal = nullptr;
    void* const memory = std::malloc(sizeof(tear_off));
    if (!memory) return E_OUTOFMEMORY;
    auto* const made = ::new (memory) tear_off(object);
    HRESULT result = made->make_marshaler();
    if (result >= 0) result = made->give(marshal);
    made->Release();
    return result;
}

} // namespace asyncom::core

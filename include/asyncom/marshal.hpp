// SPDX-License-Identifier: MIT
// IMarshal of objects that any thread may call: another apartment gets the same pointer. Where
// there are no apartments nobody asks for it.
#pragma once

#include <asyncom/com_ptr.hpp>

#include <atomic>
#include <cstdint>
#include <new>

namespace asyncom::impl {

// The system's free-threaded marshaler is made to be a part of another object, which owns it. An
// object has no room for one that hardly anybody asks for: each asker gets one of its own, around
// this small object, which stands for the other one, keeps it alive and has its identity.
class marshal_owner final : public IUnknown {
public:
    // Borrowed.
    explicit marshal_owner(IUnknown* object) noexcept : m_object(copy_of(object)) {}

    HRESULT give(void** marshal) noexcept {
        const HRESULT made = CoCreateFreeThreadedMarshaler(this, m_marshaler.put());
        return made < 0 ? made : m_marshaler->QueryInterface(guid_of<IMarshal>(), marshal);
    }

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept override {
        return m_object->QueryInterface(iid, object);
    }
    ASYNCOM_ULONG ASYNCOM_CALL AddRef() noexcept override {
        return m_references.fetch_add(1, std::memory_order_relaxed) + 1;
    }
    ASYNCOM_ULONG ASYNCOM_CALL Release() noexcept override {
        const std::uint32_t left = m_references.fetch_sub(1, std::memory_order_acq_rel) - 1;
        if (left == 0) end();
        return left;
    }

private:
    void end() noexcept {
        // Whatever the part does to its owner on its way, this happens once.
        m_references.store(1, std::memory_order_relaxed);
        m_marshaler = nullptr;
        delete this;
    }

    com_ptr<IUnknown> m_object;
    com_ptr<IUnknown> m_marshaler;
    std::atomic<std::uint32_t> m_references{1};
};

// The IMarshal of `object`, any interface of it. E_OUTOFMEMORY.
inline HRESULT give_marshal(IUnknown* object, void** marshal) noexcept {
    auto* const owner = new (std::nothrow) marshal_owner(object);
    if (owner == nullptr) return E_OUTOFMEMORY;
    const HRESULT given = owner->give(marshal);
    owner->Release();
    return given;
}

} // namespace asyncom::impl

// SPDX-License-Identifier: MIT
// The reference count of an object, and its weak references. An object that nobody refers to weakly
// carries one word; the first weak reference moves the count into a block that outlives the object.
#pragma once

#include <asyncom/guid.hpp>
#include <asyncom/module.hpp>

#include <atomic>
#include <cstdint>
#include <new>

namespace asyncom::impl {

// The count of an object with weak references, and the IWeakReference that all of them are.
class weak_block final : public IWeakReference {
public:
    weak_block(IUnknown* object, std::uint32_t strong) noexcept
        : m_object(object), m_strong(strong) {}

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept override {
        if (object == nullptr) return E_POINTER;
        *object = nullptr;
        if (!is_same_guid(iid, guid_of<IWeakReference>()) &&
            !is_same_guid(iid, guid_of<IUnknown>()) && !is_same_guid(iid, guid_of<IAgileObject>()))
            return E_NOINTERFACE;
        AddRef();
        *object = static_cast<IWeakReference*>(this);
        return S_OK;
    }
    ASYNCOM_ULONG ASYNCOM_CALL AddRef() noexcept override {
        return m_weak.fetch_add(1, std::memory_order_relaxed) + 1;
    }
    ASYNCOM_ULONG ASYNCOM_CALL Release() noexcept override {
        const std::uint32_t left = m_weak.fetch_sub(1, std::memory_order_acq_rel) - 1;
        if (left == 0) delete this;
        return left;
    }
    // S_OK with null where the object is gone.
    HRESULT ASYNCOM_CALL Resolve(REFIID iid, IInspectable** object) noexcept override {
        if (object == nullptr) return E_POINTER;
        *object = nullptr;
        if (!try_add_strong()) return S_OK;
        const HRESULT answer = m_object->QueryInterface(iid, reinterpret_cast<void**>(object));
        m_object->Release();
        return answer;
    }

    std::uint32_t add_strong() noexcept {
        return m_strong.fetch_add(1, std::memory_order_relaxed) + 1;
    }
    std::uint32_t release_strong() noexcept {
        return m_strong.fetch_sub(1, std::memory_order_acq_rel) - 1;
    }
    // The count is zero: from now on the object is its destructor's alone.
    void hold_for_destruction() noexcept {
        m_strong.store(in_destruction, std::memory_order_relaxed);
    }

    // What a count is while the destructor runs: references that it takes and gives back do not
    // lead to zero again, and no weak reference leads to the object.
    static constexpr std::uint32_t destroying = std::uint32_t{1} << 31;
    static constexpr std::uint32_t in_destruction = destroying | 1;

private:
    // Never from zero, and never for an object whose destruction has begun.
    bool try_add_strong() noexcept {
        std::uint32_t strong = m_strong.load(std::memory_order_relaxed);
        while (strong != 0 && (strong & destroying) == 0) {
            if (m_strong.compare_exchange_weak(strong, strong + 1, std::memory_order_acquire,
                                               std::memory_order_relaxed))
                return true;
        }
        return false;
    }

    IUnknown* const m_object;
    std::atomic<std::uint32_t> m_strong;
    std::atomic<std::uint32_t> m_weak{1}; // the object's own
    module_lock m_lock;
};

// Where weak references are asked for. A part of the object: it holds a reference to it, and asked
// for IUnknown it gives the object's identity.
class weak_source final : public IWeakReferenceSource {
public:
    // Both borrowed.
    weak_source(IUnknown* object, weak_block* block) noexcept : m_object(object), m_block(block) {
        m_object->AddRef();
    }

    HRESULT ASYNCOM_CALL QueryInterface(REFIID iid, void** object) noexcept override {
        if (object == nullptr) return E_POINTER;
        if (!is_same_guid(iid, guid_of<IWeakReferenceSource>()))
            return m_object->QueryInterface(iid, object);
        AddRef();
        *object = static_cast<IWeakReferenceSource*>(this);
        return S_OK;
    }
    ASYNCOM_ULONG ASYNCOM_CALL AddRef() noexcept override {
        return m_references.fetch_add(1, std::memory_order_relaxed) + 1;
    }
    ASYNCOM_ULONG ASYNCOM_CALL Release() noexcept override {
        const std::uint32_t left = m_references.fetch_sub(1, std::memory_order_acq_rel) - 1;
        if (left == 0) {
            IUnknown* const object = m_object;
            delete this;
            object->Release();
        }
        return left;
    }
    HRESULT ASYNCOM_CALL GetWeakReference(IWeakReference** reference) noexcept override {
        if (reference == nullptr) return E_POINTER;
        m_block->AddRef();
        *reference = m_block;
        return S_OK;
    }

private:
    IUnknown* const m_object;
    weak_block* const m_block; // lives as long as the object at least
    std::atomic<std::uint32_t> m_references{1};
};

class reference_count {
public:
    reference_count() noexcept = default;
    reference_count(const reference_count&) = delete;
    reference_count& operator=(const reference_count&) = delete;
    ~reference_count() {
        if (weak_block* const block = block_of(m_word.load(std::memory_order_acquire)))
            block->Release();
    }

    // Each load acquires: what it sees may be a block, which another thread has made.
    std::uint32_t add() noexcept {
        std::uintptr_t word = m_word.load(std::memory_order_acquire);
        for (;;) {
            if (weak_block* const block = block_of(word)) return block->add_strong();
            if (m_word.compare_exchange_weak(word, word + one, std::memory_order_acquire,
                                             std::memory_order_acquire))
                return std::uint32_t(word / one) + 1;
        }
    }
    // Release: what was done with the object happens before its destruction, which acquires.
    std::uint32_t release() noexcept {
        std::uintptr_t word = m_word.load(std::memory_order_acquire);
        for (;;) {
            if (weak_block* const block = block_of(word)) return block->release_strong();
            if (m_word.compare_exchange_weak(word, word - one, std::memory_order_acq_rel,
                                             std::memory_order_acquire))
                return std::uint32_t(word / one) - 1;
        }
    }
    // Also for weak references that the destructor itself asks for: the block takes the count over.
    void hold_for_destruction() noexcept {
        if (weak_block* const block = block_of(m_word.load(std::memory_order_acquire)))
            block->hold_for_destruction();
        else
            m_word.store(weak_block::in_destruction * one, std::memory_order_relaxed);
    }

    // E_NOINTERFACE but for IWeakReferenceSource. E_OUTOFMEMORY.
    HRESULT query_weak(const GUID& iid, IUnknown* identity, void** object) noexcept {
        if (!is_same_guid(iid, guid_of<IWeakReferenceSource>())) return E_NOINTERFACE;
        weak_block* const block = find_or_make_block(identity);
        if (block == nullptr) return E_OUTOFMEMORY;
        *object =
            static_cast<IWeakReferenceSource*>(new (std::nothrow) weak_source(identity, block));
        return *object != nullptr ? S_OK : E_OUTOFMEMORY;
    }

private:
    // The lowest bit says that the rest is the address of a block.
    static constexpr std::uintptr_t one = 2;

    static weak_block* block_of(std::uintptr_t word) noexcept {
        return (word & 1) != 0 ? reinterpret_cast<weak_block*>(word & ~std::uintptr_t{1}) : nullptr;
    }

    weak_block* find_or_make_block(IUnknown* identity) noexcept {
        std::uintptr_t word = m_word.load(std::memory_order_acquire);
        weak_block* made = nullptr;
        while (block_of(word) == nullptr) {
            delete made;
            made = new (std::nothrow) weak_block(identity, std::uint32_t(word / one));
            if (made == nullptr) return nullptr;
            const std::uintptr_t published = reinterpret_cast<std::uintptr_t>(made) | 1;
            if (m_word.compare_exchange_strong(word, published, std::memory_order_release,
                                               std::memory_order_acquire))
                return made;
        }
        delete made;
        return block_of(word);
    }

    std::atomic<std::uintptr_t> m_word{one};
};

} // namespace asyncom::impl

// SPDX-License-Identifier: MIT
// The search goes from what is to be followed down to all that it waits for, and visits each
// operation once. It is rare: only an operation that something waits for already can be the end of
// a cycle.
#include "async/cycle.h"

#include "platform/process_static.h"

#include <cstdlib>
#include <utility>

namespace asyncom::core {
namespace {

// One search at a time, because each marks what it visits. Records' mutexes are taken inside it,
// and nothing foreign is called.
struct searches {
    core::mutex mutex;
    std::uint64_t last = 0;

    // A thread that is not there any more may have held it.
    void reset_in_child() noexcept { ::new (&mutex) core::mutex; }
};

// References that are kept until the search is over.
template <class T>
class kept_references {
public:
    kept_references() = default;
    ~kept_references() { std::free(m_items); }
    kept_references(const kept_references&) = delete;
    kept_references& operator=(const kept_references&) = delete;

    std::size_t count() const noexcept { return m_count; }
    T& operator[](std::size_t index) const noexcept { return *m_items[index]; }

    // False without memory.
    bool make_room() noexcept {
        if (m_count < m_capacity) return true;
        const std::size_t capacity = m_capacity != 0 ? m_capacity * 2 : 16;
        void* const memory = std::realloc(m_items, capacity * sizeof(T*));
        if (memory == nullptr) return false;
        m_items = static_cast<T**>(memory);
        m_capacity = capacity;
        return true;
    }
    void add(T& held) noexcept { m_items[m_count++] = &held; }

private:
    T** m_items = nullptr;
    std::size_t m_count = 0;
    std::size_t m_capacity = 0;
};

class search {
public:
    explicit search(operation& wanted) noexcept : m_wanted(wanted) {}
    // After the lock: the last references may let foreign objects go.
    ~search() {
        for (std::size_t i = 0; i < m_compositions.count(); ++i)
            m_compositions[i].drop();
        for (std::size_t i = 0; i < m_operations.count(); ++i)
            release_shared(m_operations[i]);
    }
    search(const search&) = delete;
    search& operator=(const search&) = delete;

    // E_INVALIDARG: found. E_OUTOFMEMORY.
    HRESULT look_below(operation& from, std::uint64_t number) noexcept {
        if (!m_operations.make_room()) return E_OUTOFMEMORY;
        add_shared(from);
        m_operations.add(from);
        HRESULT looked = S_OK;
        for (std::size_t i = 0; looked >= 0 && i < m_operations.count(); ++i) {
            operation_record* const extended = m_operations[i].extended_if_any();
            if (extended == nullptr || std::exchange(extended->visited_by, number) == number)
                continue;
            if (!m_compositions.make_room()) return E_OUTOFMEMORY;
            composition* const below = reference_composition(*extended);
            if (below == nullptr) continue;
            m_compositions.add(*below);
            if (below->is_refused) continue;
            looked = look_among(*below);
        }
        return looked;
    }

private:
    HRESULT look_among(const composition& waiting) noexcept {
        for (const composition_input& input : waiting.inputs()) {
            if (input.is(m_wanted)) return E_INVALIDARG;
            if (!m_operations.make_room()) return E_OUTOFMEMORY;
            if (operation* const found = input.reference()) m_operations.add(*found);
        }
        return S_OK;
    }

    operation& m_wanted;
    kept_references<operation> m_operations;
    kept_references<composition> m_compositions;
};

bool waits_for_others(operation& followed) noexcept {
    operation_record* const extended = followed.extended_in_order();
    if (extended == nullptr) return false;
    const operation_traits::lock lock(followed.mutex_of(*extended));
    return extended->waits_for != nullptr;
}

bool is_input(operation& outer) noexcept {
    operation_record* const extended = outer.extended_in_order();
    if (extended == nullptr) return outer.is_watched_fast();
    const operation_traits::lock lock(outer.mutex_of(*extended));
    return extended->watcher.get() != nullptr || extended->is_input.load(std::memory_order_relaxed);
}

} // namespace

HRESULT refuse_cycle(operation& outer, operation& followed, composition* shown) noexcept {
    if (&outer == &followed) return E_INVALIDARG;
    // Most often one that waits for nothing is followed, or nothing waits for the outer.
    if (!waits_for_others(followed) || !is_input(outer)) return S_OK;
    auto& all = process_static<searches>();
    search path(outer);
    const std::unique_lock<core::mutex> lock(all.mutex);
    const HRESULT looked = path.look_below(followed, ++all.last);
    if (looked < 0 && shown != nullptr) shown->is_refused = true;
    return looked;
}

} // namespace asyncom::core

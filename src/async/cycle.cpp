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

// One search at a time, and none between a search and what it allows; so the second of two calls
// that would close a cycle together finds what the first has shown. Records' mutexes are taken
// inside it, and nothing foreign is called.
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
    HRESULT look_below(const composition& from, std::uint64_t number) noexcept {
        HRESULT looked = look_among(from);
        for (std::size_t i = 0; looked >= 0 && i < m_operations.count(); ++i) {
            operation_record* const extended = m_operations[i].extended_if_any();
            if (extended == nullptr || std::exchange(extended->visited_by, number) == number)
                continue;
            if (!m_compositions.make_room()) return E_OUTOFMEMORY;
            composition* const below = reference_composition(*extended);
            if (below == nullptr) continue;
            m_compositions.add(*below);
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

// Asked for before the lock: who is followed must be seen to be an input inside it.
HRESULT extend_inputs(const composition& fresh) noexcept {
    for (const composition_input& input : fresh.inputs()) {
        if (has_ended(input.target->look_settled()) || input.target->is_forked()) continue;
        if (input.target->extend() == nullptr) return E_OUTOFMEMORY;
    }
    return S_OK;
}

bool is_input(operation& outer, operation_record& extended) noexcept {
    if (extended.is_input.load(std::memory_order_relaxed)) return true;
    operation_traits::lock lock(outer.mutex_of(extended));
    return extended.watcher.get() != nullptr;
}

} // namespace

HRESULT show_without_cycle(operation& outer, composition& fresh) noexcept {
    operation_record* const extended = outer.extend();
    if (extended == nullptr) return E_OUTOFMEMORY;
    if (const HRESULT made = extend_inputs(fresh); made < 0) return made;
    auto& all = process_static<searches>();
    search path(outer);
    const std::unique_lock<core::mutex> lock(all.mutex);
    if (is_input(outer, *extended) || fresh.inputs().front().is(outer)) {
        const HRESULT looked = path.look_below(fresh, ++all.last);
        if (looked < 0) return looked;
    }
    for (const composition_input& input : fresh.inputs()) {
        if (operation_record* const below = input.target->extended_if_any())
            below->is_input.store(true, std::memory_order_relaxed);
    }
    fresh.show(outer); // cannot fail: there is a record
    return S_OK;
}

} // namespace asyncom::core

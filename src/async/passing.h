// SPDX-License-Identifier: MIT
// A composition that ends as its only input does, and hands on its progress: what Follow makes, and
// the base of a deadline.
#pragma once

#include "async/composition.h"
#include "async/taken_outcome.h"
#include "com/blocks.h"

#include <utility>

namespace asyncom::core {

class passing : public composition {
public:
    explicit passing(operation& input) noexcept
        : composition(&m_input, 1, input.type().has_progress()), m_input(input, false) {}

    bool passes_through() const noexcept final { return true; }

protected:
    ~passing() = default;

    // Inside start() and finish(): the latter runs inside the former, the input's end or a report.
    operation& input() const noexcept { return *m_input.target; }
    // From elsewhere, with one reference more. Null: it has ended.
    operation* reference_input() const noexcept { return m_input.reference(); }

    HRESULT subscribe_more() noexcept override;
    void undo_more() noexcept override;
    void finish() noexcept override;

    // What the outer ends with.
    virtual void take_outcome(taken_outcome& taken) noexcept { taken.take(input()); }

    // For finish().
    void end_as_input() noexcept;

private:
    friend struct passing_run;

    static void on_progress(void* context, const void* value) noexcept;
    void hand_on(const void* value) noexcept;

    composition_input m_input;
    std::uint64_t m_progress_token = 0;
    // Between the input's report and ours: owned by the thread that has set m_queued.
    std::atomic<bool> m_queued{false};
    passing* m_next = nullptr;
    const void* m_value = nullptr;
};

// From the slabs; null without memory. `Composition` is freed by free_small.
template <class Composition, class... Arguments>
Composition* make_small(Arguments&&... arguments) noexcept {
    void* const memory = allocate_block<Composition, slab_class::extended>(this_thread());
    return memory != nullptr ? ::new (memory) Composition(std::forward<Arguments>(arguments)...)
                             : nullptr;
}
template <class Composition>
void free_small(Composition* gone) noexcept {
    gone->~Composition();
    free_memory_block<slab_class::extended>(this_thread(), gone);
}

} // namespace asyncom::core

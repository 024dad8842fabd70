// SPDX-License-Identifier: MIT
// operation_core: the watcher, by which the library itself is told of the end.
#pragma once

namespace asyncom::core {

template <class Operation, class Traits>
watch_result operation_core<Operation, Traits>::watch(watcher& told) noexcept {
    const auto bits = reinterpret_cast<std::uint64_t>(&told);
    for (state_view view = settled(); !view.is_ended();) {
        if (view.is_running() && view.payload() == 0) {
            if (m_state.try_watch(view, bits)) return watch_result::watches;
        } else if (view.is_ending()) {
            view = settled();
        } else {
            record* const extended = extend();
            return extended != nullptr ? watch_extended(*extended, told) : watch_result::no_memory;
        }
    }
    return watch_result::has_ended;
}

template <class Operation, class Traits>
watch_result operation_core<Operation, Traits>::watch_extended(record& extended,
                                                               watcher& told) noexcept {
    typename Traits::lock lock(self().mutex_of(extended));
    if (has_ended(extended.look())) return watch_result::has_ended;
    // Whoever comes first is told first.
    if (extended.watcher.get() != nullptr || self().has_end_listeners(extended))
        return watch_result::occupied;
    extended.watcher.set(&told);
    return watch_result::watches;
}

template <class Operation, class Traits>
bool operation_core<Operation, Traits>::unwatch(watcher& told) noexcept {
    state_view view = m_state.look();
    while (watcher_of(view) == &told) {
        if (m_state.try_unwatch(view)) return true;
    }
    if (!view.is_extended()) return false;
    record& extended = *record_of(view);
    typename Traits::lock lock(self().mutex_of(extended));
    if (extended.watcher.get() != &told) return false;
    extended.watcher.set(nullptr);
    return true;
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
#include "async/quiesced_modules.h"

#include "com/error_info.h"
#include "com/thread_block.h"
#include "platform/cold.h"
#include "platform/mutex.h"
#include "platform/process_static.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <new>

namespace asyncom::core {
namespace {

struct quiesced_list {
    core::mutex mutex; // a leaf
    // Without heap, so that nothing is between the end of one and of another; an empty range is a
    // free place.
    module_range modules[64];

    // A thread that is not here may have been writing: half a range is an empty one.
    void reset_in_child() noexcept { ::new (&mutex) core::mutex; }

    module_range* find(const module_range& module) noexcept {
        module_range* const found =
            std::find_if(std::begin(modules), std::end(modules), [&](const module_range& each) {
                return each.begin == module.begin && each.end == module.end;
            });
        return found != std::end(modules) ? found : nullptr;
    }
    module_range* find_containing(const void* address) noexcept {
        module_range* const found =
            std::find_if(std::begin(modules), std::end(modules),
                         [&](const module_range& each) { return each.contains(address); });
        return found != std::end(modules) ? found : nullptr;
    }
    bool any() const noexcept {
        return std::any_of(std::begin(modules), std::end(modules),
                           [](const module_range& each) { return each.end != 0; });
    }
};

quiesced_list& list() noexcept {
    return process_static<quiesced_list>();
}

} // namespace

HRESULT add_quiesced(const module_range& module) noexcept {
    this_thread(); // decides the switches
    quiesced_list& all = list();
    std::scoped_lock lock(all.mutex);
    if (all.find(module) != nullptr) return S_OK;
    module_range* const place = all.find(module_range{});
    if (place == nullptr) return E_OUTOFMEMORY;
    place->begin = module.begin;
    place->end = module.end;
    set_anything_quiesced(true);
    return S_OK;
}

void remove_quiesced(const module_range& module) noexcept {
    this_thread();
    quiesced_list& all = list();
    std::scoped_lock lock(all.mutex);
    module_range* const place = all.find(module);
    if (place == nullptr) return;
    place->end = 0;
    place->begin = 0;
    set_anything_quiesced(all.any());
}

module_range find_quiesced(const void* address) noexcept {
    quiesced_list& all = list();
    std::scoped_lock lock(all.mutex);
    const module_range* const found = all.find_containing(address);
    return found != nullptr ? *found : module_range{};
}

ASYNCOM_COLD bool is_quiesced(const void* code) noexcept {
    quiesced_list& all = list();
    std::scoped_lock lock(all.mutex);
    return all.find_containing(code) != nullptr;
}

ASYNCOM_COLD HRESULT fail_quiesced() noexcept {
    return originate(ASYNCOM_E_QUIESCED, "New work of this module is refused: it was quiesced.");
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
#include "compose/input_array.h"

#include "async/create.h"
#include "async/type_table.h"
#include "com/blocks.h"
#include "com/error_info.h"
#include "com/first_copy.h"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace asyncom::core {
namespace {

bool is_small(std::size_t bytes) noexcept {
    return bytes <= slab_block_bytes[std::size_t(slab_class::extended)];
}

struct small_block {
    std::byte bytes[slab_block_bytes[std::size_t(slab_class::extended)]];
};

} // namespace

HRESULT check_inputs(IUnknown* const* operations, std::uint32_t count) noexcept {
    if (operations == nullptr) return refuse_null();
    const gsl::span given(operations, count);
    if (std::find(given.begin(), given.end(), nullptr) != given.end()) return refuse_null();
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    const bool ours = std::all_of(given.begin(), given.end(),
                                  [](IUnknown* each) { return operation_of(each) != nullptr; });
    if (ours) return S_OK;
    return originate(E_NOINTERFACE, "An object is not an operation of this library.");
}

void* allocate_composition(std::size_t bytes) noexcept {
    if (!is_small(bytes)) return std::malloc(bytes);
    return allocate_block<small_block, slab_class::extended>(this_thread());
}

void free_composition(void* memory, std::size_t bytes) noexcept {
    if (is_small(bytes))
        free_memory_block<slab_class::extended>(this_thread(), memory);
    else
        std::free(memory);
}

bool fill_inputs(composition_input* places, IUnknown* const* operations, std::uint32_t count,
                 bool (*holds)(const type_record&) noexcept) noexcept {
    bool any = false;
    for (std::uint32_t i = 0; i < count; ++i) {
        operation& target = *operation_of(operations[i]);
        const bool held = holds != nullptr && holds(target.type());
        ::new (&places[i]) composition_input(target, held);
        any = any || held;
    }
    return any;
}

HRESULT start_composed(composition* fresh, IAsyncType* type, const AsyncomOperationOptions* options,
                       const GUID* iid, void** consumer, const void* call_site) noexcept {
    if (fresh == nullptr) return originate(E_OUTOFMEMORY, nullptr);
    IAsyncProducer* producer = nullptr;
    const HRESULT created = create_operation(type, options, iid, consumer, &producer, call_site);
    if (created < 0) {
        fresh->drop();
        return created;
    }
    const HRESULT started = fresh->start(producer);
    if (started >= 0) return S_OK;
    take_back(producer, *consumer);
    fresh->drop();
    return originate(started, nullptr);
}

HRESULT find_composed_type(const char* signature, IAsyncType** type) noexcept {
    return get_type(signature, type);
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// How many blocks of the slabs are in use, and a fixture that ends with as many as it began with.
#pragma once

#include "com/error_slot.h"
#include "com/slab.h"
#include "com/switches.h"
#include "com/thread_block.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace asyncom::core::test {

inline std::int64_t length_of(const free_block* list) {
    std::int64_t length = 0;
    for (; list != nullptr; list = list->next)
        ++length;
    return length;
}

inline std::int64_t slab_count(slab_class kind) {
    std::int64_t count = 0;
    for (const slab* each = first_slab(kind); each != nullptr; each = each->next_of_class)
        ++count;
    return count;
}

// Right while no other thread holds blocks: what a thread has kept goes to the slabs when it ends.
inline std::int64_t blocks_in_use(slab_class kind) {
    const slab_cache& cache = this_thread().caches[std::uint32_t(kind)];
    std::int64_t used = -length_of(cache.free) - cache.foreign_count;
    for (const slab* each = first_slab(kind); each != nullptr; each = each->next_of_class)
        used += each->block_count - length_of(each->returned.load());
    return used;
}

using slab_use = std::array<std::int64_t, slab_class_count>;

// By slab_class.
inline slab_use blocks_in_use() {
    return {blocks_in_use(slab_class::operation), blocks_in_use(slab_class::closure),
            blocks_in_use(slab_class::extended), blocks_in_use(slab_class::slot)};
}

// No test may lose a block, nor give one back twice.
class EngineTest : public testing::Test {
protected:
    EngineTest() { publish_error(static_cast<IErrorInfo*>(nullptr)); }
    ~EngineTest() override {
        EXPECT_EQ(blocks_in_use(), m_before) << "operations, closures, records, slots";
        publish_error(static_cast<IErrorInfo*>(nullptr));
    }

private:
    const slab_use m_before = blocks_in_use();
};

// While one lives, blocks come from malloc as with ASYNCOM_ALLOCATOR=malloc, and so can fail. What
// is made inside goes inside, and no other thread uses the library meanwhile.
class on_malloc {
public:
    on_malloc() { set_switches(true, registry_is_on); }
    ~on_malloc() { set_switches(m_before, registry_is_on); }
    on_malloc(const on_malloc&) = delete;
    on_malloc& operator=(const on_malloc&) = delete;

private:
    const bool m_before = uses_malloc;
};

} // namespace asyncom::core::test

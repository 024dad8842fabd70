// SPDX-License-Identifier: MIT
#include "platform/aligned_memory.h"

#include <cstdlib>

#ifdef _WIN32
#include <malloc.h>
#endif

namespace asyncom::core {

void* allocate_aligned(std::size_t bytes, std::size_t alignment) noexcept {
#ifdef _WIN32
    return ::_aligned_malloc(bytes, alignment);
#else
    void* memory = nullptr;
    return ::posix_memalign(&memory, alignment, bytes) == 0 ? memory : nullptr;
#endif
}

} // namespace asyncom::core

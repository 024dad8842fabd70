// SPDX-License-Identifier: MIT
#include "platform/pages.h"

#include <cstdlib>
#include <cstring>

#ifdef _WIN32
#include <malloc.h>
#endif

namespace asyncom::core {

void* allocate_pages(std::size_t bytes, std::size_t alignment) noexcept {
#ifdef _WIN32
    void* memory = ::_aligned_malloc(bytes, alignment);
#else
    void* memory = nullptr;
    if (::posix_memalign(&memory, alignment, bytes) != 0) return nullptr;
#endif
    if (memory != nullptr) std::memset(memory, 0, bytes);
    return memory;
}

} // namespace asyncom::core

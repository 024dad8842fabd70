// SPDX-License-Identifier: MIT
#include "platform/module_range.h"

#if defined(_WIN32)
#include <windows.h>
// Behind it.
#include <psapi.h>
#elif defined(__APPLE__)
#include <dlfcn.h>
#include <mach-o/loader.h>
#else
#include <link.h>

#include <algorithm>
#endif

namespace asyncom::core {

#if defined(_WIN32)

module_range module_range_of(const void* address) noexcept {
    HMODULE module = nullptr;
    MODULEINFO information{};
    constexpr DWORD flags =
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
    // Null would mean the program.
    if (address == nullptr || !GetModuleHandleExW(flags, static_cast<LPCWSTR>(address), &module) ||
        !K32GetModuleInformation(GetCurrentProcess(), module, &information, sizeof information))
        return {};
    const auto begin = reinterpret_cast<std::uintptr_t>(information.lpBaseOfDll);
    return {begin, begin + information.SizeOfImage};
}

#elif defined(__APPLE__)

module_range module_range_of(const void* address) noexcept {
    Dl_info place{};
    if (::dladdr(address, &place) == 0) return {};
    const auto begin = reinterpret_cast<std::uintptr_t>(place.dli_fbase);
    const auto* header = static_cast<const mach_header_64*>(place.dli_fbase);
    const auto* command = reinterpret_cast<const load_command*>(header + 1);
    std::uintptr_t end = begin;
    for (std::uint32_t index = 0; index < header->ncmds; ++index) {
        if (command->cmd == LC_SEGMENT_64) {
            const auto* segment = reinterpret_cast<const segment_command_64*>(command);
            // Code comes first; the others are shared by all libraries of the system.
            if (segment->fileoff == 0 && segment->filesize > 0) end = begin + segment->vmsize;
        }
        command = reinterpret_cast<const load_command*>(reinterpret_cast<const char*>(command) +
                                                        command->cmdsize);
    }
    return {begin, end};
}

#else

namespace {

struct search {
    std::uintptr_t address;
    module_range found;
};

int look_at_module(dl_phdr_info* module, std::size_t, void* context) noexcept {
    auto& wanted = *static_cast<search*>(context);
    module_range range{UINTPTR_MAX, 0};
    for (std::size_t index = 0; index < module->dlpi_phnum; ++index) {
        const ElfW(Phdr)& segment = module->dlpi_phdr[index];
        if (segment.p_type != PT_LOAD) continue;
        const std::uintptr_t begin = module->dlpi_addr + segment.p_vaddr;
        range.begin = std::min(range.begin, begin);
        range.end = std::max(range.end, begin + segment.p_memsz);
    }
    if (!range.contains(reinterpret_cast<const void*>(wanted.address))) return 0;
    wanted.found = range;
    return 1;
}

} // namespace

module_range module_range_of(const void* address) noexcept {
    search wanted{reinterpret_cast<std::uintptr_t>(address), {}};
    ::dl_iterate_phdr(&look_at_module, &wanted);
    return wanted.found;
}

#endif

} // namespace asyncom::core

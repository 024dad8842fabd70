// SPDX-License-Identifier: MIT
//
// Naming an address in code.
#include "platform/code_address.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

#if defined(_WIN32)
#include <windows.h>
#else
#include <dlfcn.h>
#endif

namespace asyncom::core {
namespace {

struct code_place {
    const char* module = nullptr; // the file's name without its folder
    const char* symbol = nullptr;
    std::uintptr_t module_offset = 0;
    std::uintptr_t symbol_offset = 0;
};

const char* file_name(const char* path) noexcept {
    const char* name = path;
    for (const char* next = path; *next != '\0'; ++next)
        if (*next == '/' || *next == '\\') name = next + 1;
    return name;
}

#if defined(_WIN32)

code_place find_place(const void* address, char (&path)[MAX_PATH]) noexcept {
    HMODULE module = nullptr;
    constexpr DWORD flags =
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
    if (!GetModuleHandleExA(flags, static_cast<LPCSTR>(address), &module)) return {};
    if (GetModuleFileNameA(module, path, MAX_PATH) == 0) return {};
    code_place place;
    place.module = file_name(path);
    place.module_offset =
        reinterpret_cast<std::uintptr_t>(address) - reinterpret_cast<std::uintptr_t>(module);
    return place;
}

using path_storage = char[MAX_PATH];

#else

using path_storage = char[1];

code_place find_place(const void* address, path_storage&) noexcept {
    Dl_info found{};
    if (::dladdr(address, &found) == 0 || !found.dli_fname) return {};
    const auto at = reinterpret_cast<std::uintptr_t>(address);
    code_place place;
    place.module = file_name(found.dli_fname);
    place.module_offset = at - reinterpret_cast<std::uintptr_t>(found.dli_fbase);
    place.symbol = found.dli_sname;
    place.symbol_offset = at - reinterpret_cast<std::uintptr_t>(found.dli_saddr);
    return place;
}

#endif

// What snprintf answered, as the length of what is there.
std::size_t written(int length, std::size_t capacity) noexcept {
    if (length < 0 || capacity == 0) return 0;
    return std::min(static_cast<std::size_t>(length), capacity - 1);
}

} // namespace

std::size_t describe_code_module(const void* address, char* text, std::size_t capacity) noexcept {
    path_storage path;
    const code_place place = find_place(address, path);
    return written(std::snprintf(text, capacity, "%s", place.module ? place.module : ""), capacity);
}

std::size_t describe_code_address(const void* address, char* text, std::size_t capacity) noexcept {
    path_storage path;
    const code_place place = find_place(address, path);
    int length = 0;
    if (place.symbol)
        length = std::snprintf(text, capacity, "%s+0x%llx (%s)", place.symbol,
                               static_cast<unsigned long long>(place.symbol_offset), place.module);
    else if (place.module)
        length = std::snprintf(text, capacity, "%s+0x%llx", place.module,
                               static_cast<unsigned long long>(place.module_offset));
    else
        length = std::snprintf(
            text, capacity, "0x%llx",
            static_cast<unsigned long long>(reinterpret_cast<std::uintptr_t>(address)));
    return written(length, capacity);
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
#include "platform/loaded_modules.h"

#if defined(_WIN32)
#include <windows.h>
// Behind it.
#include <psapi.h>

#include <algorithm>
#include <iterator>
#else
#include "platform/shared_library.h"

#include <dlfcn.h>
#if defined(__APPLE__)
#include <mach-o/dyld.h>
#else
#include <link.h>
#endif
#endif

namespace asyncom::core {

#if defined(_WIN32) || defined(__APPLE__)

namespace {

std::uint64_t add_to_mark(std::uint64_t mark, const void* module) noexcept {
    return (mark ^ reinterpret_cast<std::uintptr_t>(module)) * UINT64_C(0x100000001B3);
}

} // namespace

#endif

#if defined(_WIN32)

std::uint64_t loaded_modules_mark() noexcept {
    HMODULE modules[1024]; // more are counted only
    DWORD needed = 0;
    if (!K32EnumProcessModules(GetCurrentProcess(), modules, sizeof modules, &needed)) return 0;
    const std::size_t count = needed / sizeof(HMODULE);
    std::uint64_t mark = count;
    for (std::size_t index = 0; index < std::min(count, std::size(modules)); ++index)
        mark = add_to_mark(mark, modules[index]);
    return mark;
}

std::vector<void*> find_in_all_modules(const char* name) {
    std::vector<HMODULE> modules(256);
    for (;;) {
        const auto capacity = static_cast<DWORD>(modules.size() * sizeof(HMODULE));
        DWORD needed = 0;
        if (!K32EnumProcessModules(GetCurrentProcess(), modules.data(), capacity, &needed))
            return {};
        modules.resize(needed / sizeof(HMODULE));
        if (needed <= capacity) break;
    }
    std::vector<void*> found;
    for (const HMODULE module : modules)
        if (const FARPROC address = GetProcAddress(module, name))
            found.push_back(reinterpret_cast<void*>(address));
    return found;
}

std::string module_of(const void* address) {
    HMODULE module = nullptr;
    constexpr DWORD flags =
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
    wchar_t path[1024];
    char text[3 * 1024];
    if (!GetModuleHandleExW(flags, static_cast<LPCWSTR>(address), &module)) return {};
    const DWORD units = GetModuleFileNameW(module, path, 1024);
    const int bytes = WideCharToMultiByte(CP_UTF8, 0, path, static_cast<int>(units), text,
                                          sizeof text, nullptr, nullptr);
    return {text, static_cast<std::size_t>(bytes)};
}

#else

namespace {

#if defined(__APPLE__)

std::vector<std::string> loaded_files() {
    std::vector<std::string> files;
    for (std::uint32_t index = 0; index < _dyld_image_count(); ++index)
        if (const char* const file = _dyld_get_image_name(index)) files.emplace_back(file);
    return files;
}

#else

// Called under the loader's lock, so nothing is looked up in here.
int note_file(dl_phdr_info* module, std::size_t, void* context) noexcept {
    auto& files = *static_cast<std::vector<std::string>*>(context);
    if (module->dlpi_name == nullptr || module->dlpi_name[0] == '\0') return 0;
    try {
        files.emplace_back(module->dlpi_name);
        return 0;
    } catch (const std::bad_alloc&) {
        return 1;
    }
}

std::vector<std::string> loaded_files() {
    std::vector<std::string> files;
    if (::dl_iterate_phdr(&note_file, &files) != 0) throw std::bad_alloc();
    return files;
}

#endif

#if !defined(__APPLE__)

// The loader's list has a lock of its own, which is not held while initialisers run.
int note_count(dl_phdr_info* module, std::size_t, void* context) noexcept {
    *static_cast<std::uint64_t*>(context) = module->dlpi_adds;
    return 1;
}

#endif

} // namespace

std::uint64_t loaded_modules_mark() noexcept {
    std::uint64_t mark = 0;
#if defined(__APPLE__)
    for (std::uint32_t index = 0; index < _dyld_image_count(); ++index)
        mark = add_to_mark(mark, _dyld_get_image_header(index));
#else
    ::dl_iterate_phdr(&note_count, &mark);
#endif
    return mark;
}

std::vector<void*> find_in_all_modules(const char* name) {
    std::vector<void*> found;
    for (const std::string& file : loaded_files()) {
        void* const module = ::dlopen(file.c_str(), RTLD_LAZY | RTLD_NOLOAD);
        if (module == nullptr) continue; // the kernel's own, or gone since
        if (void* const address = find_export(module, name)) found.push_back(address);
        ::dlclose(module);
    }
    return found;
}

std::string module_of(const void* address) {
    Dl_info place{};
    if (::dladdr(address, &place) == 0 || place.dli_fname == nullptr) return {};
    return place.dli_fname;
}

#endif

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
//
// Modules at run time, by dlopen.
#include "platform/shared_library.h"

#include "platform/loaded_modules.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#if defined(__APPLE__)
#include <mach-o/dyld.h>
#endif

namespace asyncom::core {

constinit const char* const library_prefix = "lib";
#if defined(__APPLE__)
constinit const char* const library_suffix = ".dylib";
#else
constinit const char* const library_suffix = ".so";
#endif

namespace {

std::string application_path() {
    char path[PATH_MAX];
#if defined(__APPLE__)
    std::uint32_t size = sizeof path;
    if (_NSGetExecutablePath(path, &size) != 0) return {};
    char resolved[PATH_MAX];
    return ::realpath(path, resolved) != nullptr ? resolved : std::string{};
#else
    const ssize_t length = ::readlink("/proc/self/exe", path, sizeof path);
    if (length <= 0 || static_cast<std::size_t>(length) == sizeof path) return {};
    return {path, static_cast<std::size_t>(length)};
#endif
}

#if defined(__APPLE__)
constexpr bool tells_the_machine(std::size_t index) noexcept {
    return index < 8; // magic, processor
}
#else
constexpr bool tells_the_machine(std::size_t index) noexcept {
    return index < 6 || index >= 18; // magic, class and byte order; e_machine
}
#endif

// The loader has sentences and no codes; what a file was made for stands in its first bytes, as in
// those of this library.
using file_header = std::array<char, 20>;

file_header header_of(const std::string& path) noexcept {
    file_header header{};
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return header;
    if (::read(file, header.data(), header.size()) != static_cast<ssize_t>(header.size()))
        header = {};
    ::close(file);
    return header;
}

bool is_for_this_machine(const std::string& path) {
    const file_header own = header_of(module_of(library_suffix));
    const file_header other = header_of(path);
    for (std::size_t index = 0; index < own.size(); ++index)
        if (tells_the_machine(index) && own[index] != other[index]) return false;
    return true;
}

} // namespace

void* open_library(const std::string& path, load_failure& failure, std::string& why) {
    failure = load_failure::none;
    if (::access(path.c_str(), F_OK) != 0) {
        failure = load_failure::no_file;
        return nullptr;
    }
    // Local: a component's names are its own business. Now: one that lacks a symbol fails here and
    // not in the middle of its first call.
    void* const library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library != nullptr) return library;
    const char* const sentence = ::dlerror();
    why = sentence != nullptr ? sentence : "";
    failure = is_for_this_machine(path) ? load_failure::not_loadable : load_failure::bad_format;
    return nullptr;
}

void close_library(void* library) noexcept {
    ::dlclose(library);
}

void* find_export(void* library, const char* name) noexcept {
    void* const found = ::dlsym(library, name);
    Dl_info place{};
    if (found == nullptr || ::dladdr(found, &place) == 0) return nullptr;
    // dlsym asks the dependencies too; their exports have other handles.
    void* const owner = ::dlopen(place.dli_fname, RTLD_LAZY | RTLD_NOLOAD);
    if (owner == nullptr) return nullptr;
    ::dlclose(owner);
    return owner == library ? found : nullptr;
}

std::string application_directory() {
    const std::string path = application_path();
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string{} : path.substr(0, slash == 0 ? 1 : slash);
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
//
// Modules at run time, by dlopen.
#include "platform/shared_library.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>

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

// As it lies in memory: the name that this module was loaded by may lead nowhere by now.
file_header own_header() noexcept {
    file_header header{};
    Dl_info place{};
    if (::dladdr(&library_suffix, &place) != 0)
        std::memcpy(header.data(), place.dli_fbase, header.size());
    return header;
}

load_failure why_not_loaded(const std::string& path) noexcept {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return load_failure::not_loadable; // nobody knows what it was made for
    file_header header;
    const ssize_t read = ::read(file, header.data(), header.size());
    ::close(file);
    if (read != static_cast<ssize_t>(header.size())) return load_failure::bad_format;
    const file_header own = own_header();
    for (std::size_t index = 0; index < own.size(); ++index)
        if (tells_the_machine(index) && own[index] != header[index])
            return load_failure::bad_format;
    return load_failure::not_loadable;
}

} // namespace

void* open_library(const std::string& path, load_failure& failure, std::string& why) {
    failure = load_failure::none;
    // With the rights that dlopen has, which may be more than the caller's.
    if (::faccessat(AT_FDCWD, path.c_str(), F_OK, AT_EACCESS) != 0) {
        failure = load_failure::no_file;
        return nullptr;
    }
    // Local: a component's names are its own business. Now: one that lacks a symbol fails here and
    // not in the middle of its first call.
    void* const library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library != nullptr) return library;
    const char* const sentence = ::dlerror();
    why = sentence != nullptr ? sentence : "";
    failure = why_not_loaded(path);
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

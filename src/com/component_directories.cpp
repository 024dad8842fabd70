// SPDX-License-Identifier: MIT
#include "com/component_directories.h"

#include "com/error_info.h"
#include "com/first_copy.h"
#include "com/utf.h"
#include "platform/shared_library.h"

#include <atomic>
#include <cstdlib>
#include <new>
#include <string_view>

namespace asyncom::core {
namespace {

// Added for ever. Published by a compare-exchange and not under a lock: the child of a fork could
// find a lock taken by a thread it does not have.
struct added_directory {
    std::atomic<added_directory*> next{nullptr};
    std::string_view path; // behind it, in the same block
};
constinit std::atomic<added_directory*> first_added{nullptr};

added_directory* make_entry(std::string_view path) noexcept {
    void* const memory = std::malloc(sizeof(added_directory) + path.size());
    if (memory == nullptr) return nullptr;
    auto* const entry = ::new (memory) added_directory;
    char* const text = reinterpret_cast<char*>(entry + 1);
    path.copy(text, path.size());
    entry->path = {text, path.size()};
    return entry;
}

// The loader puts other directories in the place of $LIB and the like.
bool is_expanded(std::string_view path) noexcept {
    return path.find('$') != std::string_view::npos;
}

std::string_view without_trailing_slashes(std::string_view path) noexcept {
    while (path.size() > 1 && path.back() == '/')
        path.remove_suffix(1);
    return path;
}

} // namespace

HRESULT add_component_directory(const char* directory) noexcept {
    if (directory == nullptr) return refuse_null();
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    const std::string_view path = without_trailing_slashes(directory);
    if (path.empty() || path.front() != '/' || !is_valid_utf8(path) || is_expanded(path))
        return originate(E_INVALIDARG,
                         "A component directory is an absolute path in UTF-8 without a $.");
    added_directory* const entry = make_entry(path);
    if (entry == nullptr) return originate(E_OUTOFMEMORY, nullptr);
    // Release: who sees the entry sees its text.
    std::atomic<added_directory*>* link = &first_added;
    added_directory* other = nullptr;
    while (!link->compare_exchange_strong(other, entry, std::memory_order_release,
                                          std::memory_order_acquire)) {
        if (other->path == path) {
            std::free(entry);
            return S_FALSE;
        }
        link = &other->next;
        other = nullptr;
    }
    return S_OK;
}

std::vector<std::string> component_directories() {
    std::vector<std::string> directories;
    if (std::string own = application_directory(); !own.empty() && !is_expanded(own))
        directories.push_back(std::move(own));
    for (added_directory* entry = first_added.load(std::memory_order_acquire); entry != nullptr;
         entry = entry->next.load(std::memory_order_acquire))
        if (directories.empty() || directories.front() != entry->path) // the own one, added as well
            directories.emplace_back(entry->path);
    return directories;
}

} // namespace asyncom::core

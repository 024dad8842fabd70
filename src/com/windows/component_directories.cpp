// SPDX-License-Identifier: MIT
// Where Windows looks for modules by name: registration-free activation, as C++/WinRT does it,
// loads a component from the directories that LOAD_LIBRARY_SEARCH_DEFAULT_DIRS stands for.
#include "com/component_directories.h"

#include "com/error_info.h"
#include "com/first_copy.h"
#include "com/utf.h"
#include "platform/dll_directory.h"

#include <new>
#include <string_view>

namespace asyncom::core {

HRESULT add_component_directory(const char* directory) noexcept {
    if (directory == nullptr) return refuse_null();
    if (const HRESULT refused = refuse_second_copy(); refused < 0) return refused;
    const std::string_view path = directory;
    if (!is_valid_utf8(path) || !is_absolute_path(path))
        return originate(E_INVALIDARG, "A component directory is an absolute path in UTF-8.");
    try {
        const HRESULT added = add_dll_directory(path);
        return added < 0 ? originate(added, nullptr) : added;
    } catch (const std::bad_alloc&) {
        return originate(E_OUTOFMEMORY, nullptr);
    }
}

} // namespace asyncom::core

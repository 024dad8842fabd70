// SPDX-License-Identifier: MIT
#include "platform/dll_directory.h"

#include "platform/mutex.h"
#include "platform/os_error.h"

#include <algorithm>
#include <mutex>
#include <string>
#include <vector>

#include <windows.h>

namespace asyncom::core {
namespace {

struct added_directories {
    core::mutex mutex;
    std::vector<std::wstring> paths;
};

added_directories& added() {
    static auto* const all = new added_directories; // for good, as what it lists
    return *all;
}

std::wstring to_wide(std::string_view path) {
    const int length = static_cast<int>(path.size());
    const int units = MultiByteToWideChar(CP_UTF8, 0, path.data(), length, nullptr, 0);
    std::wstring wide(static_cast<std::size_t>(units), L'\0');
    MultiByteToWideChar(CP_UTF8, 0, path.data(), length, wide.data(), units);
    std::replace(wide.begin(), wide.end(), L'/', L'\\');
    while (wide.size() > 3 && wide.back() == L'\\')
        wide.pop_back();
    return wide;
}

bool is_separator(char unit) noexcept {
    return unit == '\\' || unit == '/';
}

} // namespace

bool is_absolute_path(std::string_view path) noexcept {
    const bool drive = path.size() >= 3 && path[1] == ':' && is_separator(path[2]);
    const bool share = path.size() >= 3 && is_separator(path[0]) && is_separator(path[1]);
    return drive || share;
}

HRESULT add_dll_directory(std::string_view path) {
    std::wstring wide = to_wide(path);
    added_directories& all = added();
    std::scoped_lock lock(all.mutex);
    if (std::find(all.paths.begin(), all.paths.end(), wide) != all.paths.end()) return S_FALSE;
    all.paths.reserve(all.paths.size() + 1);
    if (AddDllDirectory(wide.c_str()) == nullptr) return hresult_from_win32(GetLastError());
    all.paths.push_back(std::move(wide));
    return S_OK;
}

} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// Files that are modules, or look as if they were.
#pragma once

#include "platform/shared_library.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include <unistd.h>

namespace asyncom::core::test {

// Loaded, until it ends.
class loaded {
public:
    explicit loaded(const std::string& path) {
        load_failure failure = load_failure::no_file;
        std::string why;
        m_library = open_library(path, failure, why);
        EXPECT_NE(m_library, nullptr) << why;
        EXPECT_EQ(failure, load_failure::none);
    }
    ~loaded() { close(); }
    loaded(const loaded&) = delete;
    loaded& operator=(const loaded&) = delete;

    void close() {
        if (m_library != nullptr) close_library(m_library);
        m_library = nullptr;
    }
    void* handle() const { return m_library; }
    void* find(const char* name) const { return find_export(m_library, name); }

private:
    void* m_library = nullptr;
};

// A new directory, removed with all that is in it.
class scratch_directory {
public:
    scratch_directory() {
        std::string pattern = (std::filesystem::temp_directory_path() / "unit_XXXXXX").string();
        EXPECT_NE(::mkdtemp(pattern.data()), nullptr);
        m_path = pattern;
    }
    ~scratch_directory() { std::filesystem::remove_all(m_path); }
    scratch_directory(const scratch_directory&) = delete;
    scratch_directory& operator=(const scratch_directory&) = delete;

    std::string path(const std::string& name) const { return (m_path / name).string(); }
    std::string file(const std::string& name, std::string_view contents) const {
        std::ofstream(path(name), std::ios::binary) << contents;
        return path(name);
    }

private:
    std::filesystem::path m_path;
};

inline std::string contents_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace asyncom::core::test

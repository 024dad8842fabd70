// SPDX-License-Identifier: MIT
//
// A directory for one test, removed with everything in it at the end.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

class scratch_directory {
public:
    scratch_directory() {
        std::string pattern = (std::filesystem::temp_directory_path() / "asyncom-XXXXXX").string();
        if (!::mkdtemp(pattern.data())) throw std::runtime_error{"mkdtemp"};
        m_path = pattern;
    }
    ~scratch_directory() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    scratch_directory(const scratch_directory&) = delete;
    scratch_directory& operator=(const scratch_directory&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] std::string operator/(const std::string& name) const {
        return (m_path / name).string();
    }

    void write(const std::string& name, const std::string& content = {}) const {
        std::filesystem::create_directories((m_path / name).parent_path());
        std::ofstream{m_path / name, std::ios::binary} << content;
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream file{m_path / name, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    [[nodiscard]] size_t count() const {
        return static_cast<size_t>(std::distance(std::filesystem::directory_iterator{m_path}, {}));
    }

private:
    std::filesystem::path m_path;
};

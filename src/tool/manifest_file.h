// SPDX-License-Identifier: MIT
//
// The file that a manifest is written to. It is invisible, or has a temporary name in the
// manifest's own directory, until it is complete; then it takes the manifest's name in one step and
// an older manifest becomes `NAME~`. Whatever goes wrong before, nothing stays behind.
#pragma once

#include "tool/tree_walk.h"
#include "tool/unique_fd.h"

#include <string>
#include <string_view>

namespace asyncom::tool {

class manifest_file {
public:
    // Throws `failure` if the manifest can't be written here. A path that is a symbolic link stands
    // for what it points to.
    explicit manifest_file(std::string_view path);
    ~manifest_file();
    manifest_file(const manifest_file&) = delete;
    manifest_file& operator=(const manifest_file&) = delete;

    // The names that this file uses, now or later.
    [[nodiscard]] const left_out& own_names() const noexcept { return m_own_names; }

    // The manifest that stands under the name now, for reading; empty if there is none. Throws
    // `failure`.
    [[nodiscard]] unique_fd open_older() const;

    // Appends. Throws `failure`.
    void write(std::string_view text);

    // Gives the file its name. Throws `failure`; the older manifest is then where it was.
    void commit();

private:
    void resolve(std::string_view path);
    void refuse_what_cannot_be_replaced();
    void open_temporary();
    [[nodiscard]] bool open_unnamed();
    template <typename Create>
    [[nodiscard]] int create_temporary(Create create);
    void give_temporary_name();
    void write_back();
    [[nodiscard]] bool keep_older();
    [[nodiscard]] bool link_older(const char* older) const;
    void remove_temporary() noexcept;
    [[noreturn]] void fail(const char* action, int error) const;

    std::string m_shown; // the path as the user gave it
    unique_fd m_directory;
    std::string m_name;
    std::string m_temporary;
    bool m_temporary_exists = false;
    unique_fd m_file;
    left_out m_own_names;
};

} // namespace asyncom::tool

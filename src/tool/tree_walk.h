// SPDX-License-Identifier: MIT
//
// A walk through a tree in the order of the manifest: by the bytes of the whole relative path.
// Depth first with each directory sorted as `name/` gives exactly that order, so nothing has to be
// sorted twice or held back.
//
// It works on descriptors, never on long paths, follows no link, and keeps open only the lowest
// directories of its path: a higher one is found again through `..` and recognised by its inode.
#pragma once

#include "tool/directory.h"
#include "tool/file_kind.h"
#include "tool/name_stack.h"

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asyncom::tool {

// Names in one directory that are not part of the tree: the manifest and what is written beside it.
struct left_out {
    dev_t device = 0;
    ino_t inode = 0;
    std::vector<std::string> names;
};

// Number and size of files, counted by a walk that gives directories only.
struct tree_size {
    uint64_t files = 0;
    uint64_t bytes = 0;
};

struct walk_options {
    const left_out* excluded = nullptr;
    skipped_counts* skipped = nullptr;       // counts links, devices, sockets and FIFOs here
    tree_size* size = nullptr;               // set: files are counted here and not given
    const std::atomic<bool>* stop = nullptr; // ends the listing of a long directory
    uint32_t most_open = 32;                 // directories of the path that stay open, at least 2
};

class tree_walk {
public:
    enum class found {
        file,      // `folder`, `handle` and `name` say which
        directory, // one was entered; a caller that has to stop now and then may do so here
        problem, // the directory `name` in `folder` can't be read, wholly or in part: `error` says
                 // why
        end
    };

    struct item {
        reference<directory> folder;
        reference<open_directory> handle;
        std::string_view name; // valid until the next call
        int error = 0;
    };

    // `open_count` counts the directories that this walk has opened and that are still open, by
    // whomever.
    tree_walk(unique_fd root, const walk_options& options, std::atomic<uint32_t>& open_count);

    [[nodiscard]] found next(item& result);

private:
    struct level {
        reference<directory> folder;
        reference<open_directory> handle; // empty: closed for the time being
        dev_t device;
        ino_t inode;
    };

    found enter(std::string_view name, item& result);
    [[nodiscard]] int push(reference<directory> folder, unique_fd fd);
    [[nodiscard]] int list(const level& top);
    void add(int fd, const char* name, file_kind kind);
    [[nodiscard]] bool is_left_out(const level& top, const char* name) const noexcept;
    [[nodiscard]] bool leave(item& result);
    [[nodiscard]] int reopen_top(const level& child);
    [[nodiscard]] int reopen_from_root();
    [[nodiscard]] bool take_if_same(unique_fd fd);
    [[nodiscard]] bool stopped() const noexcept {
        return m_options.stop && m_options.stop->load(std::memory_order_relaxed);
    }

    walk_options m_options;
    std::atomic<uint32_t>& m_open_count;
    unique_fd m_root;
    bool m_begun = false;
    std::vector<level> m_path;
    name_stack m_names;
    std::string m_entered; // the directory named by the last item
};

} // namespace asyncom::tool

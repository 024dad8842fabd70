// SPDX-License-Identifier: MIT
//
// The walk: entering, listing and leaving directories.
#include "tool/tree_walk.h"

#include <dirent.h>
#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <new>

namespace asyncom::tool {
namespace {

constexpr int directory_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;

// How many names are listed between two looks at the stop flag.
constexpr unsigned names_per_look = 1024;

file_kind kind_of_entry(int fd, const dirent& entry) {
    switch (entry.d_type) {
    case DT_REG:
        return file_kind::regular;
    case DT_DIR:
        return file_kind::directory;
    case DT_LNK:
        return file_kind::link;
    case DT_CHR:
    case DT_BLK:
        return file_kind::device;
    case DT_SOCK:
        return file_kind::socket;
    case DT_FIFO:
        return file_kind::fifo;
    default:
        break;
    }
    // The file system doesn't say. What vanishes before it can be asked is given as a file, and
    // found missing later.
    struct stat status;
    if (::fstatat(fd, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) return file_kind::regular;
    return kind_of(status.st_mode);
}

struct stream_closer {
    void operator()(DIR* stream) const noexcept { ::closedir(stream); }
};
using stream_pointer = std::unique_ptr<DIR, stream_closer>;

// closedir closes the descriptor that the stream was made from, so the stream gets a copy.
stream_pointer open_stream(int fd) noexcept {
    unique_fd copy{::fcntl(fd, F_DUPFD_CLOEXEC, 0)};
    if (!copy) return nullptr;
    stream_pointer stream{::fdopendir(copy.get())};
    if (stream) static_cast<void>(copy.release());
    return stream;
}

bool is_self_or_parent(const char* name) noexcept {
    return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

} // namespace

tree_walk::tree_walk(unique_fd root, const walk_options& options, std::atomic<uint32_t>& open_count)
    : m_options{options}, m_open_count{open_count}, m_root{std::move(root)} {}

tree_walk::found tree_walk::next(item& result) {
    if (!m_begun) {
        m_begun = true;
        result.error = push(reference<directory>::adopt(new directory{{}, {}}), std::move(m_root));
        if (result.error == 0) return found::directory;
        if (m_path.empty()) return found::end;
        result.folder = m_path.back().folder;
        result.name = ".";
        return found::problem;
    }
    while (!m_path.empty()) {
        bool is_directory = false;
        if (!m_names.next(result.name, is_directory)) {
            if (!leave(result)) return found::problem;
            continue;
        }
        if (is_directory) return enter(result.name, result);
        result.folder = m_path.back().folder;
        result.handle = m_path.back().handle;
        return found::file;
    }
    return found::end;
}

tree_walk::found tree_walk::enter(std::string_view name, item& result) {
    m_entered = name;
    result.name = m_entered;
    result.folder = m_path.back().folder;
    unique_fd fd{::openat(m_path.back().handle->fd(), m_entered.c_str(), directory_flags)};
    result.error = fd ? 0 : errno;
    if (fd) {
        auto folder = reference<directory>::adopt(new directory{result.folder, m_entered});
        result.error = push(std::move(folder), std::move(fd));
    }
    return result.error == 0 ? found::directory : found::problem;
}

// Makes an open directory the top of the path and lists it. An error may come after a part has been
// listed; that part is walked all the same.
int tree_walk::push(reference<directory> folder, unique_fd fd) {
    struct stat status;
    if (::fstat(fd.get(), &status) != 0) return errno;
    auto handle = reference<open_directory>::adopt(new open_directory{std::move(fd), m_open_count});
    m_path.push_back({std::move(folder), std::move(handle), status.st_dev, status.st_ino});
    m_names.push();
    // The root stays open: it is the anchor from which a directory that was moved can be looked
    // for.
    if (m_path.size() > m_options.most_open + 1) {
        m_path[m_path.size() - 1 - m_options.most_open].handle.reset();
    }
    const int error = list(m_path.back());
    m_names.sort();
    return error;
}

int tree_walk::list(const level& top) {
    const int fd = top.handle->fd();
    const stream_pointer stream = open_stream(fd);
    if (!stream) return errno;
    for (unsigned count = 1; !(count % names_per_look == 0 && stopped()); ++count) {
        errno = 0;
        const dirent* entry = ::readdir(stream.get());
        if (!entry) return errno;
        if (is_self_or_parent(entry->d_name) || is_left_out(top, entry->d_name)) continue;
        add(fd, entry->d_name, kind_of_entry(fd, *entry));
    }
    return 0;
}

void tree_walk::add(int fd, const char* name, file_kind kind) {
    const bool is_directory = kind == file_kind::directory;
    if (!is_directory && kind != file_kind::regular) {
        if (m_options.skipped) m_options.skipped->add(kind);
        return;
    }
    if (m_options.size && !is_directory) {
        struct stat status;
        if (::fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return;
        ++m_options.size->files;
        m_options.size->bytes += static_cast<uint64_t>(status.st_size);
        return;
    }
    // 4 GiB of names in one directory is beyond what file systems hold in practice; it counts as
    // out of memory.
    if (!m_names.add(name, is_directory)) throw std::bad_alloc{};
}

bool tree_walk::is_left_out(const level& top, const char* name) const noexcept {
    const left_out* excluded = m_options.excluded;
    if (!excluded || excluded->inode != top.inode || excluded->device != top.device) return false;
    return std::any_of(excluded->names.begin(), excluded->names.end(),
                       [name](const std::string& each) { return each == name; });
}

// Goes back to the directory above. False: it can't be opened any more, and the rest of it is lost.
bool tree_walk::leave(item& result) {
    const level child = std::move(m_path.back());
    m_path.pop_back();
    m_names.pop();
    if (m_path.empty() || m_path.back().handle) return true;
    result.error = reopen_top(child);
    if (result.error == 0) return true;
    m_names.skip_rest();
    m_entered = m_path.back().folder->name();
    result.name = m_entered;
    result.folder =
        m_path[m_path.size() - 2].folder; // the root is never closed, so there is one above
    return false;
}

int tree_walk::reopen_top(const level& child) {
    if (child.handle) {
        unique_fd fd{::openat(child.handle->fd(), "..", directory_flags)};
        if (fd && take_if_same(std::move(fd))) return 0;
    }
    return reopen_from_root(); // the child was moved elsewhere, or has no `..` that we may use
}

int tree_walk::reopen_from_root() {
    unique_fd passed;
    int fd = m_path.front().handle->fd();
    for (size_t i = 1; i < m_path.size(); ++i) {
        unique_fd next{::openat(fd, m_path[i].folder->name().c_str(), directory_flags)};
        if (!next) return errno;
        passed = std::move(next);
        fd = passed.get();
    }
    return take_if_same(std::move(passed)) ? 0 : ENOENT;
}

bool tree_walk::take_if_same(unique_fd fd) {
    struct stat status;
    level& top = m_path.back();
    if (::fstat(fd.get(), &status) != 0) return false;
    if (status.st_dev != top.device || status.st_ino != top.inode) return false;
    top.handle = reference<open_directory>::adopt(new open_directory{std::move(fd), m_open_count});
    return true;
}

} // namespace asyncom::tool

// SPDX-License-Identifier: MIT
//
// Writing a file that appears only when it is complete.
#include "tool/manifest_file.h"

#include "tool/failure.h"
#include "tool/open_path.h"
#include "tool/signals.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <random>

namespace asyncom::tool {
namespace {

constexpr int most_links = 40; // as many as the system itself follows
constexpr int most_tries = 100;
constexpr mode_t mode = 0666; // less the umask

std::string read_link(int directory, const std::string& name) {
    std::string target(256, '\0');
    for (;;) {
        const ssize_t count = ::readlinkat(directory, name.c_str(), target.data(), target.size());
        if (count < 0) return {};
        if (static_cast<size_t>(count) < target.size()) {
            target.resize(static_cast<size_t>(count));
            return target;
        }
        target.resize(target.size() * 2);
    }
}

// Independent of the manifest's name, which may already be as long as names can be.
std::string temporary_name() {
    std::random_device random;
    char name[64];
    std::snprintf(name, sizeof name, ".asyncom-%ld-%08x.tmp", static_cast<long>(::getpid()),
                  static_cast<unsigned>(random()));
    return name;
}

std::string path_of(const unique_fd& fd) {
    return "/proc/self/fd/" + std::to_string(fd.get());
}

} // namespace

manifest_file::manifest_file(std::string_view path) : m_shown{path} {
    resolve(path);
    struct stat status;
    if (::fstat(m_directory.get(), &status) != 0) fail("examine the directory of", errno);
    refuse_what_cannot_be_replaced();
    open_temporary();
    m_own_names.device = status.st_dev;
    m_own_names.inode = status.st_ino;
    m_own_names.names = {m_name, m_name + '~', m_temporary};
}

manifest_file::~manifest_file() {
    remove_temporary();
}

// Splits the path into a directory, which is opened once and used from there on, and a name;
// follows links.
void manifest_file::resolve(std::string_view path) {
    std::string rest{path};
    int base = AT_FDCWD;
    for (int links = 0; links <= most_links; ++links) {
        const size_t slash = rest.rfind('/');
        m_name = slash == std::string::npos ? rest : rest.substr(slash + 1);
        if (m_name.empty() || m_name == "." || m_name == "..") fail("write", EISDIR);
        std::string parent = slash == std::string::npos ? "." : rest.substr(0, slash + 1);
        unique_fd opened = open_path(base, parent, pass_through);
        if (!opened) fail("write", errno);
        m_directory = std::move(opened);
        base = m_directory.get();
        rest = read_link(base, m_name);
        if (rest.empty()) return;
    }
    fail("write", ELOOP);
}

// Said now rather than after hours of hashing.
void manifest_file::refuse_what_cannot_be_replaced() {
    struct stat status;
    if (::fstatat(m_directory.get(), m_name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT) return;
        fail("write", errno);
    }
    if (S_ISDIR(status.st_mode)) fail("write", EISDIR);
    if (!S_ISREG(status.st_mode)) {
        throw failure{hresult_from_errno(EINVAL),
                      "cannot replace '" + m_shown + "': it is not a regular file"};
    }
    const std::string older = m_name + '~';
    if (::fstatat(m_directory.get(), older.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno != ENOENT) fail("keep the older manifest as", errno);
    } else if (S_ISDIR(status.st_mode)) {
        fail("keep the older manifest beside", EISDIR);
    }
}

void manifest_file::open_temporary() {
    if (open_unnamed()) return;
    const int error = create_temporary([this](const char* name) {
        m_file = unique_fd{
            ::openat(m_directory.get(), name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)};
        return static_cast<bool>(m_file);
    });
    if (error != 0) fail("write", error);
}

// The name is doomed before the file exists: a signal that ends the process in between removes
// nothing but ours, for the name holds this process's number.
template <typename Create>
int manifest_file::create_temporary(Create create) {
    int error = 0;
    for (int tries = 0; tries < most_tries; ++tries) {
        m_temporary = temporary_name();
        set_doomed_file(doomed::manifest, m_directory.get(), m_temporary.c_str());
        m_temporary_exists = create(m_temporary.c_str());
        if (m_temporary_exists) return 0;
        error = errno;
        clear_doomed_file(doomed::manifest);
        if (error != EEXIST) break;
    }
    return error;
}

// A file without a name goes with the process, however that ends. It needs the file system's help,
// and /proc to get a name in the end.
bool manifest_file::open_unnamed() {
#ifdef O_TMPFILE
    m_file = unique_fd{::openat(m_directory.get(), ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, mode)};
    if (!m_file) return false;
    struct stat opened;
    struct stat found;
    if (::fstat(m_file.get(), &opened) == 0 && ::stat(path_of(m_file).c_str(), &found) == 0 &&
        opened.st_ino == found.st_ino && opened.st_dev == found.st_dev) {
        return true;
    }
    m_file.reset();
#endif
    return false;
}

unique_fd manifest_file::open_older() const {
    unique_fd older{::openat(m_directory.get(), m_name.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
    if (!older && errno != ENOENT) fail("read", errno);
    return older;
}

void manifest_file::write(std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(m_file.get(), text.data(), text.size());
        if (count >= 0) {
            text.remove_prefix(static_cast<size_t>(count));
        } else if (errno != EINTR) {
            fail("write", errno);
        }
    }
}

void manifest_file::commit() {
    write_back();
    if (!m_temporary_exists) give_temporary_name();
    const int directory = m_directory.get();
    const bool moved = keep_older();
    if (::renameat(directory, m_temporary.c_str(), directory, m_name.c_str()) != 0) {
        const int error = errno;
        if (moved) ::renameat(directory, (m_name + '~').c_str(), directory, m_name.c_str());
        fail("write", error);
    }
    m_temporary_exists = false;
    clear_doomed_file(doomed::manifest);
}

// A name must never appear before what it stands for: after a power failure it would lead to an
// empty manifest.
void manifest_file::write_back() {
    if (::fsync(m_file.get()) != 0 && errno != EINVAL && errno != ENOTSUP) fail("write", errno);
}

void manifest_file::give_temporary_name() {
    int error = ENOTSUP;
#ifdef O_TMPFILE
    const std::string source = path_of(m_file);
    error = create_temporary([this, &source](const char* name) {
        return ::linkat(AT_FDCWD, source.c_str(), m_directory.get(), name, AT_SYMLINK_FOLLOW) == 0;
    });
#endif
    if (error != 0) fail("write", error);
}

// The older manifest gets its second name before the new one takes the first, so there is one under
// the name at all times. Where the file system knows no second names it is moved, which is then
// true.
bool manifest_file::keep_older() {
    const std::string older = m_name + '~';
    const int directory = m_directory.get();
    struct stat status;
    if (::fstatat(directory, m_name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return false;
    if (link_older(older.c_str())) return false;
    if (::renameat(directory, m_name.c_str(), directory, older.c_str()) == 0) return true;
    fail("keep the older manifest beside", errno);
}

// Whatever already is under the second name goes when it is replaced and not before. Where both
// names are of one file already, a rename does nothing and leaves the temporary name.
bool manifest_file::link_older(const char* older) const {
    const int directory = m_directory.get();
    const std::string temporary = temporary_name();
    set_doomed_file(doomed::older, directory, temporary.c_str());
    bool linked = ::linkat(directory, m_name.c_str(), directory, temporary.c_str(), 0) == 0;
    if (linked) {
        linked = ::renameat(directory, temporary.c_str(), directory, older) == 0;
        ::unlinkat(directory, temporary.c_str(), 0);
    }
    clear_doomed_file(doomed::older);
    return linked;
}

void manifest_file::remove_temporary() noexcept {
    if (!m_temporary_exists) return;
    ::unlinkat(m_directory.get(), m_temporary.c_str(), 0);
    clear_doomed_file(doomed::manifest);
    m_temporary_exists = false;
}

void manifest_file::fail(const char* action, int error) const {
    throw errno_failure(action, m_shown, error);
}

} // namespace asyncom::tool

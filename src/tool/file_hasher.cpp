// SPDX-License-Identifier: MIT
//
// Reading and hashing one file.
#include "tool/file_hasher.h"

#include "tool/failure.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <new>

namespace asyncom::tool {
namespace {

// Large enough that system calls don't count, small enough that what was read is still in the
// nearer caches when it is hashed: from 128 KiB on, the kernel's share of the time was measured to
// be four times as much.
constexpr size_t buffer_bytes = 64 * 1024;

constexpr int stopped = -1;

// A digest that was not computed must never look like one.
void require_digest(int result) {
    if (result != 1) throw failure{E_FAIL, "libcrypto cannot compute SHA-256"};
}

// The field is st_mtim by POSIX and st_mtimespec on macOS: whichever there is.
template <class Status>
auto modified(const Status& status) -> decltype((status.st_mtim)) {
    return status.st_mtim;
}
template <class Status>
auto modified(const Status& status) -> decltype((status.st_mtimespec)) {
    return status.st_mtimespec;
}

bool has_changed(const struct stat& before, const struct stat& after) noexcept {
    return before.st_size != after.st_size || modified(before).tv_sec != modified(after).tv_sec ||
           modified(before).tv_nsec != modified(after).tv_nsec;
}

void advise_sequential(int fd, off_t size) noexcept {
#ifdef POSIX_FADV_SEQUENTIAL
    if (size > static_cast<off_t>(buffer_bytes)) ::posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
#else
    static_cast<void>(fd);
    static_cast<void>(size);
#endif
}

ssize_t read_some(int fd, unsigned char* buffer) noexcept {
    for (;;) {
        const ssize_t count = ::read(fd, buffer, buffer_bytes);
        if (count >= 0 || errno != EINTR) return count;
    }
}

off_t size_of(int fd) noexcept {
    struct stat status;
    return ::fstat(fd, &status) == 0 ? status.st_size : -1;
}

} // namespace

file_hasher::file_hasher()
    : m_algorithm{EVP_MD_fetch(nullptr, "SHA256", nullptr)}, m_context{EVP_MD_CTX_new()},
      m_buffer{new unsigned char[buffer_bytes]} {
    if (!m_algorithm) throw failure{hresult_from_errno(ENOTSUP), "libcrypto offers no SHA-256"};
    if (!m_context) throw std::bad_alloc{};
}

int file_hasher::digest_to_end(int fd, off_t size, progress_reporter& progress,
                               const std::atomic<bool>& stop) {
    off_t total = 0;
    for (;;) {
        const ssize_t count = read_some(fd, m_buffer.get());
        if (count < 0) return errno;
        if (count == 0) return 0;
        require_digest(
            EVP_DigestUpdate(m_context.get(), m_buffer.get(), static_cast<size_t>(count)));
        progress.add_bytes(static_cast<uint64_t>(count));
        if (stop.load(std::memory_order_relaxed)) return stopped;
        total += count;
        // A log that is written to as fast as it is read has no end. (/proc says 0 for files that
        // have content.)
        if (total > size && size_of(fd) != size) return 0;
    }
}

void file_hasher::hash(int fd, const struct stat& before, file_entry& entry,
                       progress_reporter& progress, const std::atomic<bool>& stop) {
    advise_sequential(fd, before.st_size);
    require_digest(EVP_DigestInit_ex(m_context.get(), m_algorithm.get(), nullptr));
    entry.error = digest_to_end(fd, before.st_size, progress, stop);
    if (entry.error == stopped) return;
    struct stat after;
    if (entry.error == 0 && ::fstat(fd, &after) != 0) entry.error = errno;
    if (entry.error != 0) {
        entry.state = file_state::unreadable;
    } else if (before.st_nlink > 0 && after.st_nlink == 0) {
        // Its last name was removed or given to another file, so no line of a manifest can be about
        // it any more.
        entry.state = file_state::vanished;
    } else if (has_changed(before, after)) {
        entry.state = file_state::changed;
    } else {
        require_digest(EVP_DigestFinal_ex(m_context.get(), entry.value.data(), nullptr));
        entry.state = file_state::hashed;
    }
}

} // namespace asyncom::tool

// SPDX-License-Identifier: MIT
//
// SHA-256 of an open file, with one buffer and one digest context for any number of files. A worker
// owns one.
#pragma once

#include "tool/batch.h"
#include "tool/progress_reporter.h"

#include <openssl/evp.h>
#include <sys/stat.h>

#include <atomic>
#include <cstddef>
#include <memory>

namespace asyncom::tool {

class file_hasher {
public:
    // Throws `failure` if libcrypto has no SHA-256 (a provider may be missing).
    file_hasher();

    // Reads the file to its end and sets the entry's state, error and value. `before` is its status
    // at the time it was opened. When `stop` becomes true the file is given up and stays `waiting`.
    // Throws `failure` if libcrypto fails.
    void hash(int fd, const struct stat& before, file_entry& entry, progress_reporter& progress,
              const std::atomic<bool>& stop);

private:
    struct context_deleter {
        void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
    };
    struct algorithm_deleter {
        void operator()(EVP_MD* algorithm) const noexcept { EVP_MD_free(algorithm); }
    };

    // 0, or the errno of the read that failed; -1: stopped. Ends early if the file has outgrown
    // `size`.
    [[nodiscard]] int digest_to_end(int fd, off_t size, progress_reporter& progress,
                                    const std::atomic<bool>& stop);

    std::unique_ptr<EVP_MD, algorithm_deleter> m_algorithm;
    std::unique_ptr<EVP_MD_CTX, context_deleter> m_context;
    std::unique_ptr<unsigned char[]> m_buffer;
};

} // namespace asyncom::tool

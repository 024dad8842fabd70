// SPDX-License-Identifier: MIT
// The descriptors of this process: which one comes next, and having none left.
#pragma once
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace contract {

inline int next_descriptor() {
    const int next = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(next);
    return next;
}

// While it lives, this many more than there are can be opened.
class few_descriptors {
public:
    explicit few_descriptors(rlim_t free_ones) {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const auto next = static_cast<rlim_t>(next_descriptor());
        const rlimit few{next + free_ones, m_before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &few);
    }
    ~few_descriptors() { ::setrlimit(RLIMIT_NOFILE, &m_before); }
    few_descriptors(const few_descriptors&) = delete;
    few_descriptors& operator=(const few_descriptors&) = delete;

private:
    rlimit m_before{};
};

} // namespace contract

// SPDX-License-Identifier: MIT
// A forked child that tells its parent what it found wrong; GoogleTest reports from the parent
// only.
#pragma once
#include "support/codes.h"

#include <functional>
#include <string>

namespace contract {

class child_report {
public:
    explicit child_report(int pipe_end) : m_pipe(pipe_end) {}
    void same(std::int64_t actual, std::int64_t expected, const char* what);
    void should(bool holds, const char* what);

private:
    void tell(const char* line);
    int m_pipe;
};

struct child_result {
    int code = -1; // what the body returned, -1 if a signal ended the child
    std::string findings;
};

// Runs the body in a child. A child that hangs is ended by the system.
child_result in_child(const std::function<int(child_report&)>& body);

} // namespace contract

#define CHILD_SAME(actual, expected) child.same((actual), (expected), #actual)
#define CHILD_SHOULD(condition) child.should((condition), #condition)

// ThreadSanitizer ends a child that starts threads when its parent had some.
#if defined(__SANITIZE_THREAD__)
#define ASYNCOM_TEST_UNDER_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ASYNCOM_TEST_UNDER_TSAN 1
#endif
#endif

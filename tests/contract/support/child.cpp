// SPDX-License-Identifier: MIT
// Forking, and the pipe that brings the findings home.
#include "support/child.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <stdexcept>

namespace contract {

void child_report::tell(const char* line) {
    const std::size_t length = std::strlen(line);
    if (write(m_pipe, line, length) != static_cast<ssize_t>(length)) _exit(99);
}

void child_report::same(std::int64_t actual, std::int64_t expected, const char* what) {
    if (actual == expected) return;
    char line[300];
    std::snprintf(line, sizeof line, "%s is %lld (%08X) instead of %lld (%08X)\n", what,
                  static_cast<long long>(actual), static_cast<unsigned>(actual),
                  static_cast<long long>(expected), static_cast<unsigned>(expected));
    tell(line);
}

void child_report::should(bool holds, const char* what) {
    if (holds) return;
    char line[300];
    std::snprintf(line, sizeof line, "not so: %s\n", what);
    tell(line);
}

child_result in_child(const std::function<int(child_report&)>& body) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("no child");
    if (child == 0) {
        close(ends[0]);
        alarm(60);
        child_report report(ends[1]);
        // Nothing may leave the child: what follows belongs to the parent.
        try {
            _exit(body(report));
        } catch (const std::exception& problem) {
            report.should(false, problem.what());
            _exit(98);
        }
    }
    close(ends[1]);
    child_result result;
    char buffer[512];
    for (ssize_t got = 0; (got = read(ends[0], buffer, sizeof buffer)) > 0;)
        result.findings.append(buffer, static_cast<std::size_t>(got));
    close(ends[0]);
    int status = 0;
    if (waitpid(child, &status, 0) != child) throw std::runtime_error("the child is lost");
    if (WIFEXITED(status))
        result.code = WEXITSTATUS(status);
    else
        result.findings += "ended by signal " + std::to_string(WTERMSIG(status)) + "\n";
    return result;
}

} // namespace contract

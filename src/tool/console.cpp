// SPDX-License-Identifier: MIT
//
// Printing.
#include "tool/console.h"

#include "tool/failure.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace asyncom::tool {
namespace {

constexpr std::string_view erase_line = "\r\x1b[K";

// Returns 0 or an errno. The descriptor may have been made non-blocking by whoever shares it with
// us.
int write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(fd, text.data(), text.size());
        if (count >= 0) {
            text.remove_prefix(static_cast<size_t>(count));
        } else if (errno == EAGAIN) {
            pollfd ready{fd, POLLOUT, 0};
            if (::poll(&ready, 1, -1) < 0 && errno != EINTR) return errno;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

bool terminal_can_redraw() {
    const char* kind = std::getenv("TERM");
    return ::isatty(STDERR_FILENO) == 1 && kind && std::string_view{kind} != "dumb";
}

} // namespace

console::console()
    : m_error_can_redraw{terminal_can_redraw()}, m_output_is_terminal{::isatty(STDOUT_FILENO) ==
                                                                      1} {}

unsigned console::width() const noexcept {
    winsize size{};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 80;
}

void console::output(std::string_view text) {
    const std::scoped_lock lock{m_lock};
    if (m_output_is_terminal) remove_bar();
    if (const int error = write_all(STDOUT_FILENO, text)) {
        throw failure{hresult_from_errno(error),
                      "cannot write to standard output: " + errno_text(error)};
    }
}

void console::message(std::string_view text) {
    line(std::string{"asyncom: "}.append(text));
}

// Whoever can't be told is not told; the exit code says it all the same.
void console::line(std::string_view text) {
    const std::scoped_lock lock{m_lock};
    remove_bar();
    write_all(STDERR_FILENO, std::string{text}.append("\n"));
}

void console::bar(std::string_view text) {
    const std::scoped_lock lock{m_lock};
    if (text == m_bar) return;
    m_bar = text;
    write_all(STDERR_FILENO, std::string{erase_line}.append(text));
}

void console::remove_bar() {
    if (m_bar.empty()) return;
    m_bar.clear();
    write_all(STDERR_FILENO, erase_line);
}

} // namespace asyncom::tool

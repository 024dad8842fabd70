// SPDX-License-Identifier: MIT
//
// Standard output and standard error, shared by the main thread, which draws a progress bar, and by
// the workers, which print results: nothing is ever printed into the bar.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

namespace asyncom::tool {

class console {
public:
    console();

    // Whether standard error is a terminal that can redraw a line.
    [[nodiscard]] bool can_redraw() const noexcept { return m_error_can_redraw; }
    [[nodiscard]] bool output_is_terminal() const noexcept { return m_output_is_terminal; }

    // The width of that terminal now.
    [[nodiscard]] unsigned width() const noexcept;

    // Writes results to standard output. Throws `failure`.
    void output(std::string_view text);

    // Writes "asyncom: <text>" as a line to standard error.
    void message(std::string_view text);

    // Writes a line as it is to standard error.
    void line(std::string_view text);

    // Draws the bar over the last one; an empty text removes it.
    void bar(std::string_view text);

private:
    void remove_bar();

    std::mutex m_lock;
    std::string m_bar; // what is drawn at the moment
    bool m_error_can_redraw;
    bool m_output_is_terminal;
};

} // namespace asyncom::tool

// SPDX-License-Identifier: MIT
//
// Wakes a thread that waits for descriptors: a pipe that stays readable once it was rung.
#pragma once

#include "tool/unique_fd.h"

namespace asyncom::tool {

class wake_pipe {
public:
    // Throws `failure` if no pipe can be made.
    wake_pipe();

    // Any thread, any number of times; never waits.
    void ring() const noexcept;

    // Readable once it was rung, and to be polled only.
    [[nodiscard]] int descriptor() const noexcept { return m_out.get(); }

    // Returns once it was rung. For a thread that can't poll.
    void wait() const noexcept;

private:
    unique_fd m_out;
    unique_fd m_in;
};

} // namespace asyncom::tool

// SPDX-License-Identifier: MIT
// Both ends of a pipe, and what comes out of it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace asyncom::core::test {

struct channel {
    int reader = -1;
    int writer = -1;

    channel() {
        int ends[2];
        EXPECT_EQ(pipe(ends), 0);
        reader = ends[0];
        writer = ends[1];
    }
    ~channel() {
        close_writer();
        close_reader();
    }
    void close_writer() {
        if (writer >= 0) close(std::exchange(writer, -1));
    }
    void close_reader() {
        if (reader >= 0) close(std::exchange(reader, -1));
    }
    // Until nobody can write any more.
    std::string read_all() const {
        std::string all;
        char piece[4096];
        for (ssize_t got = 0; (got = read(reader, piece, sizeof piece)) > 0;)
            all.append(piece, static_cast<std::size_t>(got));
        return all;
    }
    // The next line, when it comes.
    std::string line() const {
        std::string text;
        for (char byte = 0; read(reader, &byte, 1) == 1 && byte != '\n';)
            text += byte;
        return text;
    }
    bool is_empty() const {
        fcntl(reader, F_SETFL, O_NONBLOCK);
        char byte = 0;
        const bool empty = read(reader, &byte, 1) < 0;
        fcntl(reader, F_SETFL, 0);
        return empty;
    }
};

} // namespace asyncom::core::test

// SPDX-License-Identifier: MIT
//
// What the engine is put together from: where files come from, where results go, and what counts
// ahead. A hash and a check differ only in these.
#pragma once

#include "tool/batch.h"
#include "tool/tree_walk.h"
#include "tool/unique_fd.h"

#include <cstddef>
#include <optional>

namespace asyncom::tool {

// Gives files in the order in which their results are wanted. One caller at a time, but for `open`.
class file_source {
public:
    virtual ~file_source() = default;

    // Adds files to an empty batch; it may stay empty. False: there are no more.
    virtual bool fill(batch& target) = 0;

    // Opens a file for reading, without waiting for anything. On failure errno says why. Any
    // thread.
    [[nodiscard]] virtual unique_fd open(const batch& owner, const file_entry& entry) const = 0;

    // Whether an entry that is known still has the value that it is known to have. Any thread.
    [[nodiscard]] virtual bool is_unchanged(const struct stat& status) const noexcept {
        static_cast<void>(status);
        return false;
    }

    // True while so many directories are open for files that are still to be opened that `fill` has
    // to wait; with `relaxed`, while it isn't worth to begin again.
    [[nodiscard]] virtual bool holds_too_many(bool relaxed) const noexcept {
        static_cast<void>(relaxed);
        return false;
    }

    // Makes a `fill` under way end early; what it gives is not used any more. Any thread.
    virtual void stop() noexcept {}

    // Where a worker counts a file that turned out to be something else. Any thread.
    virtual void count_skipped(file_kind kind) noexcept = 0;
};

// Takes results in order, one caller at a time. A failure is thrown and ends the whole operation.
class result_sink {
public:
    virtual ~result_sink() = default;

    virtual void take(const batch& owner, const file_entry& entry) = 0;

    // After the last result; nothing is taken any more.
    virtual void finish(bool canceled) = 0;
};

// Finds out how much there is to do, while it is being done already.
class size_counter {
public:
    virtual ~size_counter() = default;

    // Goes some steps on. Gives the size once it is known.
    virtual std::optional<tree_size> step() = 0;

    // Makes a step under way end early; its result is not used any more. Any thread.
    virtual void stop() noexcept = 0;
};

} // namespace asyncom::tool

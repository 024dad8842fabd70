// SPDX-License-Identifier: MIT
//
// Some consecutive files on their way from a source through the workers to a sink. A batch is what
// is scheduled and what stands in the window, so that a small file costs one atomic step instead of
// a lock and a task.
#pragma once

#include "tool/counted.h"
#include "tool/digest.h"
#include "tool/directory.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace asyncom::tool {

enum class file_state : uint8_t {
    waiting,
    hashed,
    skipped,    // isn't a regular file (any more) and was not read
    unreadable, // `error` says why
    vanished,   // was gone when it was to be opened, or when it had been read
    changed,    // has another size or modification time after it was read than before
    malformed   // a line of a manifest that can't be read
};

struct file_entry {
    reference<directory> folder;      // empty: the name is a path of its own
    reference<open_directory> handle; // until the file was opened
    uint32_t name_offset = 0;
    uint32_t name_length = 0;
    int error = 0;
    file_state state = file_state::waiting;
    bool is_directory = false; // one that could not be walked, wholly or in part
    digest value{};
    digest expected{};     // of a check, or of an earlier run
    bool is_known = false; // an earlier run has given its value, and it has not changed since
    uint64_t line = 0;     // check only: where the manifest says so
};

class batch {
public:
    static constexpr uint32_t capacity = 32;
    static constexpr size_t names_capacity = 16 * 1024; // a longer name still fits, alone

    void AddRef() noexcept { m_references.increment(); }
    void Release() noexcept {
        if (m_references.decrement()) delete this;
    }

    // ---- filling, by one thread, before the batch is shared
    [[nodiscard]] bool is_full() const noexcept {
        return m_count == capacity || m_names.size() >= names_capacity;
    }
    file_entry& add(std::string_view name);

    // ---- working, by any thread
    // Claims a file for the calling worker; null: all are claimed.
    [[nodiscard]] file_entry* claim() noexcept;
    [[nodiscard]] bool has_unclaimed() const noexcept {
        return m_next.load(std::memory_order_relaxed) < m_count;
    }
    // Counts a claimed file as done. True for the one that was the last of all.
    [[nodiscard]] bool done() noexcept;

    // ---- reading
    [[nodiscard]] uint32_t count() const noexcept { return m_count; }
    [[nodiscard]] const file_entry& operator[](uint32_t index) const noexcept {
        return m_entries[index];
    }
    [[nodiscard]] std::string_view name(const file_entry& entry) const noexcept {
        return std::string_view{m_names}.substr(entry.name_offset, entry.name_length);
    }
    // The share of the window that this batch takes: its files, and its names where they are long.
    [[nodiscard]] size_t weight() const noexcept { return m_count + m_names.size() / 256; }

    bool complete = false; // guarded by the engine's lock

private:
    ~batch() = default;

    reference_count m_references;
    uint32_t m_count = 0;
    std::atomic<uint32_t> m_next{0};
    std::atomic<uint32_t> m_done{0};
    std::string m_names;
    std::array<file_entry, capacity> m_entries;
};

} // namespace asyncom::tool

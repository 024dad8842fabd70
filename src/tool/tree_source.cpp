// SPDX-License-Identifier: MIT
//
// A walk that fills batches, and one that counts.
#include "tool/tree_source.h"

#include <fcntl.h>

#include <cerrno>
#include <chrono>
#include <string>

namespace asyncom::tool {
namespace {

// After this many directories the caller has its turn, to see whether it is to stop.
constexpr unsigned directories_per_fill = 8;

// How long a step of counting takes, more or less. A batch of small files takes about as long, so
// counting gets on well ahead of hashing and yet leaves most of the time to it.
constexpr std::chrono::milliseconds step_time{5};

// O_NOFOLLOW refuses what has become a link. O_NONBLOCK keeps what has become a FIFO from waiting
// for a writer, and O_NOCTTY what has become a terminal from being adopted; neither is read,
// because the engine looks at the open file.
constexpr int file_flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

walk_options options_of(const left_out& excluded, const std::atomic<bool>& stop,
                        descriptor_budget budget) {
    walk_options options;
    options.excluded = &excluded;
    options.stop = &stop;
    options.most_open = budget.path;
    return options;
}

walk_options source_options(const left_out& excluded, skipped_counts& skipped,
                            const std::atomic<bool>& stop, descriptor_budget budget) {
    walk_options options = options_of(excluded, stop, budget);
    options.skipped = &skipped;
    return options;
}

walk_options counter_options(const left_out& excluded, tree_size& size,
                             const std::atomic<bool>& stop, descriptor_budget budget) {
    walk_options options = options_of(excluded, stop, budget);
    options.size = &size;
    return options;
}

file_state state_of_problem(int error) noexcept {
    if (error == ENOENT) return file_state::vanished;
    if (error == ENOTDIR || error == ELOOP) return file_state::changed; // is no directory any more
    return file_state::unreadable;
}

} // namespace

tree_source::tree_source(unique_fd root, const left_out& excluded, skipped_counts& skipped,
                         descriptor_budget budget, older_manifest* older)
    : m_older{older}, m_skipped{skipped}, m_budget{budget}, m_walk{std::move(root),
                                                                   source_options(excluded, skipped,
                                                                                  m_stop, budget),
                                                                   m_open} {}

// At least one step is made, so that a call is never in vain.
bool tree_source::fill(batch& target) {
    unsigned directories = 0;
    tree_walk::item item;
    do {
        const tree_walk::found found = m_walk.next(item);
        if (found == tree_walk::found::end) return false;
        if (found == tree_walk::found::directory) {
            if (++directories == directories_per_fill) break;
            continue;
        }
        file_entry& entry = target.add(item.name);
        entry.folder = std::move(item.folder);
        if (found == tree_walk::found::file) {
            entry.handle = std::move(item.handle);
            if (m_older) look_up(target, entry);
        } else {
            entry.error = item.error;
            entry.state = state_of_problem(item.error);
            entry.is_directory = true;
        }
    } while (!target.is_full() && !holds_too_many(false));
    return true;
}

void tree_source::look_up(const batch& owner, file_entry& entry) {
    m_path.clear();
    entry.folder->append_path(m_path, owner.name(entry));
    const digest* const value = m_older->find(m_path);
    entry.is_known = value != nullptr;
    if (value) entry.expected = *value;
}

unique_fd tree_source::open(const batch& owner, const file_entry& entry) const {
    char name[256]; // one component: no system has longer ones, and a copy is the way to its
                    // terminator
    const std::string_view text = owner.name(entry);
    if (text.size() >= sizeof name) {
        return unique_fd{::openat(entry.handle->fd(), std::string{text}.c_str(), file_flags)};
    }
    text.copy(name, text.size());
    name[text.size()] = '\0';
    return unique_fd{::openat(entry.handle->fd(), name, file_flags)};
}

bool tree_source::holds_too_many(bool relaxed) const noexcept {
    const uint32_t limit = relaxed ? m_budget.in_flight / 2 : m_budget.in_flight;
    return m_open.load(std::memory_order_relaxed) > limit + m_budget.path;
}

tree_counter::tree_counter(unique_fd root, const left_out& excluded, descriptor_budget budget)
    : m_walk{std::move(root), counter_options(excluded, m_size, m_stop, budget), m_open} {}

std::optional<tree_size> tree_counter::step() {
    const auto end = std::chrono::steady_clock::now() + step_time;
    tree_walk::item item;
    do {
        if (m_walk.next(item) == tree_walk::found::end) return m_size;
    } while (std::chrono::steady_clock::now() < end);
    return std::nullopt;
}

} // namespace asyncom::tool

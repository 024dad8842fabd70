// SPDX-License-Identifier: MIT
//
// The files of a directory tree, for the engine; and the same tree counted ahead.
#pragma once

#include "tool/descriptor_budget.h"
#include "tool/hash_parts.h"
#include "tool/older_manifest.h"
#include "tool/tree_walk.h"

namespace asyncom::tool {

class tree_source final : public file_source {
public:
    // `excluded`, `skipped` and `older`, which may be null, outlive the source.
    tree_source(unique_fd root, const left_out& excluded, skipped_counts& skipped,
                descriptor_budget budget, older_manifest* older);

    bool fill(batch& target) override;
    [[nodiscard]] unique_fd open(const batch& owner, const file_entry& entry) const override;
    [[nodiscard]] bool is_unchanged(const struct stat& status) const noexcept override {
        return m_older && m_older->is_unchanged(status);
    }
    [[nodiscard]] bool holds_too_many(bool relaxed) const noexcept override;
    void stop() noexcept override { m_stop.store(true, std::memory_order_relaxed); }
    void count_skipped(file_kind kind) noexcept override { m_skipped.add(kind); }

private:
    void look_up(const batch& owner, file_entry& entry);

    older_manifest* m_older;
    std::string m_path;
    skipped_counts& m_skipped;
    descriptor_budget m_budget;
    std::atomic<bool> m_stop{false};
    std::atomic<uint32_t> m_open{0}; // before the walk, which refers to it
    tree_walk m_walk;
};

class tree_counter final : public size_counter {
public:
    // `excluded` outlives the counter.
    tree_counter(unique_fd root, const left_out& excluded, descriptor_budget budget);

    std::optional<tree_size> step() override;
    void stop() noexcept override { m_stop.store(true, std::memory_order_relaxed); }

private:
    tree_size m_size;
    std::atomic<bool> m_stop{false};
    std::atomic<uint32_t> m_open{0};
    tree_walk m_walk;
};

} // namespace asyncom::tool

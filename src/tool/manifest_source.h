// SPDX-License-Identifier: MIT
//
// The files that a manifest names, for the engine; and the same manifest counted ahead.
#pragma once

#include "tool/hash_parts.h"
#include "tool/line_reader.h"
#include "tool/manifest_line.h"

#include <string>

namespace asyncom::tool {

// Every line becomes an entry, so that the report can follow the manifest: a file with its expected
// value, or a line that is malformed. Links are followed, as sha256sum does: whoever hashed through
// a link checks through it.
class manifest_source final : public file_source {
public:
    // Names are relative to `directory`, which outlives the source.
    manifest_source(line_reader manifest, int directory)
        : m_manifest{std::move(manifest)}, m_directory{directory} {}

    bool fill(batch& target) override;
    [[nodiscard]] unique_fd open(const batch& owner, const file_entry& entry) const override;
    void stop() noexcept override { m_manifest.stop(); }
    void count_skipped(file_kind) noexcept override {} // the report has a line for it

private:
    line_reader m_manifest;
    int m_directory;
    uint64_t m_line = 0;
    manifest_line m_parsed;
};

class manifest_counter final : public size_counter {
public:
    manifest_counter(line_reader manifest, int directory)
        : m_manifest{std::move(manifest)}, m_directory{directory} {}

    std::optional<tree_size> step() override;
    void stop() noexcept override { m_manifest.stop(); }

private:
    void count_file();

    line_reader m_manifest;
    int m_directory;
    tree_size m_size;
    manifest_line m_parsed;
};

} // namespace asyncom::tool

// SPDX-License-Identifier: MIT
//
// The sink of a hash: good results become lines of the manifest, the others problems to be told at
// the end.
#pragma once

#include "tool/hash_parts.h"
#include "tool/manifest_file.h"
#include "tool/older_manifest.h"
#include "tool/problem_spool.h"

#include <string>

namespace asyncom::tool {

class manifest_writer final : public result_sink {
public:
    // `older`, which may be null, is what this run resumes. Both outlive the writer.
    manifest_writer(manifest_file& file, older_manifest* older) : m_file{file}, m_older{older} {}

    void take(const batch& owner, const file_entry& entry) override;

    // Gives the manifest its name; but a cancel that came before the first line, or before there
    // were as many as in what is resumed, leaves everything as it was.
    void finish(bool canceled) override;

    [[nodiscard]] uint64_t lines() const noexcept { return m_lines; }
    // Those of them that an earlier run had found out.
    [[nodiscard]] uint64_t known() const noexcept { return m_known; }
    [[nodiscard]] bool committed() const noexcept { return m_committed; }
    [[nodiscard]] problem_spool& problems() noexcept { return m_problems; }

private:
    manifest_file& m_file;
    older_manifest* m_older;
    std::string m_buffer;
    std::string m_path;
    uint64_t m_lines = 0;
    uint64_t m_known = 0;
    bool m_committed = false;
    problem_spool m_problems;
};

} // namespace asyncom::tool

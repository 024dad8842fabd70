// SPDX-License-Identifier: MIT
//
// The sink of a check: says of each line of a manifest whether it holds, in sha256sum's words or as
// JSON.
#pragma once

#include "tool/console.h"
#include "tool/hash_parts.h"

#include <cstdint>
#include <string>

namespace asyncom::tool {

struct check_counts {
    uint64_t good = 0;
    uint64_t different = 0;  // another value than the manifest's
    uint64_t unreadable = 0; // missing, unreadable, changed meanwhile, or no regular file
    uint64_t malformed = 0;
};

class check_report final : public result_sink {
public:
    struct manner {
        bool json = false;
        bool quiet = false; // says nothing about files that are well
    };

    // `manifest` is how the manifest is called in messages. `target` outlives the report.
    check_report(console& target, std::string manifest, manner chosen)
        : m_console{target}, m_manifest{std::move(manifest)}, m_manner{chosen} {}

    void take(const batch& owner, const file_entry& entry) override;
    void finish(bool canceled) override;

    [[nodiscard]] const check_counts& counts() const noexcept { return m_counts; }

    // The line of JSON that the results stand in has this before and after them. Like `take`, the
    // end throws `failure` if it can't be written; but after one such failure nothing more is.
    void begin_json(std::string_view text);
    void end_json(std::string_view text);

private:
    void count(const file_entry& entry) noexcept;
    void tell(const file_entry& entry, std::string_view name);
    void tell_json(const file_entry& entry, std::string_view name);
    void append_result(std::string_view name, std::string_view result);
    void flush();

    console& m_console;
    std::string m_manifest;
    manner m_manner;
    check_counts m_counts;
    std::string m_buffer;
    bool m_first = true;
    bool m_output_failed = false;
};

} // namespace asyncom::tool

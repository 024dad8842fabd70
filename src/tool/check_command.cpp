// SPDX-License-Identifier: MIT
//
// Checking a manifest, and telling how it went.
#include "tool/check_command.h"

#include "tool/check_report.h"
#include "tool/descriptor_budget.h"
#include "tool/display_name.h"
#include "tool/failure.h"
#include "tool/jobs.h"
#include "tool/manifest_source.h"
#include "tool/open_path.h"
#include "tool/operation.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <optional>

namespace asyncom::tool {
namespace {

// O_NONBLOCK: a FIFO without a writer would keep the open itself waiting, out of reach of a cancel.
// O_NOCTTY: a terminal that is read from isn't adopted.
constexpr int manifest_flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

unique_fd open_manifest(const std::string& path) {
    if (path == "-") return unique_fd{::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)};
    return open_path(AT_FDCWD, path, manifest_flags);
}

bool is_regular(int fd) noexcept {
    struct stat status;
    return ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

// A manifest that can be read twice is read ahead to count what is to be done; a pipe can't.
std::optional<manifest_counter> make_counter(const check_arguments& arguments,
                                             const unique_fd& manifest, int directory) {
    if (arguments.quiet || arguments.manifest == "-") return std::nullopt;
    if (!is_regular(manifest.get())) return std::nullopt;
    unique_fd file = open_path(AT_FDCWD, arguments.manifest, manifest_flags);
    if (!file || !is_regular(file.get())) return std::nullopt;
    return manifest_counter{line_reader{std::move(file), arguments.manifest}, directory};
}

bool has_proper_line(const check_counts& counts) noexcept {
    return counts.good + counts.different + counts.unreadable > 0;
}

bool all_well(const check_counts& counts) noexcept {
    return counts.good > 0 && counts.different + counts.unreadable + counts.malformed == 0;
}

int exit_of(const outcome& result, const check_counts& counts) {
    if (FAILED(result.error)) return exit_usage_or_output;
    if (result.canceled) return result.too_late ? exit_too_late : exit_cancelled;
    return all_well(counts) ? exit_all_well : exit_some_file_not;
}

void warn(console& target, uint64_t count, const char* one, const char* several) {
    if (count == 0) return;
    target.message("WARNING: " + std::to_string(count) + ' ' + (count == 1 ? one : several));
}

// sha256sum's sentences.
void tell(console& target, const check_arguments& arguments, const outcome& result,
          const check_counts& counts) {
    warn(target, counts.malformed, "line is improperly formatted",
         "lines are improperly formatted");
    warn(target, counts.unreadable, "listed file could not be read",
         "listed files could not be read");
    warn(target, counts.different, "computed checksum did NOT match",
         "computed checksums did NOT match");
    if (result.canceled) {
        target.message(std::string{result.too_late ? "out of time" : "cancelled"} +
                       ": the manifest was not checked to its end");
    } else if (SUCCEEDED(result.error) && !has_proper_line(counts)) {
        target.message(display_name(arguments.manifest) +
                       ": no properly formatted checksum lines found");
    }
}

std::string json_begin(const check_arguments& arguments) {
    nlohmann::json object;
    object["command"] = "check";
    object["manifest"] = arguments.manifest;
    object["directory"] = arguments.directory;
    std::string text = json_line(object);
    text.pop_back();
    return text + ",\"results\":[";
}

std::string json_end(const outcome& result, const check_counts& counts, double seconds, int exit) {
    nlohmann::json object;
    object["status"] = FAILED(result.error) ? "failed" : result.canceled ? "canceled" : "completed";
    if (FAILED(result.error)) object["error"] = result.text;
    if (result.too_late) object["out_of_time"] = true;
    object["ok"] = counts.good;
    object["failed"] = counts.different;
    object["unreadable"] = counts.unreadable;
    object["malformed"] = counts.malformed;
    object["bytes"] = result.progress.bytes_done;
    object["seconds"] = seconds;
    object["exit"] = exit;
    return "]," + json_line(object).substr(1) + "\n";
}

} // namespace

int check_manifest(const check_arguments& arguments) {
    const uint32_t jobs = effective_jobs(arguments.jobs);
    static_cast<void>(claim_descriptors(jobs)); // only the limit matters: no directories stay open
    unique_fd directory =
        open_path(AT_FDCWD, arguments.directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (!directory) throw errno_failure("open the directory", arguments.directory, errno);
    unique_fd manifest = open_manifest(arguments.manifest);
    if (!manifest) throw errno_failure("open the manifest", arguments.manifest, errno);

    console terminal;
    progress_view view{terminal, arguments.quiet};
    const std::string name = arguments.manifest == "-" ? "standard input" : arguments.manifest;
    std::optional<manifest_counter> counter = make_counter(arguments, manifest, directory.get());
    manifest_source source{line_reader{std::move(manifest), name}, directory.get()};
    check_report report{terminal, name, {arguments.json, arguments.quiet}};
    if (arguments.json) report.begin_json(json_begin(arguments));

    const hash_job job{"asyncom hash --check",        source, report,
                       counter ? &*counter : nullptr, jobs,   arguments.seconds};
    const outcome result = run_operation(job, view);
    const int exit = exit_of(result, report.counts());
    if (FAILED(result.error)) terminal.message(result.text);
    if (arguments.json) {
        report.end_json(json_end(result, report.counts(), view.seconds(), exit));
    } else {
        tell(terminal, arguments, result, report.counts());
    }
    return exit;
}

} // namespace asyncom::tool

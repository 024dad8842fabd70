// SPDX-License-Identifier: MIT
//
// Writing a manifest, and telling how it went.
#include "tool/hash_command.h"

#include "tool/console.h"
#include "tool/display_name.h"
#include "tool/failure.h"
#include "tool/jobs.h"
#include "tool/manifest_writer.h"
#include "tool/open_path.h"
#include "tool/operation.h"
#include "tool/progress_text.h"
#include "tool/tree_source.h"

#include <fcntl.h>

#include <cerrno>
#include <optional>
#include <utility>

namespace asyncom::tool {
namespace {

// One finished run, as it is told.
struct summary {
    const hash_arguments& arguments;
    const outcome& result;
    const skipped_counts& skipped;
    manifest_writer& writer;
    double seconds;
    int exit;
};

struct told_kind {
    file_kind kind;
    const char* word;
    const char* key; // in JSON
};

constexpr told_kind told_kinds[] = {
    {file_kind::link, "link", "links"},       {file_kind::device, "device", "devices"},
    {file_kind::socket, "socket", "sockets"}, {file_kind::fifo, "FIFO", "fifos"},
    {file_kind::other, "other", "others"},
};

unique_fd open_root(const std::string& path) {
    unique_fd root = open_path(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (!root) throw errno_failure("open the directory", path, errno);
    return root;
}

unique_fd open_again(const unique_fd& root, const std::string& path) {
    unique_fd again{::openat(root.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!again) throw errno_failure("open the directory", path, errno);
    return again;
}

std::string plural(uint64_t count, const std::string& word) {
    return std::to_string(count) + ' ' + word + (count == 1 ? "" : "s");
}

std::string directories_text(uint64_t count) {
    return std::to_string(count) + (count == 1 ? " directory" : " directories");
}

std::string skipped_text(const skipped_counts& skipped) {
    std::string text;
    for (const told_kind& each : told_kinds) {
        const uint64_t count = skipped.of(each.kind);
        if (count == 0) continue;
        if (!text.empty()) text += ", ";
        text += plural(count, each.word);
    }
    return text;
}

int exit_of(const outcome& result, manifest_writer& writer) {
    if (FAILED(result.error)) return exit_usage_or_output;
    if (result.canceled) return result.too_late ? exit_too_late : exit_cancelled;
    return writer.problems().count() > 0 ? exit_some_file_not : exit_all_well;
}

std::string result_text(const summary& run) {
    const std::string manifest = '\'' + display_name(run.arguments.manifest) + '\'';
    if (!run.writer.committed())
        return run.arguments.resume && run.writer.lines() > 0
                   ? "cancelled before it had come as far as " + manifest + ", which stays as it is"
                   : "cancelled before the first file was hashed: no manifest";
    std::string text = run.result.too_late   ? "out of time: "
                       : run.result.canceled ? "cancelled: "
                                             : "";
    text += plural(run.writer.lines(), "file") + ", " +
            bytes_text(static_cast<double>(run.result.progress.bytes_done));
    text += " in " + elapsed_text(run.seconds);
    if (run.writer.known() > 0)
        text += ", " + std::to_string(run.writer.known()) + " known from before";
    text += run.result.canceled ? "; what was finished is in " : " -> ";
    return text + manifest;
}

void warn(console& target, const summary& run) {
    const uint64_t directories = run.writer.problems().directories();
    const uint64_t files = run.writer.problems().count() - directories;
    if (files > 0) {
        target.message("WARNING: " + plural(files, "file") +
                       (run.writer.committed() ? " left out of the manifest" : " not hashed"));
    }
    if (directories > 0) {
        target.message("WARNING: " + directories_text(directories) +
                       " not read, wholly or in part");
    }
}

void tell(console& target, const summary& run) {
    const uint64_t untold = run.writer.problems().for_each([&](const problem& each) {
        target.message(display_name(each.name) + ": " + problem_text(each));
    });
    if (untold > 0) {
        target.message("WARNING: " + plural(untold, "more problem") +
                       " cannot be told: the temporary file cannot be read");
    }
    warn(target, run);
    if (run.arguments.quiet || FAILED(run.result.error)) return;
    target.message(result_text(run));
    const std::string skipped = skipped_text(run.skipped);
    if (!skipped.empty()) target.message("not hashed: " + skipped);
}

nlohmann::json status_object(const summary& run) {
    nlohmann::json object;
    object["command"] = "hash";
    object["directory"] = run.arguments.directory;
    object["manifest"] = run.arguments.manifest;
    object["written"] = run.writer.committed();
    object["status"] = FAILED(run.result.error) ? "failed"
                       : run.result.canceled    ? "canceled"
                                                : "completed";
    if (FAILED(run.result.error)) object["error"] = run.result.text;
    if (run.result.too_late) object["out_of_time"] = true;
    object["files"] = run.writer.lines();
    if (run.arguments.resume) object["known"] = run.writer.known();
    object["bytes"] = run.result.progress.bytes_done;
    object["seconds"] = run.seconds;
    object["exit"] = run.exit;
    for (const told_kind& each : told_kinds) {
        object["skipped"][each.key] = run.skipped.of(each.kind);
    }
    return object;
}

// One line. The problems are put in one by one, because there may be many.
void tell_json(console& target, const summary& run) {
    std::string text = json_line(status_object(run));
    text.pop_back();
    text += ",\"problems\":[";
    bool first = true;
    const uint64_t untold = run.writer.problems().for_each([&](const problem& each) {
        nlohmann::json object;
        put_json_name(object, each.name);
        object["status"] = problem_word(each.state);
        object["error"] = problem_text(each);
        if (each.is_directory) object["directory"] = true;
        if (!std::exchange(first, false)) text += ',';
        text += json_line(object);
        if (text.size() < 64 * 1024) return;
        target.output(text);
        text.clear();
    });
    text += ']';
    if (untold > 0) text += ",\"problems_untold\":" + std::to_string(untold);
    target.output(text + "}\n");
}

} // namespace

int hash_directory(const hash_arguments& arguments) {
    const uint32_t jobs = effective_jobs(arguments.jobs);
    const descriptor_budget budget = claim_descriptors(jobs);
    unique_fd root = open_root(arguments.directory);
    unique_fd root_again = open_again(root, arguments.directory);
    manifest_file file{arguments.manifest};
    std::optional<older_manifest> older;
    if (unique_fd found = arguments.resume ? file.open_older() : unique_fd{})
        older.emplace(std::move(found), arguments.manifest);
    older_manifest* const resumed = older ? &*older : nullptr;

    console terminal;
    progress_view view{terminal, arguments.quiet};
    skipped_counts skipped;
    tree_source source{std::move(root), file.own_names(), skipped, budget, resumed};
    tree_counter counter{std::move(root_again), file.own_names(), budget};
    manifest_writer writer{file, resumed};
    const hash_job job{"asyncom hash",   source, writer, arguments.quiet ? nullptr : &counter, jobs,
                       arguments.seconds};

    const outcome result = run_operation(job, view);
    const int exit = exit_of(result, writer);
    const summary run{arguments, result, skipped, writer, view.seconds(), exit};
    if (FAILED(result.error)) terminal.message(result.text);
    if (arguments.json) {
        tell_json(terminal, run);
    } else {
        tell(terminal, run);
    }
    return exit;
}

} // namespace asyncom::tool

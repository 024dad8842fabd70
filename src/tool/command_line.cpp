// SPDX-License-Identifier: MIT
//
// The commands and their options.
#include "tool/command_line.h"

#include "tool/check_command.h"
#include "tool/console.h"
#include "tool/failure.h"
#include "tool/hash_command.h"
#include "tool/help_text.h"
#include "tool/iid_command.h"
#include "tool/jobs.h"

#include <CLI/CLI.hpp>
#include <asyncom/asyncom.h>

#include <charconv>
#include <string>
#include <string_view>
#include <system_error>

namespace asyncom::tool {
namespace {

[[noreturn]] void usage(const std::string& message) {
    throw failure{E_INVALIDARG, message + "\nTry 'asyncom --help'."};
}

int print_version() {
    uint32_t packed = 0;
    require(AsyncomGetVersion(&packed), "AsyncomGetVersion");
    console{}.output("asyncom " + std::to_string(packed >> 24) + '.' +
                     std::to_string(packed >> 16 & 0xFF) + '.' + std::to_string(packed & 0xFFFF) +
                     '\n');
    return exit_all_well;
}

int print_help(std::string_view text) {
    console{}.output(text);
    return exit_all_well;
}

// Everything about options is CLI11's; the words of the help are ours. True: `--help` was asked
// for.
bool parse(CLI::App& options, int count, char** arguments) {
    options.set_help_flag("-h,--help");
    try {
        options.parse(count, arguments);
    } catch (const CLI::CallForHelp&) {
        return true;
    } catch (const CLI::ParseError& error) {
        usage(error.what());
    }
    return false;
}

struct time_unit {
    std::string_view name;
    double seconds;
};
constexpr time_unit time_units[] = {{"", 1}, {"s", 1}, {"m", 60}, {"h", 3600}, {"d", 86400}};

// Decimal, whatever the user's language.
double seconds_in(std::string_view text) {
    double number = 0;
    const char* const end = text.data() + text.size();
    const auto [behind, failed] = std::from_chars(text.data(), end, number);
    const std::string_view rest(behind, static_cast<std::size_t>(end - behind));
    for (const time_unit& unit : time_units)
        if (failed == std::errc() && number >= 0 && rest == unit.name) return number * unit.seconds;
    throw CLI::ValidationError("--deadline", "T is a number of seconds, not negative");
}

struct hash_options {
    hash_arguments hash;
    std::string check;
    std::string directory;
};

int run_hash(int count, char** arguments) {
    hash_options given;
    CLI::App options;
    auto* output = options.add_option("-o,--output", given.hash.manifest);
    auto* check = options.add_option("-c,--check", given.check);
    auto* directory = options.add_option("DIR", given.directory);
    options.add_option("-j,--jobs", given.hash.jobs)->check(CLI::Range(0u, most_jobs));
    options.add_flag("--json", given.hash.json);
    options.add_flag("-q,--quiet", given.hash.quiet);
    options.add_option_function<std::string>(
        "--deadline", [&](const std::string& text) { given.hash.seconds = seconds_in(text); });
    auto* resume = options.add_flag("--resume", given.hash.resume);
    output->excludes(check);
    resume->excludes(check);
    if (parse(options, count, arguments)) return print_help(hash_help);

    if (check->count() > 0) {
        check_arguments checked;
        checked.manifest = given.check;
        if (directory->count() > 0) checked.directory = given.directory;
        checked.jobs = given.hash.jobs;
        checked.json = given.hash.json;
        checked.quiet = given.hash.quiet;
        checked.seconds = given.hash.seconds;
        return check_manifest(checked);
    }
    if (directory->count() == 0) usage("which directory? asyncom hash DIR -o FILE");
    if (output->count() == 0) usage("where to? asyncom hash DIR -o FILE");
    if (given.hash.manifest.empty()) usage("where to? the name after -o is empty");
    if (given.hash.manifest == "-")
        usage("a manifest appears when it is complete, so it needs a "
              "file; one that is called - is ./-");
    given.hash.directory = given.directory;
    return hash_directory(given.hash);
}

int run_iid(int count, char** arguments) {
    std::string signature;
    CLI::App options;
    options.add_option("SIGNATURE", signature)->required();
    if (parse(options, count, arguments)) return print_help(iid_help);
    return print_iid(signature);
}

} // namespace

// The command is looked at here and not by CLI11, for which a directory that is called like a
// command would be one.
int run_command_line(int count, char** arguments) {
    const std::string_view command = count > 1 ? arguments[1] : "";
    if (command == "hash") return run_hash(count - 1, arguments + 1);
    if (command == "iid") return run_iid(count - 1, arguments + 1);
    if (command == "--version") return print_version();
    if (command == "--help" || command == "-h" || command == "help") return print_help(main_help);
    if (command.empty()) usage("which command? hash or iid");
    usage("there is no command '" + std::string{command} + "'");
}

} // namespace asyncom::tool

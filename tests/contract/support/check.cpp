// SPDX-License-Identifier: MIT
// The list of checks and the judging.
#include "support/check.h"

#include "library_provider.h"

#include <stdexcept>

namespace contract {
namespace {

// What is left from an earlier violation is not counted against the next check.
std::int64_t forgiven = 0;

void judge_family(const check& which, provider& from, const family& of,
                  std::chrono::milliseconds patience, std::vector<std::string>& findings) {
    std::vector<std::string> here;
    try {
        context run(from, of, here, patience);
        which.body(run);
    } catch (const std::exception& problem) {
        here.push_back(problem.what());
    }
    const bool left = forgiven == 0 ? !all_objects_gone() : live_objects() > forgiven;
    if (left) {
        here.push_back(std::to_string(live_objects() - forgiven) + " objects are still referenced");
        forgiven = live_objects();
    }
    for (const std::string& each : here)
        findings.push_back(of.name + ": " + each);
}

} // namespace

std::vector<const family*> select(families which) {
    const bool plain = which >= families::plain;
    std::vector<const family*> chosen;
    for (const family& each : plain ? plain_families() : all_families()) {
        const bool wanted =
            which == families::every || which == families::plain ||
            ((which == families::every_result || which == families::plain_result) &&
             each.has_result()) ||
            ((which == families::every_progress || which == families::plain_progress) &&
             each.has_progress()) ||
            (which == families::plain_single && !each.has_progress());
        if (wanted) chosen.push_back(&each);
    }
    return chosen;
}

void context::note(bool holds, const char* text, int line) {
    if (holds) return;
    // Threads of a check may note at the same time.
    static std::mutex guard;
    const std::scoped_lock lock(guard);
    m_findings.push_back("line " + std::to_string(line) + ": " + text);
}

std::vector<check>& all_checks() {
    static std::vector<check> checks;
    return checks;
}

const check& check_named(const std::string& name) {
    for (const check& each : all_checks())
        if (each.name == name) return each;
    throw std::invalid_argument("no check is named " + name);
}

std::vector<std::string> judge(const check& which, provider& from,
                               std::chrono::milliseconds patience) {
    std::vector<std::string> findings;
    for (const family* each : select(which.where))
        judge_family(which, from, *each, patience, findings);
    return findings;
}

registration::registration(const char* suite, const char* name, void (*body)(context&),
                           families where, std::vector<feature> needs) {
    all_checks().push_back({std::string(suite) + "." + name, body, where, std::move(needs)});
}

void expect_from_library(const std::string& name) {
    library_provider library;
    for (const std::string& finding : judge(check_named(name), library))
        ADD_FAILURE() << finding;
}

} // namespace contract

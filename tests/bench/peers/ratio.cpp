// SPDX-License-Identifier: MIT
// The interleaved measurement, its tables and the gates on ratios.
#include "ratio.h"

#include <algorithm>
#include <cstdio>
#include <optional>

namespace bench {
namespace {

constexpr nanoseconds slice = std::chrono::milliseconds(2);

struct gate {
    const char* case_name;
    const char* peer_name;
    double bound;
    // A peer must be at least `bound` times slower than asyncom; a floor, at most so much faster.
    bool is_floor;
};

constexpr gate gates[] = {
    {"A", "model of windows-rs", 1.5, false},
    {"A", "model of C++/WinRT", 2.3, false},
    {"E_pingpong", "raw futex", 1.15, true},
};

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

struct measured_peer {
    const peer* subject;
    std::size_t count;
    // Nanoseconds per lifecycle, by round.
    std::vector<double> each;
};

// How many lifecycles fill a slice: doubles until a run is long enough to tell. The first run, in
// which a library may start its threads, tells nothing.
std::size_t calibrate(const peer& subject, std::size_t batch) {
    subject.run(batch);
    for (std::size_t count = batch;; count *= 2) {
        const nanoseconds taken = subject.run(count);
        if (taken < slice / 4) continue;
        const auto wanted = static_cast<std::size_t>(static_cast<double>(count) * (slice / taken));
        return std::max(wanted / batch, std::size_t{1}) * batch;
    }
}

std::vector<measured_peer> measure(const bench_case& subject, std::size_t rounds) {
    std::vector<measured_peer> measured;
    for (const peer& each : subject.peers) {
        measured.push_back({&each, calibrate(each, subject.batch), {}});
    }
    for (std::size_t round = 0; round < rounds; ++round) {
        // Another peer begins each round, so that no one always follows the same neighbour.
        for (std::size_t turn = 0; turn < measured.size(); ++turn) {
            measured_peer& next = measured[(round + turn) % measured.size()];
            const nanoseconds taken = next.subject->run(next.count);
            next.each.push_back(taken.count() / static_cast<double>(next.count));
        }
    }
    return measured;
}

double median_ratio(const measured_peer& above, const measured_peer& below) {
    std::vector<double> ratios;
    for (std::size_t round = 0; round < above.each.size(); ++round) {
        ratios.push_back(above.each[round] / below.each[round]);
    }
    return median(std::move(ratios));
}

void print_table(const bench_case& subject, const std::vector<measured_peer>& measured) {
    std::printf("### %s: %s\n\n| peer | ns, median | ratio to asyncom |\n|---|---:|---:|\n",
                subject.name.c_str(), subject.about.c_str());
    for (const measured_peer& each : measured) {
        std::printf("| %s | %.1f | %.2f |\n", each.subject->name.c_str(), median(each.each),
                    median_ratio(each, measured.front()));
    }
    std::printf("\n");
}

// The verdict of one gate, or nothing when its peer did not run.
std::optional<bool> check(const gate& rule, const std::vector<measured_peer>& measured) {
    for (const measured_peer& each : measured) {
        if (each.subject->name != rule.peer_name) continue;
        const double ratio = rule.is_floor ? median_ratio(measured.front(), each)
                                           : median_ratio(each, measured.front());
        const bool met = rule.is_floor ? ratio <= rule.bound : ratio >= rule.bound;
        std::printf("| %s | %s | %.2f | %s %.2f | %s |\n", rule.case_name,
                    rule.is_floor ? "asyncom / raw futex" : rule.peer_name, ratio,
                    rule.is_floor ? "≤" : "≥", rule.bound, met ? "met" : "MISSED");
        return met;
    }
    return std::nullopt;
}

} // namespace

int print_ratios(const case_table& table, const ratio_options& options) {
    std::vector<std::pair<std::string, std::vector<measured_peer>>> results;
    for (const bench_case& each : table.cases()) {
        if (!options.only_case.empty() && each.name != options.only_case) continue;
        results.emplace_back(each.name, measure(each, options.rounds));
        print_table(each, results.back().second);
        std::fflush(stdout);
    }
    int missed = 0;
    std::printf("### Gates\n\n| case | ratio of | ratio | gate | |\n|---|---|---:|---:|---|\n");
    for (const gate& rule : gates) {
        for (const auto& [name, measured] : results) {
            if (name == rule.case_name && check(rule, measured) == false) missed += 1;
        }
    }
    return missed;
}

} // namespace bench

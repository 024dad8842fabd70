// SPDX-License-Identifier: MIT
// Times asyncom beside its peers in one process: under Google Benchmark, or with --ratio in
// interleaved rounds that give trustworthy ratios.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>

#include <benchmark/benchmark.h>

#include "case_table.h"
#include "ratio.h"

namespace {

// Lifecycles per measurement of the benchmark loop, so that the call and the clock do not show.
constexpr std::size_t loop_batch = 4096;

bench::case_table make_table() {
    bench::case_table table;
    bench::add_asyncom(table);
    bench::add_asyncom_loop(table);
    bench::add_models(table);
    bench::add_standard_library(table);
#ifdef BENCH_HAS_BOOST
    bench::add_boost(table);
#endif
#ifdef BENCH_HAS_ASIO
    bench::add_asio(table);
#endif
#ifdef BENCH_HAS_GLIB
    bench::add_glib(table);
#endif
#ifdef BENCH_HAS_UV
    bench::add_uv(table);
#endif
#ifdef BENCH_HAS_TBB
    bench::add_tbb(table);
#endif
#ifdef BENCH_HAS_KJ
    bench::add_kj(table);
#endif
    bench::add_futex(table);
    return table;
}

// The C and C++ libraries leave out locks and atomics until a second thread exists, which would
// flatter whoever uses them. It ends with the process.
void park_second_thread() {
    std::thread([] {
        for (;;)
            pause();
    }).detach();
}

void register_benchmarks(const bench::case_table& table) {
    for (const bench::bench_case& each : table.cases()) {
        for (const bench::peer& subject : each.peers) {
            const auto loop = [&subject](benchmark::State& state) {
                while (state.KeepRunningBatch(loop_batch)) {
                    state.SetIterationTime(subject.run(loop_batch).count() * 1e-9);
                }
            };
            benchmark::RegisterBenchmark((each.name + "/" + subject.name).c_str(), loop)
                ->UseManualTime();
        }
    }
}

int run_benchmarks(const bench::case_table& table, int argc, char** argv) {
    register_benchmarks(table);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}

int run_ratios(const bench::case_table& table, int argc, char** argv) {
    bench::ratio_options options;
    for (int index = 2; index < argc; ++index) {
        const std::string_view argument = argv[index];
        if (argument.starts_with("--case=")) {
            options.only_case = argument.substr(7);
        } else if (argument.starts_with("--rounds=")) {
            options.rounds = std::strtoul(argv[index] + 9, nullptr, 10);
        } else {
            std::fprintf(stderr, "usage: %s --ratio [--case=NAME] [--rounds=N]\n", argv[0]);
            return 2;
        }
    }
    return bench::print_ratios(table, options) == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    park_second_thread();
    const bench::case_table table = make_table();
    if (argc > 1 && std::string_view(argv[1]) == "--ratio") return run_ratios(table, argc, argv);
    return run_benchmarks(table, argc, argv);
}

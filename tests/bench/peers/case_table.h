// SPDX-License-Identifier: MIT
// The table of cases and peers: who runs what. Each peer is a function that runs a number of
// lifecycles and says how long they took.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace bench {

using nanoseconds = std::chrono::duration<double, std::nano>;

struct peer {
    std::string name;
    std::function<nanoseconds(std::size_t count)> run;
};

struct bench_case {
    std::string name;
    std::string about;
    // Peers run whole multiples of this.
    std::size_t batch;
    // The first is the one that ratios refer to.
    std::vector<peer> peers;
};

// Where each link of a chain ends inside the end of the one before, a longer one needs more stack
// than there is.
inline constexpr std::size_t inline_chain = 1000;

class case_table {
public:
    case_table();

    // A peer whose every nanosecond counts.
    void add(const std::string& case_name, const std::string& peer_name,
             void (*run)(std::size_t count));

    // A peer with a set-up that does not count, such as a second thread.
    void add_timed(const std::string& case_name, const std::string& peer_name,
                   nanoseconds (*run)(std::size_t count));

    const std::vector<bench_case>& cases() const { return m_cases; }

private:
    bench_case& find(const std::string& name);

    std::vector<bench_case> m_cases;
};

// Each peer's file adds its rows; asyncom's come first. Those from
// Boost on exist where their libraries do.
void add_asyncom(case_table& table);
void add_asyncom_loop(case_table& table);
void add_models(case_table& table);
void add_standard_library(case_table& table);
void add_futex(case_table& table);
void add_boost(case_table& table);
void add_asio(case_table& table);
void add_glib(case_table& table);
void add_uv(case_table& table);
void add_tbb(case_table& table);
void add_kj(case_table& table);

} // namespace bench

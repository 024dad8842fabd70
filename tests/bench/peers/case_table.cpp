// SPDX-License-Identifier: MIT
// The cases by name and the two ways to add a peer to one.
#include "case_table.h"

#include <algorithm>
#include <stdexcept>

#include "cpu_time.h"
#include "lifecycles/lifecycles.h"

namespace bench {

case_table::case_table()
    : m_cases{
          {"A", "create, attach, complete with a double, result read in the handler, free", 1, {}},
          {"A_inflight256", "the same, 256 alive at once", inflight, {}},
          {"B", "ended before the attach", 1, {}},
          {"B_born", "born ended, then attached", 1, {}},
          {"C", "one progress report", 1, {}},
          {"D", "create, attach, cancel, the producer sees it and ends as canceled, free", 1, {}},
          {"E_pingpong", "two threads on one CPU, there and back", 1, {}},
          {"H_queue", "256 end, a loop takes them in one batch; per piece", inflight, {}},
          {"I_subscribe", "a listener comes and goes", 1, {}},
          {"J_fan_in", "1 024 inputs end and one that waits for all; per input", fan_in_inputs, {}},
          {"K_chain", "a link of a chain of continuations", 1, {}},
      } {}

bench_case& case_table::find(const std::string& name) {
    const auto found = std::find_if(m_cases.begin(), m_cases.end(),
                                    [&](const bench_case& each) { return each.name == name; });
    if (found == m_cases.end()) throw std::invalid_argument(name);
    return *found;
}

void case_table::add(const std::string& case_name, const std::string& peer_name,
                     void (*run)(std::size_t count)) {
    const auto timed = [run](std::size_t count) -> nanoseconds {
        const nanoseconds before = thread_time();
        run(count);
        return thread_time() - before;
    };
    find(case_name).peers.push_back({peer_name, timed});
}

void case_table::add_timed(const std::string& case_name, const std::string& peer_name,
                           nanoseconds (*run)(std::size_t count)) {
    find(case_name).peers.push_back({peer_name, run});
}

} // namespace bench

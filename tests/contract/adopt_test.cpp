// SPDX-License-Identifier: MIT
// Operations of another implementation, adopted: those that keep the contract, and those that lie.
#include "adopted_provider.h"
#include "library_provider.h"
#include "naive_provider.h"
#include "support/check.h"
#include "support/errors.h"
#include "support/state_table.h"
#include "support/threads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

namespace {

using namespace contract;

// ---- the whole suite

std::vector<std::string> names_of_possible_checks() {
    const adopted_provider adopted;
    std::vector<std::string> names;
    for (const check& each : all_checks())
        if (std::all_of(each.needs.begin(), each.needs.end(),
                        [&](feature what) { return adopted.has(what); }))
            names.push_back(each.name);
    return names;
}

TEST(AdoptedNaive, PassesEveryCheckItHasTheFeaturesFor) {
    adopted_provider adopted;
    const std::vector<std::string> names = names_of_possible_checks();
    EXPECT_GT(names.size(), 60U);
    for (const std::string& name : names)
        for (const std::string& finding : judge(check_named(name), adopted))
            ADD_FAILURE() << name << ": " << finding;
}

TEST(AdoptedNaive, AnswersEveryPossibleRowOfTheTable) {
    adopted_provider adopted;
    std::size_t performed = 0;
    for (const table_row& row : load_state_table()) {
        if (!possible(row, adopted)) continue;
        ++performed;
        for (const std::string& finding : judge_row(row, adopted))
            ADD_FAILURE() << row.title() << ": " << finding;
    }
    EXPECT_GT(performed, 100U);
}

} // namespace

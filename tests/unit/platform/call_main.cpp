// SPDX-License-Identifier: MIT
// The calling classes of the target without a test framework, for an emulated machine. The build
// names the tables of compiled handlers in CALL_TABLES.
#include "call_check.h"
#include "platform/call.h"

#include <cstdio>

#define CALL_TABLE_NAME(table) extern "C" const call_case table[];
CALL_TABLES
#undef CALL_TABLE_NAME

namespace asyncom::core::test {
ASYNCOM_DEFINE_CALL_CONVENTION(target_calls, target_convention)
} // namespace asyncom::core::test

int main() {
    using namespace asyncom::core::test;
    std::size_t mistakes = 0;
    std::size_t tables = 0;
    const auto check = [&](const char* name, const call_case* table) {
        for (const std::string& complaint : check_calls(target_calls(), table)) {
            std::printf("%s: %s\n", name, complaint.c_str());
            ++mistakes;
        }
        ++tables;
    };
#define CALL_TABLE_NAME(table) check(#table, table);
    CALL_TABLES
    std::printf("%zu types in %zu tables, %zu mistakes\n", all_call_types().size(), tables,
                mistakes);
    return mistakes == 0 ? 0 : 1;
}

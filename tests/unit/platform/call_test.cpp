// SPDX-License-Identifier: MIT
// Calling classes against code that compilers made: C and C++, every compiler the build found, the
// target's convention and, on x86-64, Windows' beside it.
#include "platform/call.h"

#include "call_check.h"

#include <gtest/gtest.h>

#if defined(CALL_WIN64)
#include "platform/call_win64.h"
#endif

#define CALL_TABLE_NAME(table) extern "C" const call_case table[];
CALL_TABLES
#if defined(CALL_WIN64)
CALL_WIN64_TABLES
#endif
#undef CALL_TABLE_NAME

namespace asyncom::core::test {

ASYNCOM_DEFINE_CALL_CONVENTION(target_calls, target_convention)
#if defined(CALL_WIN64)
ASYNCOM_DEFINE_CALL_CONVENTION(win64_calls, win64)
#endif

namespace {

struct named_table {
    const char* name;
    const call_case* rows;
};

void PrintTo(const named_table& table, std::ostream* stream) {
    *stream << table.name;
}

std::string name_of(const testing::TestParamInfo<named_table>& info) {
    return info.param.name;
}

void expect_no_complaint(const call_convention& convention, const call_case* table) {
    for (const std::string& complaint : check_calls(convention, table)) {
        ADD_FAILURE() << complaint;
    }
}

#define CALL_TABLE_NAME(table) named_table{#table, table},

class TargetCalls : public testing::TestWithParam<named_table> {};
TEST_P(TargetCalls, AgreeWithCompiledCodeInBothDirections) {
    expect_no_complaint(target_calls(), GetParam().rows);
}
const named_table target_tables[] = {CALL_TABLES};
INSTANTIATE_TEST_SUITE_P(Compilers, TargetCalls, testing::ValuesIn(target_tables), name_of);

#if defined(CALL_WIN64)
class Win64Calls : public testing::TestWithParam<named_table> {};
TEST_P(Win64Calls, AgreeWithCompiledCodeInBothDirections) {
    expect_no_complaint(win64_calls(), GetParam().rows);
}
const named_table win64_tables[] = {CALL_WIN64_TABLES};
INSTANTIATE_TEST_SUITE_P(Compilers, Win64Calls, testing::ValuesIn(win64_tables), name_of);
#endif

TEST(Call, HasTypesOfEveryKind) {
    EXPECT_GE(all_call_types().size(), 28u);
    const call_convention convention = target_calls();
    std::vector<bool> used(convention.invoke.size());
    for (const call_type& type : all_call_types()) {
        const std::optional<std::size_t> index = convention.classify(type.shape());
        ASSERT_TRUE(index.has_value()) << type.name;
        used[*index] = true;
    }
    // All classes of values in registers; of those in memory, whose code is one template, a few.
    for (std::size_t index = 0; index < target_convention::detail::in_registers; ++index) {
        EXPECT_TRUE(used[index]) << index;
    }
}

TEST(Call, RefusesWhatIsTooLargeAndWhatIsNothing) {
    std::vector<scalar> bytes;
    for (std::uint32_t offset = 0; offset <= largest_argument; ++offset) {
        bytes.push_back({offset, 1, scalar_kind::unsigned_integer});
    }
    EXPECT_FALSE(classify({bytes, largest_argument + 1, 1, true}).has_value());
    EXPECT_FALSE(classify({bytes, 0, 1, true}).has_value());
    EXPECT_TRUE(classify({{bytes.data(), largest_argument}, largest_argument, 1, true}));
}

} // namespace
} // namespace asyncom::core::test

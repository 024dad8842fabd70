// SPDX-License-Identifier: MIT
// The list of behaviours is complete, and the tests it names exist.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

namespace {

std::set<std::string> tests_that_exist() {
    std::set<std::string> names;
    const testing::UnitTest& all = *testing::UnitTest::GetInstance();
    for (int i = 0; i < all.total_test_suite_count(); ++i) {
        const testing::TestSuite& suite = *all.GetTestSuite(i);
        for (int j = 0; j < suite.total_test_count(); ++j)
            names.insert(std::string(suite.name()) + "." + suite.GetTestInfo(j)->name());
    }
    return names;
}

// Of a program that this one cannot ask, as its sources spell them.
std::set<std::string> tests_of_activation() {
    const std::regex declared("TEST(?:_F|_P)?\\((\\w+), (\\w+)\\)");
    std::set<std::string> names;
    for (const auto& file : std::filesystem::directory_iterator(ASYNCOM_ACTIVATION_TESTS)) {
        std::stringstream text;
        text << std::ifstream(file.path()).rdbuf();
        const std::string whole = text.str();
        for (std::sregex_iterator each(whole.begin(), whole.end(), declared), end; each != end;
             ++each)
            names.insert((*each)[1].str() + "." + (*each)[2].str());
    }
    return names;
}

constexpr std::string_view in_activation = "in contract_activation: ";

// The tests in a cell: words with a dot inside, up to a semicolon that begins a remark.
std::set<std::string> tests_named_in(const std::string& cell) {
    std::set<std::string> named;
    if (cell.find("not here: ") != std::string::npos) return named;
    const std::size_t elsewhere = cell.find(in_activation);
    const std::size_t begin = elsewhere == std::string::npos ? 0 : elsewhere + in_activation.size();
    std::istringstream words(cell.substr(begin, cell.find(';') - begin));
    for (std::string word; words >> word;) {
        if (word.back() == ',') word.pop_back();
        named.insert(word);
    }
    return named;
}

TEST(Coverage, NamesEveryLineAndOnlyTestsThatExist) {
#if defined(_WIN32)
    GTEST_SKIP()
        << "the list names tests of forks and of HSTRING too, which are not there on Windows";
#endif
    const std::set<std::string> existing = tests_that_exist();
    const std::set<std::string> elsewhere = tests_of_activation();
    std::ifstream list(ASYNCOM_COVERAGE_LIST);
    int expected = 1;
    for (std::string line; std::getline(list, line);) {
        if (line.rfind("| ", 0) != 0 || line.find("| line |") == 0) continue;
        std::istringstream columns(line);
        std::string nothing, number, behaviour, cell;
        std::getline(columns, nothing, '|');
        std::getline(columns, number, '|');
        std::getline(columns, behaviour, '|');
        std::getline(columns, cell, '|');
        EXPECT_EQ(std::stoi(number), expected++);
        const bool has_reason = cell.find("not here: ") != std::string::npos;
        const std::set<std::string> named = tests_named_in(cell);
        EXPECT_TRUE(has_reason || !named.empty()) << line;
        const bool is_elsewhere = cell.find(in_activation) != std::string::npos;
        for (const std::string& name : named)
            EXPECT_EQ((is_elsewhere ? elsewhere : existing).count(name), 1U)
                << "line " << number << " names " << name;
    }
    EXPECT_EQ(expected, 112);
}

} // namespace

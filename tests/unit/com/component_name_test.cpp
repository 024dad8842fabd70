// SPDX-License-Identifier: MIT
// From the name of a class to the names of files.
#include "com/component_name.h"

#include "platform/shared_library.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace asyncom::core {
namespace {

std::vector<std::string> files(std::initializer_list<const char*> components) {
    std::vector<std::string> names;
    for (const char* component : components)
        names.push_back(library_prefix + std::string(component) + library_suffix);
    return names;
}

TEST(ComponentName, IsEachNamespaceOfTheClassTheLongestFirst) {
    EXPECT_EQ(component_files(u"A.B.C"), files({"A.B", "A"}));
    EXPECT_EQ(component_files(u"Contoso.Media.Codecs.Flac"),
              files({"Contoso.Media.Codecs", "Contoso.Media", "Contoso"}));
    EXPECT_EQ(component_files(u"A.B"), files({"A"}));
}

TEST(ComponentName, NeedsANamespace) {
    EXPECT_TRUE(is_class_name(u"Class"));
    EXPECT_TRUE(component_files(u"Class").empty());
    EXPECT_TRUE(component_files(u"").empty());
}

TEST(ComponentName, KeepsGenericNamesAndOtherAlphabets) {
    EXPECT_EQ(component_files(u"A.List`1<Int32>"), files({"A"}));
    EXPECT_EQ(component_files(u"Müller.\U0001F600.C"), files({"Müller.\U0001F600", "Müller"}));
}

TEST(ComponentName, ReplacesHalvesOfPairs) {
    EXPECT_EQ(component_files(std::u16string_view(u"A\xD800.C")), files({"A\xEF\xBF\xBD"}));
}

// Nothing that leads out of a directory, ends a name early or hides in one.
TEST(ComponentName, RefusesWhatIsNoName) {
    using namespace std::string_view_literals;
    const std::u16string_view names[] = {
        u"",        u".",      u"..",       u".A.B",    u"A.B.",   u"A..B",       u"A.B..C",
        u"A/B.C",   u"../A.B", u"A.B/../C", u"/A.B",    u"A\\B.C", u"C:A.B",      u"A B.C",
        u"A.B C",   u"A\tB.C", u"A\nB.C",   u"A\x7F.C", u"\x1F.C", u"A\0B.C"sv,   u"A.B\0"sv,
        u"\0A.B"sv, u" A.B",   u"A.B ",     u"./A.B",   u"A./B.C", u"A.\\..\\B.C"};
    for (const std::u16string_view name : names) {
        EXPECT_FALSE(is_class_name(name)) << std::string(name.begin(), name.end());
        EXPECT_TRUE(component_files(name).empty()) << std::string(name.begin(), name.end());
    }
}

TEST(ComponentName, RefusesAUnitWhereverItStands) {
    for (char16_t unit = 0; unit < 0x100; ++unit) {
        if (unit == u'.') continue;
        const bool printable = unit > u' ' && (unit < 0x7F || unit > 0x9F);
        const bool accepted =
            printable && std::u16string_view(u"/\\:$").find(unit) == std::u16string_view::npos;
        for (const std::size_t place : {0u, 1u, 3u, 4u}) {
            std::u16string name = u"AB.CD";
            name[place] = unit;
            EXPECT_EQ(is_class_name(name), accepted) << unsigned{unit} << " at " << place;
        }
    }
}

TEST(ComponentName, NamesNoFileThatNoSystemCouldHave) {
    const std::size_t around =
        std::string_view(library_prefix).size() + std::string_view(library_suffix).size();
    const std::size_t most = 255 - around;
    const std::u16string longest(most, u'x');
    EXPECT_EQ(component_files(longest + u".C"), files({std::string(most, 'x').c_str()}));
    EXPECT_TRUE(component_files(longest + u"x.C").empty());
    EXPECT_EQ(component_files(u"A." + longest + u".C"), files({"A"})) << "the shorter one is left";
    // Counted in bytes of the file's name, not in units of the class's.
    EXPECT_TRUE(component_files(std::u16string(most / 2 + 1, u'\u00FC') + u".C").empty());
    EXPECT_EQ(component_files(std::u16string(most / 2, u'\u00FC') + u".C").size(), 1u);
}

TEST(ComponentName, TakesAnyLength) {
    std::u16string name;
    while (name.size() < 100'000)
        name += u"part.";
    EXPECT_FALSE(is_class_name(name));
    name += u"C";
    ASSERT_TRUE(is_class_name(name));
    const std::vector<std::string> found = component_files(name);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.back(), files({"part"}).front());
    for (const std::string& file : found)
        EXPECT_LE(file.size(), 255u);
    EXPECT_TRUE(component_files(std::u16string(100'000, u'x') + u".C").empty());
}

} // namespace
} // namespace asyncom::core

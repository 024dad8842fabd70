// SPDX-License-Identifier: MIT
#include "tool/manifest_line.h"

#include <gtest/gtest.h>

#include <string>

using namespace asyncom::tool;
using namespace std::string_literals;

namespace {

const std::string digits = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

digest sample() {
    digest value;
    for (size_t i = 0; i < value.size(); ++i) {
        value[i] = static_cast<uint8_t>(i);
    }
    return value;
}

std::string written(std::string_view name) {
    std::string text;
    append_manifest_line(text, sample(), name);
    return text;
}

std::string read_name(std::string_view line) {
    manifest_line result;
    EXPECT_EQ(parse_manifest_line(line, result), line_kind::file) << line;
    EXPECT_EQ(result.value, sample()) << line;
    return result.name;
}

line_kind kind_of_line(std::string_view line) {
    manifest_line result;
    return parse_manifest_line(line, result);
}

} // namespace

TEST(ManifestLine, WritesTheTextFormOfCoreutils) {
    EXPECT_EQ(written("a file"), digits + "  a file\n");
    EXPECT_EQ(written("-leading"), digits + "  -leading\n");
}

TEST(ManifestLine, WritesABackslashAtTheFrontIfTheNameIsEscaped) {
    EXPECT_EQ(written("a\\b"), "\\" + digits + "  a\\\\b\n");
    EXPECT_EQ(written("a\nb"), "\\" + digits + "  a\\nb\n");
    EXPECT_EQ(written("a\rb"), "\\" + digits + "  a\\rb\n");
}

TEST(ManifestLine, LeavesOtherBytesAsTheyAre) {
    EXPECT_EQ(written("t\tb\x01\xff\x80"), digits + "  t\tb\x01\xff\x80\n");
}

TEST(ManifestLine, WritesTheFileThatSha256sumTakesForStandardInputWithItsDirectory) {
    EXPECT_EQ(written("-"), digits + "  ./-\n");
    EXPECT_EQ(written("d/-"), digits + "  d/-\n");
}

TEST(ManifestLine, ReadsBackWhatItWrites) {
    for (const std::string& name : {"plain"s, " two"s, "*star"s, "a\\n"s, "\\"s, "\n"s, "x\r"s,
                                    "SHA256 (x) = y"s, "#hash"s, "\xff\xfe"s}) {
        std::string line = written(name);
        line.pop_back();
        EXPECT_EQ(read_name(line), name);
    }
}

TEST(ManifestLine, ReadsTextAndBinaryMarkerAndASingleBlank) {
    EXPECT_EQ(read_name(digits + "  name"), "name");
    EXPECT_EQ(read_name(digits + " *name"), "name");
    EXPECT_EQ(read_name(digits + " name"), "name");
    EXPECT_EQ(read_name(digits + "\tname"), "name");
    EXPECT_EQ(read_name("  " + digits + "  name"), "name");
}

TEST(ManifestLine, ReadsDigitsOfEitherCase) {
    std::string upper = digits;
    for (char& letter : upper) {
        letter = static_cast<char>(std::toupper(letter));
    }
    EXPECT_EQ(read_name(upper + "  name"), "name");
}

TEST(ManifestLine, ReadsTheTaggedForm) {
    EXPECT_EQ(read_name("SHA256 (name) = " + digits), "name");
    EXPECT_EQ(read_name("SHA256 (a) = (b)) = " + digits), "a) = (b)");
    EXPECT_EQ(read_name("\\SHA256 (a\\nb) = " + digits), "a\nb");
}

TEST(ManifestLine, DropsACarriageReturnAtTheEnd) {
    EXPECT_EQ(read_name(digits + "  name\r"), "name");
}

TEST(ManifestLine, PassesOverEmptyLinesAndComments) {
    EXPECT_EQ(kind_of_line(""), line_kind::nothing);
    EXPECT_EQ(kind_of_line("\r"), line_kind::nothing);
    EXPECT_EQ(kind_of_line("# " + digits + "  name"), line_kind::nothing);
}

TEST(ManifestLine, RefusesWhatIsNoLineOfAManifest) {
    for (const std::string& line :
         {"x"s, digits, digits + " ", digits + "name", digits.substr(1) + "  name",
          "g" + digits.substr(1) + "  name", "\\" + digits + "  a\\qb", "\\" + digits + "  a\\",
          digits + "  a\0b"s, "SHA256 (name) = " + digits + "0", "SHA256 (name) " + digits,
          "SHA256 name = " + digits, "SHA256 () = " + digits, "MD5 (name) = " + digits}) {
        EXPECT_EQ(kind_of_line(line), line_kind::malformed) << line;
    }
}

// SPDX-License-Identifier: MIT
#include "tool/line_reader.h"

#include "tool/failure.h"

#include "scratch_directory.h"

#include <gtest/gtest.h>

#include <fcntl.h>

#include <string>
#include <thread>
#include <vector>

using namespace asyncom::tool;

namespace {

using list = std::vector<std::string>;

list lines_of(const std::string& content) {
    const scratch_directory directory;
    directory.write("file", content);
    line_reader reader{unique_fd{::open((directory / "file").c_str(), O_RDONLY)}, "file"};
    list lines;
    std::string_view line;
    bool too_long = false;
    while (reader.next(line, too_long)) {
        lines.push_back(too_long ? "too long" : std::string{line});
    }
    return lines;
}

} // namespace

TEST(LineReader, GivesLinesWithoutTheirEnds) {
    EXPECT_EQ(lines_of("one\n\ntwo\n"), (list{"one", "", "two"}));
    EXPECT_EQ(lines_of(""), list{});
}

TEST(LineReader, GivesALastLineWithoutALineFeed) {
    EXPECT_EQ(lines_of("one\ntwo"), (list{"one", "two"}));
}

TEST(LineReader, GivesLinesThatAreLongerThanWhatIsReadAtOnce) {
    const std::string line(1'000'000, 'x');
    EXPECT_EQ(lines_of(line + "\n" + line + "\nend\n"), (list{line, line, "end"}));
}

TEST(LineReader, PassesOverALineThatIsTooLong) {
    const std::string line(line_reader::longest_line + 1'000'000, 'x');
    EXPECT_EQ(lines_of("one\n" + line + "\ntwo\n"), (list{"one", "too long", "two"}));
    EXPECT_EQ(lines_of("one\n" + line), (list{"one", "too long"}));
}

TEST(LineReader, EndsWhenItIsStoppedThoughTheFileIsSilent) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const unique_fd writer{ends[1]};
    line_reader reader{unique_fd{ends[0]}, "pipe"};
    ASSERT_EQ(::write(writer.get(), "one\nthe beginning of", 20), 20);
    std::string_view line;
    bool too_long = false;
    ASSERT_TRUE(reader.next(line, too_long));
    EXPECT_EQ(line, "one");
    reader.stop();
    EXPECT_FALSE(reader.next(line, too_long)) << "not even the beginning of a line";
    EXPECT_FALSE(reader.next(line, too_long));
}

TEST(LineReader, EndsWhenItIsStoppedThoughALineHasNoEnd) {
    line_reader reader{unique_fd{::open("/dev/zero", O_RDONLY)}, "/dev/zero"};
    reader.stop();
    std::string_view line;
    bool too_long = false;
    EXPECT_FALSE(reader.next(line, too_long));
}

TEST(LineReader, WaitsForAFileThatDoesNotWaitItself) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    line_reader reader{unique_fd{ends[0]}, "pipe"};
    std::thread writer{[end = ends[1]] {
        EXPECT_EQ(::write(end, "one\n", 4), 4);
        ::close(end);
    }};
    std::string_view line;
    bool too_long = false;
    EXPECT_TRUE(reader.next(line, too_long));
    EXPECT_EQ(line, "one");
    EXPECT_FALSE(reader.next(line, too_long));
    writer.join();
}

TEST(LineReader, ThrowsIfTheFileCannotBeRead) {
    line_reader reader{unique_fd{::open("/", O_RDONLY | O_DIRECTORY)}, "/"};
    std::string_view line;
    bool too_long = false;
    EXPECT_THROW(static_cast<void>(reader.next(line, too_long)), failure);
}

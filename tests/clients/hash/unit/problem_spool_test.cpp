// SPDX-License-Identifier: MIT
#include "tool/problem_spool.h"

#include <gtest/gtest.h>

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

using namespace asyncom::tool;

namespace {

std::string name_of(int number) {
    return "a name of some length, number " + std::to_string(number);
}

void add_many(problem_spool& spool, int end, int first = 0) {
    for (int i = first; i < end; ++i)
        spool.add({file_state::changed, 0, name_of(i)});
}

// The system sends a signal for each write beyond the limit.
volatile sig_atomic_t s_failed_writes = 0;

void count_failed_write(int) {
    s_failed_writes = s_failed_writes + 1;
}

// No file can be written to while it lives.
class full_disk {
public:
    full_disk() {
        ::getrlimit(RLIMIT_FSIZE, &m_limit);
        rlimit none = m_limit;
        none.rlim_cur = 0;
        ::setrlimit(RLIMIT_FSIZE, &none);
        s_failed_writes = 0;
        m_handler = ::signal(SIGXFSZ, count_failed_write);
    }
    ~full_disk() {
        ::signal(SIGXFSZ, m_handler);
        ::setrlimit(RLIMIT_FSIZE, &m_limit);
    }
    full_disk(const full_disk&) = delete;
    full_disk& operator=(const full_disk&) = delete;

private:
    rlimit m_limit{};
    void (*m_handler)(int) = SIG_DFL;
};

// The spool's file is the one that is open and has no name.
void empty_the_file() {
    for (int fd = 3; fd < 64; ++fd) {
        struct stat status;
        if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) || status.st_nlink > 0) continue;
        EXPECT_EQ(::ftruncate(fd, 0), 0);
    }
}

} // namespace

TEST(ProblemSpool, GivesProblemsBackInOrder) {
    problem_spool spool;
    spool.add({file_state::vanished, ENOENT, "one"});
    spool.add({file_state::unreadable, EACCES, std::string_view{"two\n"}, true});
    std::string told;
    const uint64_t missing = spool.for_each([&](const problem& each) {
        told += each.is_directory ? "directory " : "";
        told += std::string{each.name} + problem_word(each.state) + std::to_string(each.error);
    });
    EXPECT_EQ(told, "onevanished" + std::to_string(ENOENT) + "directory two\nunreadable" +
                        std::to_string(EACCES));
    EXPECT_EQ(missing, 0u);
    EXPECT_EQ(spool.count(), 2u);
    EXPECT_EQ(spool.directories(), 1u);
}

TEST(ProblemSpool, GivesBackMoreThanItKeepsInMemory) {
    problem_spool spool;
    constexpr int most = 100'000;
    add_many(spool, most);
    for (int round = 0; round < 2; ++round) {
        int next = 0;
        EXPECT_EQ(spool.for_each([&](const problem& each) {
            ASSERT_EQ(each.name, name_of(next));
            ++next;
        }),
                  0u);
        EXPECT_EQ(next, most);
    }
}

TEST(ProblemSpool, KeepsWhatAFullDiskDoesNotTakeAndRarelyTriesAgain) {
    problem_spool spool;
    constexpr int most = 100'000;
    {
        const full_disk full;
        add_many(spool, most);
    }
    EXPECT_GT(s_failed_writes, 0);
    EXPECT_LT(s_failed_writes, 8) << "each attempt waits for twice as much as the one before";
    int next = 0;
    EXPECT_EQ(spool.for_each([&](const problem& each) { EXPECT_EQ(each.name, name_of(next++)); }),
              0u);
    EXPECT_EQ(next, most);
}

TEST(ProblemSpool, GoesOnInTheFileWhenThereIsRoomAgain) {
    problem_spool spool;
    constexpr int most = 100'000;
    {
        const full_disk full;
        add_many(spool, most);
    }
    add_many(spool, 2 * most, most);
    int next = 0;
    EXPECT_EQ(spool.for_each([&](const problem& each) { EXPECT_EQ(each.name, name_of(next++)); }),
              0u);
    EXPECT_EQ(next, 2 * most);
}

TEST(ProblemSpool, SaysHowManyAreMissingWhenItsFileCannotBeRead) {
    problem_spool spool;
    constexpr int most = 100'000;
    add_many(spool, most);
    empty_the_file();
    uint64_t given = 0;
    const uint64_t missing = spool.for_each([&](const problem&) { ++given; });
    EXPECT_GT(missing, 0u);
    EXPECT_EQ(given + missing, static_cast<uint64_t>(most));
}

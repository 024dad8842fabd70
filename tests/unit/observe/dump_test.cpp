// SPDX-License-Identifier: MIT
// What a listing says, and how its file is written.
#include "observe/dump.h"

#include "async/cancel.h"
#include "async/closure.h"
#include "async/listeners.h"
#include "unit/observe/channel.h"
#include "unit/observe/the_module.h"
#include "unit/support/both_ends.h"
#include "unit/support/error_text.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <csignal>
#include <string>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace asyncom::core {
namespace {

using namespace test;

AsyncomOperationOptions named(const char* name) {
    AsyncomOperationOptions options{};
    options.size = sizeof options;
    options.name = name;
    return options;
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

class Dump : public EngineTest {
protected:
    void SetUp() override {
        decide_switches();
        if (!registry_is_on) GTEST_SKIP() << "the live list is switched off";
    }
};

std::string dumped(std::uint32_t format) {
    channel to;
    std::string text;
    std::thread reader([&] { text = to.read_all(); });
    EXPECT_EQ(dump_operations(to.writer, format), S_OK);
    to.close_writer();
    reader.join();
    return text;
}

TEST_F(Dump, OfNothing) {
    EXPECT_EQ(dumped(ASYNCOM_DUMP_TEXT), "0 operations\n");
    EXPECT_EQ(dumped(ASYNCOM_DUMP_JSON), "{\"operations\":[]}\n");
}

TEST_F(Dump, IndentsChildrenUnderTheirParents) {
    AsyncomOperationOptions first = named("first");
    both_ends parent(action, &first);
    both_ends stranger;
    AsyncomOperationOptions second = child_of(parent.target());
    second.name = "second";
    both_ends child(action, &second);
    AsyncomOperationOptions third = child_of(child.target());
    third.name = "third";
    const both_ends grandchild(action, &third);
    std::string text = dumped(ASYNCOM_DUMP_TEXT);
    EXPECT_EQ(text.rfind("4 operations\n#", 0), 0U) << text;
    EXPECT_TRUE(contains(text, " \"first\" Windows.Foundation.IAsyncAction, running, ")) << text;
    EXPECT_TRUE(contains(text, "\n  #")) << text;
    EXPECT_LT(text.find("\"first\""), text.find("\"second\""));
    EXPECT_LT(text.find("\"second\""), text.find("\n    #"));
    EXPECT_LT(text.find("\n    #"), text.find("\"third\""));
    parent.producer()->Complete(nullptr);
    parent.release();
    text = dumped(ASYNCOM_DUMP_TEXT);
    EXPECT_TRUE(contains(text, ", child of #")) << text;
    EXPECT_FALSE(contains(text, "\n    #")) << text;
}

TEST_F(Dump, OfALineOfTenThousandParents) {
    std::vector<both_ends> line;
    line.emplace_back();
    for (int i = 0; i < 10'000; ++i) {
        AsyncomOperationOptions options = child_of(line.back().target());
        line.emplace_back(action, &options);
    }
    const std::string text = dumped(ASYNCOM_DUMP_TEXT);
    EXPECT_TRUE(contains(text, "10001 operations\n"));
    EXPECT_LT(text.size(), 3'000'000U);
    while (!line.empty())
        line.pop_back();
}

TEST_F(Dump, TellsHowOperationsStand) {
    AsyncomOperationOptions lost = named("lost");
    both_ends abandoned(action, &lost);
    abandoned.release_producer();
    AsyncomOperationOptions left = named("left");
    both_ends ended(action, &left);
    ended.producer()->Fail(E_FAIL, nullptr);
    note_handler_failure(ended.target(), E_ABORT);
    AsyncomOperationOptions asked = named("asked");
    const both_ends canceling(action, &asked);
    EXPECT_EQ(cancel_operation(canceling.target(), {}), S_OK);
    const std::string text = dumped(ASYNCOM_DUMP_TEXT);
    EXPECT_TRUE(contains(text, "3 operations, 2 of them ended and still held\n")) << text;
    EXPECT_TRUE(contains(text, "error 0x8004A001, abandoned, still held")) << text;
    EXPECT_TRUE(contains(text, "error 0x80004005, still held")) << text;
    EXPECT_TRUE(contains(text, "1 handler failure, 0x80004004")) << text;
    EXPECT_TRUE(contains(text, "cancel requested")) << text;
    EXPECT_TRUE(contains(text, "\nabandoned: #")) << text;
    EXPECT_TRUE(contains(text, "\nended and still held: #")) << text;
    const std::string json = dumped(ASYNCOM_DUMP_JSON);
    EXPECT_TRUE(contains(json, "\"name\":\"lost\"")) << json;
    EXPECT_TRUE(contains(json, "\"error\":\"0x8004A001\",\"abandoned\":true,\"leaked\":true"));
    EXPECT_TRUE(contains(json, "\"state\":\"cancel requested\"")) << json;
    EXPECT_TRUE(contains(json, "\"handler_failures\":1,\"first_handler_failure\":\"0x80004004\""));
}

TEST_F(Dump, TellsListenersAndTheLastProgress) {
    const both_ends ends(u4_with_f8);
    std::uint64_t token = 0;
    void* handler = nullptr;
    ASSERT_EQ(create_completed_handler(
                  face_of(ends.target().type()),
                  [](void*, IUnknown*, std::int32_t) -> HRESULT { return S_OK; }, nullptr, nullptr,
                  &handler),
              S_OK);
    ASSERT_EQ(subscribe_completed_handler(ends.target(), static_cast<IUnknown*>(handler), &token),
              S_OK);
    const double part = 0.25;
    ends.producer()->ReportProgress(&part);
    EXPECT_TRUE(contains(dumped(ASYNCOM_DUMP_TEXT), ", 25 %, ")) << dumped(ASYNCOM_DUMP_TEXT);
    EXPECT_TRUE(contains(dumped(ASYNCOM_DUMP_TEXT), ", 1 listener, "));
    EXPECT_TRUE(contains(dumped(ASYNCOM_DUMP_JSON), "\"progress\":0.2500,\"listeners\":1,"));
    EXPECT_EQ(unsubscribe(ends.target(), token), S_OK);
}

TEST_F(Dump, RoundsPercentAndKeepsAHundredForAll) {
    const both_ends ends(u4_with_f8);
    ASSERT_NE(ends.target().extend(), nullptr); // remembers the last
    const std::pair<double, const char*> all[] = {
        {0, " 0 %"}, {0.29, " 29 %"}, {0.576, " 58 %"}, {0.996, " 99 %"}, {1, " 100 %"}};
    for (const auto& [fraction, text] : all) {
        ends.producer()->ReportProgress(&fraction);
        EXPECT_TRUE(contains(dumped(ASYNCOM_DUMP_TEXT), text)) << fraction;
    }
}

TEST_F(Dump, NamesTheModuleAndThePlaceOfTheCreatingCall) {
    const both_ends ends(action, nullptr, in_the_module());
    EXPECT_TRUE(
        contains(dumped(ASYNCOM_DUMP_TEXT), "unit_run_work+0x0 (libunit_module_of_callbacks.so"));
    const std::string json = dumped(ASYNCOM_DUMP_JSON);
    EXPECT_TRUE(contains(json, "\"module\":\"libunit_module_of_callbacks.so\"")) << json;
    EXPECT_TRUE(contains(json, "unit_run_work+0x0 (libunit_module_of_callbacks.so")) << json;
}

TEST_F(Dump, EscapesNames) {
    AsyncomOperationOptions options =
        named("a \"b\" \\ \n\t\x1b[31m \x7f \xC2\x9B \xC3\xA9 \xE2\x82\xAC \xF0\x9F\x8E\x89");
    const both_ends ends(action, &options);
    const std::string expected = "\"a \\\"b\\\" \\\\ \\n\\t\\u001B[31m \\u007F \\u009B \xC3\xA9 "
                                 "\xE2\x82\xAC \xF0\x9F\x8E\x89\"";
    EXPECT_TRUE(contains(dumped(ASYNCOM_DUMP_TEXT), expected)) << dumped(ASYNCOM_DUMP_TEXT);
    EXPECT_TRUE(contains(dumped(ASYNCOM_DUMP_JSON), "\"name\":" + expected));
}

TEST_F(Dump, EscapesWhatTurnsTheTextOrEndsALine) {
    AsyncomOperationOptions options =
        named("\xE2\x80\xA7\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA\xE2\x80\xAE\xE2\x80\xAF"
              "\xE2\x81\xA5\xE2\x81\xA6\xE2\x81\xA9\xE2\x81\xAA");
    const both_ends ends(action, &options);
    const std::string expected = "\"\xE2\x80\xA7\\u2028\\u2029\\u202A\\u202E\xE2\x80\xAF"
                                 "\xE2\x81\xA5\\u2066\\u2069\xE2\x81\xAA\"";
    EXPECT_TRUE(contains(dumped(ASYNCOM_DUMP_TEXT), expected)) << dumped(ASYNCOM_DUMP_TEXT);
    EXPECT_TRUE(contains(dumped(ASYNCOM_DUMP_JSON), "\"name\":" + expected));
}

TEST_F(Dump, RefusesOtherFormats) {
    EXPECT_EQ(dump_operations(2, 2), E_INVALIDARG);
    EXPECT_NE(take_error_text(), "");
}

TEST_F(Dump, RefusesAFileThatIsNotOpen) {
    channel closed;
    const int descriptor = closed.writer;
    closed.close_writer();
    for (const std::intptr_t file :
         {std::intptr_t{-1}, std::intptr_t{descriptor}, std::intptr_t{1} << 40}) {
        EXPECT_EQ(dump_operations(file, ASYNCOM_DUMP_TEXT), HRESULT(0x80070006)) << file;
        EXPECT_NE(take_error_text(), "");
    }
}

// With a handler of the default kind the process would be gone.
TEST_F(Dump, ToAPipeThatNobodyReadsIsAFailureAndNoSignal) {
    int ends[2];
    ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    close(ends[0]);
    EXPECT_EQ(dump_operations(ends[1], ASYNCOM_DUMP_TEXT), HRESULT(0x8007006D));
    close(ends[1]);
    channel to;
    to.close_reader();
    EXPECT_EQ(dump_operations(to.writer, ASYNCOM_DUMP_JSON), HRESULT(0x8007006D));
    sigset_t pending;
    sigpending(&pending);
    EXPECT_EQ(sigismember(&pending, SIGPIPE), 0);
    sigset_t blocked;
    pthread_sigmask(SIG_BLOCK, nullptr, &blocked);
    EXPECT_EQ(sigismember(&blocked, SIGPIPE), 0) << "as it was before";
    take_error_text();
}

TEST_F(Dump, LeavesASignalThatWasPendingBefore) {
    sigset_t pipe_signal, before, pending;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
    raise(SIGPIPE);
    channel to;
    to.close_reader();
    EXPECT_EQ(dump_operations(to.writer, ASYNCOM_DUMP_TEXT), HRESULT(0x8007006D));
    sigpending(&pending);
    EXPECT_EQ(sigismember(&pending, SIGPIPE), 1);
    int taken = 0;
    sigwait(&pipe_signal, &taken);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    take_error_text();
}

// More than a pipe holds, into one that does not block: every write is short or refused.
TEST_F(Dump, GoesOnAfterShortWrites) {
    std::vector<both_ends> many;
    for (int i = 0; i < 1'000; ++i)
        many.emplace_back();
    channel to;
    fcntl(to.writer, F_SETFL, O_NONBLOCK);
    std::string text;
    std::thread reader([&] { text = to.read_all(); });
    EXPECT_EQ(dump_operations(to.writer, ASYNCOM_DUMP_JSON), S_OK);
    to.close_writer();
    reader.join();
    EXPECT_GT(text.size(), 100'000U);
    EXPECT_EQ(text.substr(text.size() - 4), "}]}\n");
}

} // namespace
} // namespace asyncom::core

// SPDX-License-Identifier: MIT
// Every wrong argument of the entry points has a clear answer, clears what it was to give, and
// changes nothing.
#include "library_provider.h"
#include "support/check.h"
#include "support/errors.h"

#include <gtest/gtest.h>

#include <cstddef>

namespace {

using namespace contract;

// Places for out-parameters, filled with garbage so that clearing shows.
struct places {
    void* op = this;
    IAsyncProducer* worker = reinterpret_cast<IAsyncProducer*>(this);

    bool cleared() const { return !op && !worker; }
};

answer create(IAsyncType* type, const AsyncomOperationOptions* options, const GUID* iid,
              places& out) {
    out = places();
    const answer answered = AsyncomCreateOperation(type, options, iid, &out.op, &out.worker);
    if (answered == ok) {
        release(out.op);
        release(out.worker);
    }
    return answered;
}

class CreateOperation : public testing::Test {
protected:
    ~CreateOperation() override { empty_error_slot(); }

    answer with(const AsyncomOperationOptions& options) {
        return create(m_type, &options, &iid_action, m_out);
    }

    IAsyncType* m_type = type_of(action());
    places m_out;
};

TEST_F(CreateOperation, RefusesNullInEveryPlace) {
    EXPECT_EQ(create(nullptr, nullptr, &iid_action, m_out), bad_pointer);
    EXPECT_TRUE(m_out.cleared());
    EXPECT_EQ(create(m_type, nullptr, nullptr, m_out), bad_pointer);
    EXPECT_TRUE(m_out.cleared());
    m_out = places();
    EXPECT_EQ(AsyncomCreateOperation(m_type, nullptr, &iid_action, nullptr, &m_out.worker),
              bad_pointer);
    EXPECT_EQ(m_out.worker, nullptr);
    m_out = places();
    EXPECT_EQ(AsyncomCreateOperation(m_type, nullptr, &iid_action, &m_out.op, nullptr),
              bad_pointer);
    EXPECT_EQ(m_out.op, nullptr);
    EXPECT_NE(error_text(), "");
}

TEST_F(CreateOperation, ChecksPointersBeforeAnythingElse) {
    AsyncomOperationOptions options = no_options();
    options.flags = 1;
    EXPECT_EQ(create(nullptr, &options, &iid_random, m_out), bad_pointer);
}

TEST_F(CreateOperation, MakesNothingForAnUnknownInterface) {
    for (const GUID& iid :
         {iid_random, iid_producer, operation_of("string").iid, iid_action_completed}) {
        EXPECT_EQ(create(m_type, nullptr, &iid, m_out), no_interface);
        EXPECT_TRUE(m_out.cleared());
    }
}

TEST_F(CreateOperation, GivesAnyInterfaceOfTheOperation) {
    for (const GUID& iid : {iid_unknown, iid_inspectable, iid_async_info, iid_control, iid_agile,
                            iid_weak_source, iid_listeners, iid_action})
        EXPECT_EQ(create(m_type, nullptr, &iid, m_out), ok) << text_of(iid);
}

TEST_F(CreateOperation, NeedsTheSizeOfItsOptions) {
    for (const std::uint32_t size : {0U, 1U, 4U, 7U}) {
        AsyncomOperationOptions options = no_options();
        options.size = size;
        EXPECT_EQ(with(options), bad_argument) << size;
        EXPECT_TRUE(m_out.cleared());
    }
}

TEST_F(CreateOperation, ReservesItsFlags) {
    for (const std::uint32_t flags : {1U, 0x80000000U, 0xFFFFFFFFU}) {
        AsyncomOperationOptions options = no_options();
        options.flags = flags;
        EXPECT_EQ(with(options), bad_argument);
    }
}

// A newer client's longer struct is fine as long as it uses nothing that this library does not
// know.
TEST_F(CreateOperation, AcceptsLongerOptionsThatAreZeroAtTheEnd) {
    alignas(8) unsigned char room[sizeof(AsyncomOperationOptions) + 16] = {};
    auto* options = reinterpret_cast<AsyncomOperationOptions*>(room);
    options->size = sizeof room;
    EXPECT_EQ(create(m_type, options, &iid_action, m_out), ok);
    room[sizeof room - 1] = 1;
    EXPECT_EQ(create(m_type, options, &iid_action, m_out), bad_argument);
    room[sizeof room - 1] = 0;
    room[sizeof(AsyncomOperationOptions)] = 1;
    EXPECT_EQ(create(m_type, options, &iid_action, m_out), bad_argument);
}

TEST_F(CreateOperation, RefusesANameThatIsNotUtf8) {
    for (const char* name :
         {"\xFF", "a\xC3", "\xED\xA0\x80", "\xC0\x80", "\xF5\x80\x80\x80", "good until \x80"}) {
        AsyncomOperationOptions options = no_options();
        options.name = name;
        EXPECT_EQ(with(options), bad_argument);
        EXPECT_TRUE(m_out.cleared());
    }
}

std::string name_kept(const std::string& name) {
    AsyncomOperationOptions options = no_options();
    options.name = name.c_str();
    const both_ends ends = make_both(action(), &options);
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    ends.consumer.GetInfo(&info);
    return info.name;
}

TEST_F(CreateOperation, KeepsSixtyThreeBytesOfTheName) {
    EXPECT_EQ(name_kept(""), "");
    EXPECT_EQ(name_kept("short"), "short");
    EXPECT_EQ(name_kept(std::string(63, 'a')), std::string(63, 'a'));
    EXPECT_EQ(name_kept(std::string(64, 'a')), std::string(63, 'a'));
    EXPECT_EQ(name_kept(std::string(5000, 'a')), std::string(63, 'a'));
    // Never half a character: of the one that does not fit nothing is kept.
    const std::string tree = "\xF0\x9F\x8C\xB3";
    EXPECT_EQ(name_kept(std::string(61, 'a') + tree), std::string(61, 'a'));
    EXPECT_EQ(name_kept(std::string(59, 'a') + tree + "x"), std::string(59, 'a') + tree);
}

TEST_F(CreateOperation, CopiesTheName) {
    char name[] = "written over";
    AsyncomOperationOptions options = no_options();
    options.name = name;
    const both_ends ends = make_both(action(), &options);
    name[0] = 'X';
    AsyncomOperationInfo info{};
    info.size = sizeof info;
    ends.consumer.GetInfo(&info);
    EXPECT_STREQ(info.name, "written over");
}

TEST_F(CreateOperation, IgnoresASchedulerWhereNothingIsScheduled) {
    const own<numbered_object> anything(1);
    AsyncomOperationOptions options = no_options();
    options.scheduler = reinterpret_cast<IAsyncScheduler*>(anything.get());
    EXPECT_EQ(with(options), ok);
    EXPECT_TRUE(anything.alone());
}

TEST(Arguments, OfTheLibraryFunctions) {
    EXPECT_EQ(AsyncomGetVersion(nullptr), bad_pointer);
    std::uint32_t version = 0xFFFFFFFF;
    EXPECT_EQ(AsyncomGetVersion(&version), ok);
    EXPECT_EQ(version >> 24, 0U);
    GUID iid;
    std::memset(&iid, 0xC5, sizeof iid);
    EXPECT_EQ(AsyncomGetTypeIid(nullptr, &iid), bad_pointer);
    EXPECT_TRUE(same(iid, GUID{}));
    EXPECT_EQ(AsyncomGetTypeIid("string", nullptr), bad_pointer);
    std::memset(&iid, 0xC5, sizeof iid);
    EXPECT_EQ(AsyncomGetTypeIid("wrong", &iid), bad_argument);
    EXPECT_TRUE(same(iid, GUID{}));
    auto* type = reinterpret_cast<IAsyncType*>(&iid);
    EXPECT_EQ(AsyncomGetType(nullptr, &type), bad_pointer);
    EXPECT_EQ(type, nullptr);
    EXPECT_EQ(AsyncomGetType("string", nullptr), bad_pointer);
    empty_error_slot();
}

TEST(Arguments, OfTheProducer) {
    const both_ends ends = make_both(operation_with("string", "u4"));
    void* const garbage = const_cast<both_ends*>(&ends);
    EXPECT_EQ(ends.worker.ReportProgress(nullptr), bad_pointer);
    EXPECT_EQ(ends.worker.SetPartialResult(nullptr), bad_pointer);
    EXPECT_EQ(ends.worker.Complete(nullptr), bad_pointer);
    EXPECT_EQ(ends.worker.Fail(ok, nullptr), bad_argument);
    EXPECT_EQ(ends.worker.Fail(failed, "broken \xFE"), bad_argument);
    EXPECT_EQ(ends.worker.get_CancelRequested(nullptr), bad_pointer);
    answer reason = failed;
    HSTRING text = static_cast<HSTRING>(garbage);
    EXPECT_EQ(ends.worker.GetCancelReason(nullptr, &text), bad_pointer);
    EXPECT_EQ(text, nullptr);
    EXPECT_EQ(ends.worker.GetCancelReason(&reason, nullptr), bad_pointer);
    EXPECT_EQ(reason, ok);
    void* op = garbage;
    EXPECT_EQ(ends.worker.GetOperation(nullptr, &op), bad_pointer);
    EXPECT_EQ(op, nullptr);
    EXPECT_EQ(ends.worker.GetOperation(&iid_unknown, nullptr), bad_pointer);
    op = garbage;
    EXPECT_EQ(ends.worker.GetOperation(&iid_random, &op), no_interface);
    EXPECT_EQ(op, nullptr);
    EXPECT_EQ(ends.worker.put_CancelHandler(nullptr), ok);
    EXPECT_EQ(ends.consumer.status(), started);
    EXPECT_EQ(query(ends.worker, iid_unknown, nullptr), bad_pointer);
    empty_error_slot();
}

// An operation argument may be a foreign object anywhere; only the waits do anything with one.
TEST(Arguments, ForeignOperationsAreRefused) {
    const own<numbered_object> foreign(1);
    std::intptr_t handle = 7;
    EXPECT_EQ(AsyncomGetWaitHandle(unknown(foreign.get()), &handle), no_interface);
    EXPECT_EQ(handle, 0);
    // An error, a type or a handler of this library is not an operation either.
    EXPECT_EQ(AsyncomWait(reinterpret_cast<IUnknown*>(type_of(action())), 0), no_interface);
    const both_ends ends = make_both(action());
    EXPECT_EQ(AsyncomWait(unknown(ends.worker.get()), 0), no_interface);
    EXPECT_TRUE(foreign.alone());
    empty_error_slot();
}

// The rule for all functions: what fails says why.
TEST(Arguments, LeaveErrorInfoWhenTheyAreWrong) {
    const both_ends ends = make_both(action());
    empty_error_slot();
    EXPECT_EQ(ends.consumer.CancelWithReason(ok, nullptr), bad_argument);
    EXPECT_EQ(error_slot_code(), bad_argument);
    empty_error_slot();
    EXPECT_EQ(ends.worker.Fail(ok, nullptr), bad_argument);
    EXPECT_EQ(error_slot_code(), bad_argument);
    empty_error_slot();
    EXPECT_EQ(AsyncomWait(nullptr, 0), bad_pointer);
    EXPECT_EQ(error_slot_code(), bad_pointer);
    empty_error_slot();
    IAsyncType* type = nullptr;
    EXPECT_EQ(AsyncomGetType("pinterface(", &type), bad_argument);
    EXPECT_EQ(error_slot_code(), bad_argument);
    empty_error_slot();
}

} // namespace

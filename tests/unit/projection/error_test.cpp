// SPDX-License-Identifier: MIT
#include "foreign_error.h"

#include <asyncom/born_ended.hpp>
#include <asyncom/producer.hpp>
#include <asyncom/result.hpp>
#include <asyncom/to_hresult.hpp>

#include <gtest/gtest.h>

#include <string>
#include <thread>

namespace error_test {

using namespace asyncom;
using namespace projection;

static_assert(std::is_nothrow_copy_constructible_v<hresult_error> &&
              std::is_nothrow_copy_assignable_v<hresult_error> &&
              std::is_nothrow_move_constructible_v<hresult_canceled>);

class Error : public testing::Test {
protected:
    void SetUp() override { SetErrorInfo(0, nullptr); }
    void TearDown() override { SetErrorInfo(0, nullptr); }

    // Takes out what is in the slot.
    static com_ptr<IErrorInfo> slot() {
        com_ptr<IErrorInfo> record;
        GetErrorInfo(0, record.put());
        return record;
    }
    // The exception that a piece of code throws.
    template <class Exception, class Body>
    static Exception thrown_by(Body&& body) {
        try {
            body();
        } catch (const Exception& thrown) {
            return thrown;
        }
        throw std::logic_error("nothing was thrown");
    }
};

TEST_F(Error, KeepsItsMessageForItsCopies) {
    std::string text;
    {
        const hresult_error error(E_ACCESSDENIED, "gr\xC3\xBC\xC3\x9F");
        const hresult_error copy = error;
        EXPECT_EQ(copy.what(), error.what());
        EXPECT_EQ(copy.record(), error.record());
        EXPECT_EQ(copy.message(), u"gr\u00fc\u00df");
        text = copy.what();
    }
    EXPECT_EQ(text, "gr\xC3\xBC\xC3\x9F");
    EXPECT_EQ(slot(), nullptr) << "the exception owns the record";
}

TEST_F(Error, WithoutAMessageHasTheSystemsSentence) {
    EXPECT_STRNE(hresult_error(E_ACCESSDENIED).what(), "");
    EXPECT_EQ(hresult_error().code(), E_FAIL);
    EXPECT_FALSE(hresult_error(E_FAIL).origin().empty());
}

// Windows keeps 511 units up to the first null of what crosses the wall.
TEST_F(Error, KeepsALongMessageWholeOnItsOwnSide) {
    const std::string text(600, 'x');
    const hresult_error error(E_FAIL, text);
    EXPECT_EQ(error.what(), text);
    const hresult_error across(error.to_abi(), take_ownership_from_abi);
    EXPECT_EQ(across.what(), std::string(511, 'x'));
    const hresult_error cut(E_FAIL, std::string_view("seen\0unseen", 11));
    EXPECT_STREQ(cut.what(), "seen");
    EXPECT_STREQ(hresult_error(cut.to_abi(), take_ownership_from_abi).what(), "seen");
}

TEST_F(Error, OfASuccessTakesNobodysRecord) {
    RoOriginateError(E_FAIL, hstring(u"another failure").get());
    const hresult_error error(S_FALSE, "no failure");
    EXPECT_EQ(error.record(), nullptr);
    EXPECT_STREQ(error.what(), "no failure");
    EXPECT_NE(slot(), nullptr);
}

TEST_F(Error, TakesTheRecordOfItsCodeOnly) {
    RoOriginateError(E_FAIL, hstring(u"this one").get());
    EXPECT_STREQ(hresult_error(E_FAIL, take_ownership_from_abi).what(), "this one");
    EXPECT_EQ(slot(), nullptr);
    RoOriginateError(E_FAIL, hstring(u"an older one").get());
    const hresult_error error(E_BOUNDS, take_ownership_from_abi);
    EXPECT_STRNE(error.what(), "an older one");
    EXPECT_EQ(slot(), nullptr);
}

TEST_F(Error, ReadsObjectsOfOtherMakers) {
    SetErrorInfo(0, make<codeless_error>(u"of any code").get());
    EXPECT_STREQ(hresult_error(E_BOUNDS, take_ownership_from_abi).what(), "of any code");
    SetErrorInfo(0, make<restricted_error>(E_BOUNDS, u"plain", u"better").get());
    const hresult_error error(E_BOUNDS, take_ownership_from_abi);
    EXPECT_STREQ(error.what(), "better");
    EXPECT_EQ(error.origin(), "");
    EXPECT_EQ(error.context(0), "");
    error.add_context("goes nowhere");
    SetErrorInfo(0, make<restricted_error>(E_BOUNDS, u"plain", u"").get());
    EXPECT_STREQ(hresult_error(E_BOUNDS, take_ownership_from_abi).what(), "plain");
    SetErrorInfo(0, make<restricted_error>(E_FAIL, u"another failure", u"").get());
    EXPECT_STRNE(hresult_error(E_BOUNDS, take_ownership_from_abi).what(), "another failure");
}

TEST_F(Error, GivesItsRecordBackToTheAbi) {
    const hresult_error error(E_ACCESSDENIED, "closed");
    error.add_context("while opening");
    EXPECT_EQ(error.to_abi(), E_ACCESSDENIED);
    const hresult_error read(E_ACCESSDENIED, take_ownership_from_abi);
    EXPECT_EQ(read.record(), error.record());
    EXPECT_EQ(read.context(0), "while opening");
    EXPECT_EQ(read.context(1), "");
    EXPECT_NE(read.try_as<IRestrictedErrorInfo>(), nullptr);
}

TEST_F(Error, GoesThroughAnOperationWithAllThatIsKnown) {
    const auto [operation, producer] = create_operation<void>();
    const hresult_error error(E_BOUNDS, "past the end");
    error.add_context("in row 7");
    EXPECT_TRUE(producer.fail(error));
    const auto ended = operation.try_get();
    EXPECT_STREQ(ended.error().what(), "past the end");
    EXPECT_EQ(ended.error().context(0), "in row 7");
    EXPECT_EQ(ended.error().record(), error.record());
    EXPECT_EQ(create_failed<hstring>(error).try_get().error().context(0), "in row 7");
}

// ---- HRESULT to exception

template <class Exception>
bool throws(HRESULT code) {
    try {
        RoOriginateError(code, hstring(u"told").get());
        check_hresult(code);
    } catch (const Exception& error) {
        return error.code() == code && error.what() == std::string_view("told");
    } catch (...) {
    }
    return false;
}

TEST_F(Error, IsThrownAsTheClassOfItsCode) {
    EXPECT_TRUE(throws<hresult_access_denied>(E_ACCESSDENIED));
    EXPECT_TRUE(throws<hresult_wrong_thread>(RPC_E_WRONG_THREAD));
    EXPECT_TRUE(throws<hresult_not_implemented>(E_NOTIMPL));
    EXPECT_TRUE(throws<hresult_invalid_argument>(E_INVALIDARG));
    EXPECT_TRUE(throws<hresult_out_of_bounds>(E_BOUNDS));
    EXPECT_TRUE(throws<hresult_no_interface>(E_NOINTERFACE));
    EXPECT_TRUE(throws<hresult_class_not_available>(CLASS_E_CLASSNOTAVAILABLE));
    EXPECT_TRUE(throws<hresult_class_not_registered>(REGDB_E_CLASSNOTREG));
    EXPECT_TRUE(throws<hresult_changed_state>(E_CHANGED_STATE));
    EXPECT_TRUE(throws<hresult_illegal_method_call>(E_ILLEGAL_METHOD_CALL));
    EXPECT_TRUE(throws<hresult_illegal_state_change>(E_ILLEGAL_STATE_CHANGE));
    EXPECT_TRUE(throws<hresult_illegal_delegate_assignment>(E_ILLEGAL_DELEGATE_ASSIGNMENT));
    EXPECT_TRUE(throws<hresult_canceled>(error_canceled));
    EXPECT_TRUE(throws<hresult_error>(E_HANDLE));
    EXPECT_THROW(check_hresult(E_OUTOFMEMORY), std::bad_alloc);
    EXPECT_EQ(check_hresult(S_FALSE), S_FALSE);
}

// ---- exception to HRESULT

// The code of what a piece of code throws, and the message in the slot.
template <class Body>
std::pair<HRESULT, std::string> converted(Body&& body) {
    HRESULT code = S_OK;
    try {
        body();
    } catch (...) {
        code = to_hresult();
    }
    return {code, hresult_error(code, take_ownership_from_abi).what()};
}

TEST_F(Error, OfTheStandardLibraryHasACodeAndItsText) {
    using answer = std::pair<HRESULT, std::string>;
    EXPECT_EQ(converted([] { throw hresult_canceled("stopped"); }),
              answer(error_canceled, "stopped"));
    EXPECT_EQ(converted([] { throw std::out_of_range("past"); }), answer(E_BOUNDS, "past"));
    EXPECT_EQ(converted([] { throw std::invalid_argument("bad"); }), answer(E_INVALIDARG, "bad"));
    EXPECT_EQ(converted([] { throw std::runtime_error("other"); }), answer(E_FAIL, "other"));
    EXPECT_EQ(converted([] { throw std::bad_alloc(); }).first, E_OUTOFMEMORY);
    EXPECT_EQ(converted([] { throw 7; }).first, E_UNEXPECTED);
    const auto system = converted([] {
        throw std::system_error(std::make_error_code(std::errc::permission_denied), "file");
    });
    EXPECT_EQ(system.first, E_ACCESSDENIED);
    EXPECT_EQ(system.second.rfind("file", 0), 0u) << system.second;
}

TEST_F(Error, ThatIsThrownIsNeverASuccess) {
    EXPECT_EQ(converted([] { throw hresult_error(S_FALSE, "odd"); }).first, E_UNEXPECTED);
    EXPECT_EQ(converted([] { throw std::system_error(std::error_code()); }).first, E_FAIL);
}

TEST_F(Error, OfTheSystemIsNumberedAsOnWindows) {
    const auto of = [](std::errc code) { return from_error_code(std::make_error_code(code)); };
    EXPECT_EQ(of(std::errc::no_such_file_or_directory), HRESULT(0x80070002));
    EXPECT_EQ(of(std::errc::too_many_files_open), HRESULT(0x80070004));
    EXPECT_EQ(of(std::errc::not_enough_memory), E_OUTOFMEMORY);
    EXPECT_EQ(of(std::errc::file_exists), HRESULT(0x80070050));
    EXPECT_EQ(of(std::errc::invalid_argument), E_INVALIDARG);
    EXPECT_EQ(of(std::errc::broken_pipe), HRESULT(0x8007006D));
    EXPECT_EQ(of(std::errc::no_space_on_device), HRESULT(0x80070070));
    EXPECT_EQ(of(std::errc::function_not_supported), E_NOTIMPL);
    EXPECT_EQ(of(std::errc::timed_out), error_timeout);
    EXPECT_EQ(of(std::errc::operation_canceled), error_canceled);
    EXPECT_EQ(of(std::errc::address_in_use), E_FAIL);
    EXPECT_EQ(from_error_code({}), S_OK);
}

// ---- errors by value

TEST_F(Error, IsAValueOfAResult) {
    const result<int> good = 7;
    ASSERT_TRUE(good);
    EXPECT_EQ(*good, 7);
    EXPECT_EQ(good.value(), 7);
    EXPECT_EQ(good.code(), S_OK);
    const result<std::string> bad = hresult_error(E_BOUNDS, "past the end");
    EXPECT_FALSE(bad);
    EXPECT_EQ(bad.code(), E_BOUNDS);
    const auto error = thrown_by<hresult_out_of_bounds>([&] { bad.value(); });
    EXPECT_STREQ(error.what(), "past the end");
    EXPECT_EQ(error.record(), bad.error().record());
    EXPECT_TRUE(result<void>());
    const result<void> failed = hresult_error(E_FAIL);
    EXPECT_EQ(thrown_by<hresult_error>([&] { failed.value(); }).code(), E_FAIL);
}

TEST_F(Error, MovesOutOfAResult) {
    result<std::unique_ptr<int>> owner = std::make_unique<int>(3);
    const std::unique_ptr<int> taken = *std::move(owner);
    EXPECT_EQ(*taken, 3);
}

TEST_F(Error, IsReadByAnotherThread) {
    const hresult_error error(E_FAIL, "shared");
    std::thread([copy = error] {
        copy.add_context("by another thread");
        EXPECT_EQ(copy.to_abi(), E_FAIL);
    }).join();
    EXPECT_EQ(error.context(0), "by another thread");
}

} // namespace error_test

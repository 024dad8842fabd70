// SPDX-License-Identifier: MIT
// Results and errors in their place: inside the operation or beside it, owned by whom.
#include "async/outcome.h"

#include "async/cancel.h"
#include "async/value.h"
#include "com/error_info.h"
#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/error_text.h"
#include "unit/support/slab_use.h"
#include "value_samples.h"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <string>

namespace asyncom::core {
namespace {

using namespace test;

const std::string operation_family = "pinterface({9fc2b0bb-e446-44e2-aa61-9cab8f636af2};";

// A type whose result is so many bytes that own nothing.
const type_record& plain_type(std::uint32_t bytes) {
    std::string fields;
    for (std::uint32_t i = 0; i < bytes; ++i)
        fields += ";u1";
    const std::string name = "struct(Example.Bytes" + std::to_string(bytes);
    return type_named((operation_family + name + fields + "))").c_str());
}

class Outcome : public EngineTest {
protected:
    // An operation of the type that holds the result, as if it had ended with it.
    void expect_kept(const type_record& type, const void* value, state_flags flags) {
        const both_ends ends(type.signature);
        const bool fits = type.result().bytes <= inline_result_bytes;
        pending_result pending(type);
        {
            const failing_memory failing(fits ? 0 : 1);
            ASSERT_EQ(pending.copy(value), S_OK);
            EXPECT_FALSE(failing.has_failed());
        }
        EXPECT_EQ(pending.move_to(ends.target()), flags);
        EXPECT_EQ(std::memcmp(result_of(ends.target()), value, type.result().bytes), 0);
        const auto* const place = reinterpret_cast<const std::byte*>(&ends->place);
        EXPECT_EQ(result_of(ends.target()) == static_cast<const void*>(place), fits);
        destroy_outcome(ends.target(), flags | state_flags(outcome::completed));
    }
};

TEST_F(Outcome, OfUpTo24PlainBytesLiesInsideAndIsNeverDestroyed) {
    std::array<unsigned char, 32> bytes;
    bytes.fill(0x5A);
    for (const std::uint32_t size : {1u, 2u, 3u, 8u, 23u, 24u}) {
        EXPECT_TRUE(is_plain(plain_type(size).result()));
        expect_kept(plain_type(size), bytes.data(), flag_value);
    }
}

TEST_F(Outcome, OfMorePlainBytesLiesBesideAndIsOwned) {
    std::array<unsigned char, 300> bytes;
    bytes.fill(0x5A);
    for (const std::uint32_t size : {25u, 32u, 300u}) {
        EXPECT_FALSE(is_plain(plain_type(size).result()));
        expect_kept(plain_type(size), bytes.data(), flag_value | flag_owned);
    }
}

TEST_F(Outcome, ThatOwnsSomethingIsOwnedHoweverSmall) {
    counted_object object;
    IUnknown* const value = &object;
    expect_kept(type_named(object_operation), &value, flag_value | flag_owned);
    EXPECT_EQ(object.references, 1u);
}

TEST_F(Outcome, OfAnActionIsNothing) {
    const both_ends ends;
    pending_result pending(type_named(action));
    EXPECT_EQ(pending.copy(nullptr), S_OK);
    EXPECT_EQ(pending.move_to(ends.target()), 0u);
}

TEST_F(Outcome, ThatNoOperationTookIsEndedWithItsHolder) {
    counted_object object;
    IUnknown* const value = &object;
    {
        pending_result pending(type_named(object_operation));
        ASSERT_EQ(pending.copy(&value), S_OK);
        EXPECT_EQ(object.references, 2u);
    }
    EXPECT_EQ(object.references, 1u);
}

// Two strings and an object in 40 bytes: a block beside, and a copy of each borrowed text.
TEST_F(Outcome, IsCopiedAllOrNothing) {
    if (strings_are_the_systems) GTEST_SKIP() << "a string's memory is Windows' own";
    const type_record& type = type_named(
        (operation_family + "struct(Example.Owning;u4;string;cinterface(IInspectable);string;u1))")
            .c_str());
    ASSERT_EQ(type.result().bytes, sizeof(record));
    counted_object object;
    const borrowed_string first(u"one");
    const borrowed_string second(u"two");
    const record value{7, first.get(), &object, second.get(), 1};
    for (int nth = 0;; ++nth) {
        {
            pending_result pending(type);
            const failing_memory failing(nth);
            const HRESULT copied = pending.copy(&value);
            if (!failing.has_failed()) {
                EXPECT_EQ(copied, S_OK);
                EXPECT_EQ(nth, 3);
                break;
            }
            EXPECT_EQ(copied, E_OUTOFMEMORY);
        }
        EXPECT_EQ(object.references, 1u);
    }
    EXPECT_EQ(object.references, 1u);
}

// A result that lost against another end goes; the winner's is the one that is destroyed later.
TEST_F(Outcome, ThatCameTooLateIsEndedAndTheFirstOneStays) {
    counted_object first;
    counted_object second;
    IUnknown* value = &first;
    {
        const both_ends ends(object_operation);
        EXPECT_EQ(ends.producer()->Complete(&value), S_OK);
        value = &second;
        EXPECT_EQ(ends.producer()->Complete(&value), E_ILLEGAL_STATE_CHANGE);
        EXPECT_EQ(second.references, 1u);
        EXPECT_EQ(first.references, 2u);
        take_error_text();
    }
    EXPECT_EQ(first.references, 1u);
}

// ---- errors

TEST_F(Outcome, OfWhichOnlyTheCodeIsKnownIsPublishedWithAGenericText) {
    const both_ends ends;
    ends->place.failure = {nullptr, E_ABORT};
    EXPECT_EQ(publish_stored_error(ends.target()), E_ABORT);
    EXPECT_NE(take_error_text(), "");
    destroy_outcome(ends.target(), flag_error | flag_owned | state_flags(outcome::error));
}

TEST_F(Outcome, ThatFailedGivesTheSameErrorObjectEveryTimeAndReleasesItOnce) {
    IAsyncError* error = nullptr;
    ASSERT_EQ(make_error(E_ABORT, "a reason", &error), S_OK);
    error->AddRef();
    {
        const both_ends ends;
        ends->place.failure = {error, E_ABORT};
        for (int i = 0; i < 3; ++i) {
            EXPECT_EQ(publish_stored_error(ends.target()), E_ABORT);
            EXPECT_EQ(take_error_text(), "a reason");
        }
        destroy_outcome(ends.target(), flag_error | flag_owned | state_flags(outcome::error));
    }
    EXPECT_EQ(error->Release(), 0u);
}

TEST_F(Outcome, OfACancelCarriesTheTextOfTheReasonUnderItsOwnCode) {
    const both_ends ends;
    EXPECT_EQ(publish_canceled(ends.target()), canceled_code);
    const std::string generic = take_error_text();
    const HSTRING reason = make_string(u"too slow");
    ASSERT_EQ(cancel_operation(ends.target(), {E_ABORT, reason}), S_OK);
    hstring_delete(reason);
    EXPECT_EQ(publish_canceled(ends.target()), canceled_code);
    EXPECT_EQ(take_error_text(), "too slow");
    EXPECT_NE(generic, "too slow");
}

} // namespace
} // namespace asyncom::core

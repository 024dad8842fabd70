// SPDX-License-Identifier: MIT
// Results of every kind through a coroutine: strings, interfaces, structures, move-only ones and
// those whose copies and moves throw.
#include <asyncom/coroutine.hpp>

#include "records.h"
#include "started.h"
#include "unloading.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <type_traits>

// Not without a name: several test files may be compiled as one, and then GCC takes offence at a
// coroutine that holds such a type.
namespace coroutine_results {

using namespace asyncom;

struct person {
    hstring name;
    std::uint32_t age = 0;
    com_ptr<IUnknown> more;
};

// One owner at a time, here; there it is a string.
struct only_moved {
    only_moved() = default;
    explicit only_moved(hstring text) : owned(std::move(text)) {}
    only_moved(only_moved&&) = default;
    only_moved& operator=(only_moved&&) = default;
    hstring owned;
};

struct moves_throw {
    moves_throw() = default;
    explicit moves_throw(std::uint32_t given) : value(given) {}
    moves_throw(const moves_throw& other) : value(other.value) {
        if (value == refused) throw hresult_error(E_BOUNDS, "it does not want to");
    }
    moves_throw& operator=(const moves_throw&) = default;
    static constexpr std::uint32_t refused = 13;
    std::uint32_t value = 0;
};

struct unknown_object : implements<unknown_object, IAsyncCancelHandler> {
    HRESULT ASYNCOM_CALL Invoke(IAsyncProducer*) noexcept override { return S_OK; }
};

} // namespace coroutine_results

template <>
inline constexpr auto asyncom::signature_v<coroutine_results::person> = asyncom::struct_signature<
    asyncom::hstring, std::uint32_t, asyncom::com_ptr<IAsyncCancelHandler>>("Acme.Person");
template <>
inline constexpr auto asyncom::signature_v<coroutine_results::only_moved> =
    asyncom::struct_signature<asyncom::hstring>("Acme.OnlyMoved");
template <>
inline constexpr auto asyncom::signature_v<coroutine_results::moves_throw> =
    asyncom::struct_signature<std::uint32_t>("Acme.MovesThrow");

namespace {

using namespace coroutine_results;

template <class Result>
async_operation<Result> give(async_action gate, Result value) {
    co_await std::move(gate);
    co_return std::move(value);
}

// Ready and pending alike.
template <class Result, class Check>
void check_both(Result (*make)(), Check check) {
    for (const bool is_ready : {false, true}) {
        started<> gate;
        if (is_ready) gate.complete();
        const auto operation = give<Result>(gate.operation, make());
        const auto body = [&]() -> async_action { check(co_await operation); };
        const async_action checked = body();
        if (!is_ready) gate.complete();
        EXPECT_EQ(checked.status(), AsyncStatus::Completed);
    }
}

TEST(Results, Scalars) {
    check_both<bool>([] { return true; }, [](bool value) { EXPECT_TRUE(value); });
    check_both<double>([] { return 0.5; }, [](double value) { EXPECT_EQ(value, 0.5); });
    check_both<GUID>([] { return IID_IAsyncInfo; },
                     [](const GUID& value) { EXPECT_TRUE(is_same_guid(value, IID_IAsyncInfo)); });
}

TEST(Results, AString) {
    check_both<hstring>([] { return hstring(u"text"); },
                        [](const hstring& value) { EXPECT_EQ(value, hstring(u"text")); });
}

TEST(Results, AnInterface) {
    check_both<com_ptr<IAsyncCancelHandler>>(
        [] { return make<unknown_object>(); },
        [](const com_ptr<IAsyncCancelHandler>& value) { EXPECT_TRUE(value); });
    EXPECT_TRUE(projection::comes_to_be_unloadable());
}

TEST(Results, AnOperation) {
    check_both<async_operation<hstring>>(
        [] {
            started<> ready;
            ready.complete();
            return give<hstring>(ready.operation, u"inner");
        },
        [](const async_operation<hstring>& value) { EXPECT_EQ(value.get(), hstring(u"inner")); });
}

TEST(Results, AStructureWithAStringAndAnInterface) {
    check_both<person>(
        [] {
            return person{u"Ada", 36, make<unknown_object>()};
        },
        [](const person& value) {
            EXPECT_EQ(value.name, hstring(u"Ada"));
            EXPECT_EQ(value.age, 36u);
            EXPECT_TRUE(value.more);
        });
    EXPECT_TRUE(projection::comes_to_be_unloadable());
}

TEST(Results, OneThatCanOnlyBeMoved) {
    check_both<only_moved>(
        [] { return only_moved(u"text"); },
        [](const only_moved& value) { EXPECT_EQ(value.owned, hstring(u"text")); });
}

TEST(Results, AnyNumberOfTimes) {
    started<> gate;
    const auto operation = give<only_moved>(gate.operation, only_moved(u"text"));
    gate.complete();
    for (int round = 0; round < 3; ++round)
        EXPECT_EQ(operation.get().owned, hstring(u"text"));
}

TEST(Results, InBraces) {
    const auto body = []() -> async_operation<person> { co_return {u"Ada", 36, nullptr}; };
    EXPECT_EQ(body().get().name, hstring(u"Ada"));
    const auto empty = []() -> async_operation<hstring> { co_return {}; };
    EXPECT_TRUE(empty().get().empty());
}

TEST(Results, ACopyThatThrowsEndsItAsAnExceptionOfTheBodyDoes) {
    SKIP_WITHOUT_RECORDS();
    static_assert(!std::is_nothrow_move_constructible_v<moves_throw>);
    const auto body = [](std::uint32_t value) -> async_operation<moves_throw> {
        const moves_throw made(value);
        co_return made;
    };
    EXPECT_EQ(body(7).get().value, 7u);
    EXPECT_STREQ(body(moves_throw::refused).try_get().error().what(), "it does not want to");
}

} // namespace

// SPDX-License-Identifier: MIT
// Everything that can be a result or progress crosses the wall and comes back.
#include "objects.h"

#include <asyncom/control.hpp>
#include <asyncom/producer.hpp>

#include <vector>

namespace value_test {

enum class mode : std::int32_t { slow = -1, fast = 3 };
struct entry {
    asyncom::hstring name;
    std::uint64_t size;
    mode how;
    asyncom::com_ptr<projection::INumber2> owner;
    bool operator==(const entry&) const = default;
};

} // namespace value_test

template <>
inline constexpr auto
    asyncom::signature_v<value_test::mode> = asyncom::enum_signature<value_test::mode>("Test.Mode");
template <>
inline constexpr auto asyncom::signature_v<value_test::entry> =
    asyncom::struct_signature<asyncom::hstring, std::uint64_t, value_test::mode,
                              asyncom::com_ptr<projection::INumber2>>("Test.Entry");

namespace value_test {

using namespace asyncom;
using namespace projection;

using Value = Numbers;

// As a result, read twice, as a partial result and as progress.
template <class Type>
void crosses(const Type& value, const Type& partial) {
    auto [operation, producer] = create_operation<Type, Type>();
    std::vector<Type> seen;
    operation.progress([&](const auto&, const Type& part) { seen.push_back(part); });
    producer.report(partial);
    producer.set_partial_result(partial);
    EXPECT_TRUE(operation.get_results() == partial);
    EXPECT_TRUE(async_control(operation).partial_result() == partial);
    producer.complete(value);
    EXPECT_TRUE(operation.get() == value);
    EXPECT_TRUE(operation.get() == value);
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_TRUE(seen[0] == partial);
}

TEST_F(Value, OfEveryScalar) {
    crosses<bool>(true, false);
    crosses<bool>(false, true);
    crosses<std::int16_t>(-3, 300);
    crosses<std::uint8_t>(255, 1);
    crosses<char16_t>(u'\u20ac', u'a');
    crosses<std::int64_t>(INT64_MIN, 7);
    crosses<float>(1.5F, -0.25F);
    crosses<double>(1e300, -1);
    crosses<GUID>(IID_IUnknown, IID_IAsyncInfo);
}

TEST_F(Value, OfStringsAndEnums) {
    crosses<hstring>(u"the end", u"");
    crosses<mode>(mode::fast, mode::slow);
}

TEST_F(Value, OfInterfacesAndOperations) {
    crosses<com_ptr<INumber2>>(make<number>(1), nullptr);
    crosses<com_ptr<IInspectable>>(com_ptr<INumber2>(make<number>(2)), nullptr);
    const async_operation<hstring> nested = create_operation<hstring>().operation;
    crosses<async_operation<hstring>>(nested, nullptr);
}

TEST_F(Value, OfStructuresThatOwnSomething) {
    crosses<entry>({u"name", 7, mode::fast, make<number>(3)}, {u"partial", 1, mode::slow, nullptr});
}

// A bool of the ABI is any byte.
TEST_F(Value, TrueIsEveryByteButZero) {
    const auto [operation, producer] = create_operation<bool, bool>();
    bool seen = false;
    operation.progress([&](const auto&, bool part) { seen = part; });
    const std::uint8_t byte = 0x80;
    ASSERT_EQ(producer.abi()->ReportProgress(&byte), S_OK);
    EXPECT_TRUE(seen);
    ASSERT_EQ(producer.abi()->Complete(&byte), S_OK);
    EXPECT_TRUE(operation.get());
}

TEST_F(Value, IsReleasedWithItsOperation) {
    {
        const auto [operation, producer] = create_operation<entry>();
        producer.complete({u"kept", 1, mode::fast, make<number>(4)});
        EXPECT_EQ(living_numbers, 1);
        const entry copy = operation.get();
        EXPECT_EQ(references(copy.owner.get()), 2u);
    }
    EXPECT_EQ(living_numbers, 0);
}

} // namespace value_test

// SPDX-License-Identifier: MIT
#include "objects.h"

#include <asyncom/agile_ref.hpp>

#include <thread>

namespace agile_ref_test {

using namespace asyncom;
using namespace projection;

using AgileRef = Numbers;

TEST_F(AgileRef, GivesTheObjectOnAnyThread) {
    const com_ptr<INumber2> object = make<number>(9);
    const agile_ref<INumber2> agile = make_agile(object);
    std::int32_t value = 0;
    std::thread([&] { agile.get()->Get(&value); }).join();
    EXPECT_EQ(value, 9);
    EXPECT_EQ(agile.get(), object);
    EXPECT_EQ(*agile.try_get(), object);
}

TEST_F(AgileRef, OfNothingGivesNothing) {
    EXPECT_FALSE(agile_ref<INumber2>());
    EXPECT_EQ(agile_ref<INumber2>().get(), nullptr);
    EXPECT_FALSE(agile_ref<INumber2>(com_ptr<INumber2>()));
}

TEST_F(AgileRef, KeepsTheObject) {
    agile_ref<INumber2> agile = com_ptr<INumber2>(make<number>(1));
    EXPECT_EQ(living_numbers, 1);
    agile = {};
    EXPECT_EQ(living_numbers, 0);
}

} // namespace agile_ref_test

// SPDX-License-Identifier: MIT
#include "async/known_names.h"

#include "async/type_iid.h"

#include <gtest/gtest.h>

#include <string>

namespace asyncom::core {
namespace {

TEST(KnownNames, HaveTheFourFamiliesAndTheirHandlers) {
    for (const family_description& family : families) {
        const std::string name(known_type_name(family.operation));
        EXPECT_EQ(name.find("Windows.Foundation." + std::string(family.name)), 0u) << name;
        EXPECT_NE(known_type_name(family.completed_handler), "") << family.name;
        if (!family.progress_handler.empty()) {
            EXPECT_NE(known_type_name(family.progress_handler), "") << family.name;
        }
    }
}

TEST(KnownNames, CarryTheArityOfParameterisedTypes) {
    EXPECT_EQ(known_type_name("{61c17706-2d65-11e0-9ae8-d48564015472}"),
              "Windows.Foundation.IReference`1");
    EXPECT_EQ(known_type_name("{30d5a829-7fa4-4026-83bb-d75bae4ea99e}"),
              "Windows.Foundation.IClosable");
}

TEST(KnownNames, AreEmptyForStrangers) {
    EXPECT_EQ(known_type_name("{00000000-0000-0000-0000-000000000000}"), "");
    EXPECT_EQ(known_type_name(""), "");
}

} // namespace
} // namespace asyncom::core

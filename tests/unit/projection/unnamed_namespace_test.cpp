// SPDX-License-Identifier: MIT
// A result whose type is of an unnamed namespace: an optimiser knows that nobody else can implement
// an interface that is made of it, and yet the library does.
#include <asyncom/async.hpp>

#include "started.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace {

struct private_pair {
    std::uint32_t first = 0;
    asyncom::hstring second;
};

} // namespace

template <>
inline constexpr auto asyncom::signature_v<private_pair> =
    asyncom::struct_signature<std::uint32_t, asyncom::hstring>("Acme.PrivatePair");

TEST(UnnamedNamespace, AResultOfItArrives) {
    const started<private_pair> source;
    source.complete(private_pair{7, u"text"});
    const private_pair got = source.operation.get();
    EXPECT_EQ(got.first, 7u);
    EXPECT_EQ(got.second, asyncom::hstring(u"text"));
}

// SPDX-License-Identifier: MIT
// Where an operation was made, with and without a name in the same word.
#include "async/site.h"

#include "com/error_info.h"
#include "support/failing_memory.h"
#include "unit/support/both_ends.h"
#include "unit/support/slab_use.h"

#include <gtest/gtest.h>

#include <string>

namespace asyncom::core {
namespace {

using namespace test;

class Site : public EngineTest {
protected:
    // What follows is about the registry's word of a site.
    void SetUp() override {
        if (!registry_is_on) GTEST_SKIP() << "without the registry an operation keeps no call site";
    }
    static both_ends make(const char* name, const void* call_site) {
        AsyncomOperationOptions options{};
        options.size = sizeof options;
        options.name = name;
        return both_ends(action, &options, call_site);
    }
    static std::string origin_of(IAsyncError* error) {
        char text[512] = "";
        std::uint32_t needed = 0;
        EXPECT_EQ(error->GetText(ASYNCOM_TEXT_ORIGIN, 0, text, sizeof text, &needed), S_OK);
        error->Release();
        return text;
    }
    // An address in code whose description names this program.
    static const void* here() { return reinterpret_cast<const void*>(&Site::here); }
};

TEST_F(Site, IsKeptWithoutMemoryWhereThereIsNoName) {
    const both_ends ends;
    const failing_memory failing(0);
    EXPECT_TRUE(set_site(ends.target(), here(), nullptr));
    EXPECT_TRUE(set_site(ends.target(), here(), ""));
    EXPECT_FALSE(failing.has_failed());
    EXPECT_FALSE(has_name(ends.target()));
    EXPECT_EQ(call_site_of(ends.target()), here());
    EXPECT_STREQ(name_of(ends.target()), "");
}

TEST_F(Site, IsKeptBesideTheName) {
    const both_ends ends = make("a name", here());
    EXPECT_TRUE(has_name(ends.target()));
    EXPECT_EQ(call_site_of(ends.target()), here());
    EXPECT_STREQ(name_of(ends.target()), "a name");
}

TEST_F(Site, MayBeUnknown) {
    EXPECT_EQ(call_site_of(make("a name", nullptr).target()), nullptr);
    EXPECT_EQ(call_site_of(make(nullptr, nullptr).target()), nullptr);
}

TEST_F(Site, StaysWhereTheNameFindsNoMemory) {
    const both_ends ends;
    const failing_memory failing(0);
    EXPECT_FALSE(set_site(ends.target(), here(), "a name"));
    EXPECT_FALSE(has_name(ends.target()));
    EXPECT_EQ(call_site_of(ends.target()), here());
    EXPECT_STREQ(name_of(ends.target()), "");
}

TEST_F(Site, NamesAreCutBetweenCharacters) {
    const std::string most(63, 'x');
    EXPECT_EQ(name_of(make(most.c_str(), nullptr).target()), most);
    EXPECT_EQ(name_of(make((most + "y").c_str(), nullptr).target()), most);
    // Four bytes that would end at the 64th.
    const std::string before(60, 'x');
    EXPECT_EQ(name_of(make((before + "\U0001F600").c_str(), nullptr).target()), before);
}

TEST_F(Site, IsTheOriginOfTheErrorOfAnAbandonedOperation) {
    for (const char* name : {static_cast<const char*>(nullptr), "a name"}) {
        both_ends ends = make(name, here());
        ends.release_producer();
        ASSERT_NE(ends->look() & flag_error, 0u);
        auto* const error = static_cast<IAsyncError*>(ends->place.failure.error);
        error->AddRef();
        IAsyncError* expected = nullptr;
        ASSERT_EQ(make_error(E_FAIL, nullptr, &expected, here()), S_OK);
        EXPECT_EQ(origin_of(error), origin_of(expected));
    }
}

} // namespace
} // namespace asyncom::core
